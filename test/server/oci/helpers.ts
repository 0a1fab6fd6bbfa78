import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { RegistryOptions } from '../../../src/core/registry/index.ts';
import { createOciHandler, type OciOptions } from '../../../src/server/oci/index.ts';
import { openRegistry, type TestRegistry } from '../../core/registry/helpers.ts';

/** Parsed JSON that a test looks into. */
export interface Loose {
  readonly [key: string]: Loose;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body as JSON. */
  readonly json: () => Loose;
}

export interface Ask {
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Uint8Array;
}

export interface TestServer extends TestRegistry {
  readonly server: Server;
  readonly port: number;
  readonly url: string;
  readonly send: (method: string, path: string, ask?: Ask) => Promise<Answer>;
}

/** A registry on a free loopback port. */
export async function serveRegistry(
  oci: OciOptions = {},
  core: Partial<RegistryOptions> = {},
  opened: TestRegistry = openRegistry(core),
): Promise<TestServer> {
  const handle = createOciHandler(opened.registry, oci);
  const server = createServer((incoming, response) => {
    void handle(incoming, response).then((handled) => {
      if (!handled) response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...opened,
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    send: (method, path, ask) => send(port, method, path, ask),
  };
}

/** One request exactly as written: no normalisation of the path, any header. */
export const send = (port: number, method: string, path: string, ask: Ask = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, agent: false, headers: { ...ask.headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body,
            json: () => JSON.parse(body.toString('utf8')) as Loose,
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(ask.body);
  });

/** Pushes a blob with POST and PUT. */
export async function pushBlob(
  { send: ask }: TestServer,
  repository: string,
  content: Uint8Array,
  digest: string,
): Promise<void> {
  const answer = await ask('POST', `/v2/${repository}/blobs/uploads/?digest=${digest}`, { body: content });
  if (answer.status !== 201) throw new Error(`push failed: ${answer.status} ${answer.body.toString()}`);
}

/** The specification's code of an error answer. */
export const codeOf = (answer: Answer): unknown => {
  const { errors } = JSON.parse(answer.body.toString('utf8')) as { errors: { code: string }[] };
  return errors[0]?.code;
};
