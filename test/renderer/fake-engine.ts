import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { actionCatalogue } from '../../src/actions/index.ts';
import { FakeState } from './fake/state.ts';

/**
 * An engine of paper: answers the control API's HTTP contract with made-up but lifelike data and serves the built
 * page with the strictest policy that it must live with. For tests of the page alone, and for working on it.
 */
export interface FakeEngine {
  readonly url: string;
  readonly state: FakeState;
  /** Content security policy violations that pages reported. */
  readonly violations: string[];
  /** Breaks every connection that is open, as a crash would. */
  dropConnections(): void;
  close(): Promise<void>;
}

export const STRICT_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; report-uri /csp";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export const rendererDir = join(import.meta.dirname, '../../dist/renderer');

interface FakeOptions {
  readonly port?: number;
  /** The built page; default: what `npm run build` made. */
  readonly dir?: string;
}

export async function startFakeEngine(options: FakeOptions = {}): Promise<FakeEngine> {
  const dir = options.dir ?? rendererDir;
  const state = new FakeState();
  const violations: string[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, { state, violations, dir }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    violations,
    dropConnections: () => server.closeAllConnections(),
    close: () => stop(server, state),
  };
}

async function stop(server: Server, state: FakeState): Promise<void> {
  state.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

interface Served {
  readonly state: FakeState;
  readonly violations: string[];
  readonly dir: string;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { state, violations, dir }: Served,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/csp') {
    violations.push(await readText(request));
    response.writeHead(204).end();
  } else if (pathname === '/api/v1/actions') {
    send(response, 200, { result: actionCatalogue() });
  } else if (pathname.startsWith('/api/v1/actions/')) {
    await act(pathname.slice('/api/v1/actions/'.length), request, response, state);
  } else {
    serveFile(dir, pathname, response);
  }
}

async function act(
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
  state: FakeState,
): Promise<void> {
  const input: unknown = JSON.parse((await readText(request)) || '{}');
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const emit = (event: unknown): void => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write(`${JSON.stringify({ event })}\n`);
  };
  state.calls.push({ id, input });
  try {
    const result = await state.call(id, input as Record<string, unknown>, emit, gone.signal);
    if (gone.signal.aborted) return;
    if (response.headersSent) response.end(`${JSON.stringify({ result })}\n`);
    else send(response, 200, { result });
  } catch (error) {
    if (!gone.signal.aborted) send(response, 422, { error });
  }
}

function send(response: ServerResponse, status: number, line: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-ndjson' });
  response.end(`${JSON.stringify(line)}\n`);
}

function serveFile(dir: string, pathname: string, response: ServerResponse): void {
  const path = join(dir, normalize(pathname === '/' ? '/index.html' : pathname));
  if (!path.startsWith(dir) || !existsSync(path)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': STRICT_CSP,
    'x-content-type-options': 'nosniff',
  });
  createReadStream(path).pipe(response);
}

if (process.argv[1] === import.meta.filename) {
  const engine = await startFakeEngine({ port: Number(process.argv[2] ?? 5199) });
  process.stdout.write(`${engine.url}\n`);
}
