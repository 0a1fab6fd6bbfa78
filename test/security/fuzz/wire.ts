import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { createChartHandler } from '../../../src/server/charts/index.ts';
import { createOciHandler, ociServerOptions } from '../../../src/server/oci/index.ts';
import type { TestRegistry } from '../../core/registry/helpers.ts';

export interface Wire {
  readonly port: number;
  readonly server: Server;
  /** What the handlers let through, which should be nothing. */
  readonly escaped: unknown[];
}

/** Both handlers behind the registry's own server options. */
export async function serveAll({ registry }: TestRegistry): Promise<Wire> {
  const options = { hosts: ['127.0.0.1'] };
  const oci = createOciHandler(registry, options);
  const charts = createChartHandler(registry, options);
  const escaped: unknown[] = [];
  const server = createServer(ociServerOptions, (request, response) => {
    oci(request, response)
      .then(async (handled) => {
        if (!handled && !(await charts(request, response))) response.writeHead(404).end();
      })
      .catch((error: unknown) => {
        escaped.push(error);
        response.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, server, escaped };
}

export interface RawAnswer {
  /** 0: closed without a word. */
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

const PATIENCE = 5_000;

/** Sends bytes as they are and reads until the server closes. Rejects when it does not in time. */
export const sendRaw = (port: number, bytes: Buffer): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error('no end within five seconds'));
    }, PATIENCE);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that has heard enough may reset what is still on its way.
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(parse(Buffer.concat(chunks)));
    });
    socket.end(bytes);
  });

function parse(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, end === -1 ? bytes.byteLength : end);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? bytes.byteLength);
  return { status, head, body: end === -1 ? Buffer.alloc(0) : bytes.subarray(end + 4, end + 4 + length) };
}
