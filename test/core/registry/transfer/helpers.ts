import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import {
  createTransfers,
  type Digest,
  type TransferLimits,
  type Transfers,
} from '../../../../src/core/registry/index.ts';
import { tool } from '../../../helpers/tools.ts';
import { imageBody, OCI_IMAGE, openRegistry, type TestRegistry, tempDir } from '../helpers.ts';

export const MiB = 1024 * 1024;

/** A registry of ours with transfers, quick to try again. */
export function transferring(
  limits: Partial<TransferLimits> = {},
  opened: TestRegistry = openRegistry(),
): TestRegistry & { readonly transfers: Transfers } {
  const { registry, db } = opened;
  const clock = () => new Date();
  return {
    ...opened,
    transfers: createTransfers({ registry, db, clock, limits: { pauseMs: 5, ...limits } }),
  };
}

/** Pushes an image with one layer of `bytes` random bytes. */
export async function pushBig(
  { registry }: Pick<TestRegistry, 'registry'>,
  repository: string,
  tag: string,
  bytes: number,
): Promise<{ digest: Digest; layer: Digest }> {
  const layer = randomBytes(bytes);
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', rootfs: {} }));
  const { digest } = await registry.blobs.put(repository, layer);
  await registry.blobs.put(repository, config);
  const body = imageBody(config, [layer]);
  const put = await registry.manifests.put({ repository, body, mediaType: OCI_IMAGE, tags: [tag] });
  return { digest: put.digest, layer: digest };
}

export async function listening(handler: RequestListener): Promise<{ server: Server; host: string }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** What a proxy may do with a request before or instead of passing it on. */
export interface Meddling {
  /** True: it has been answered. */
  readonly before?: (incoming: IncomingMessage, response: ServerResponse) => boolean;
  /** Bytes of an answer's body after which the connection breaks; undefined: none. */
  readonly cutAnswer?: (incoming: IncomingMessage) => number | undefined;
  /** Bytes of a request's body after which the connection breaks. */
  readonly cutRequest?: (incoming: IncomingMessage) => number | undefined;
}

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** A proxy in front of `to` (`host:port`) that breaks things; remembers what it was asked. */
export async function meddlingProxy(
  to: string,
  meddling: Meddling = {},
): Promise<{ readonly host: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const { host } = await listening((incoming, response) => {
    const { method = 'GET', url = '/', headers } = incoming;
    seen.push({ method, url, headers });
    if (meddling.before?.(incoming, response)) return;
    const passed = request(`http://${to}${url}`, { method, headers: { ...headers, host: to } }, (answer) => {
      const own = { ...answer.headers };
      if (own.location) own.location = own.location.replace(`//${to}`, `//${headers.host}`);
      response.writeHead(answer.statusCode ?? 502, own);
      let left = meddling.cutAnswer?.(incoming) ?? Number.POSITIVE_INFINITY;
      answer.on('data', (chunk: Buffer) => {
        const part = chunk.subarray(0, Math.min(left, chunk.byteLength));
        left -= part.byteLength;
        response.write(part, () => left <= 0 && incoming.socket.destroy());
      });
      answer.on('end', () => response.end());
      answer.on('error', () => response.destroy());
    });
    passed.on('error', () => response.destroy());
    let left = meddling.cutRequest?.(incoming) ?? Number.POSITIVE_INFINITY;
    incoming.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, Math.min(left, chunk.byteLength));
      left -= part.byteLength;
      passed.write(part);
      if (left <= 0) {
        incoming.socket.destroy();
        setTimeout(() => passed.destroy(), 20);
      }
    });
    incoming.on('end', () => passed.end());
  });
  return { host, seen };
}

/** Debian's registry on a free port, storing in `dir`; ends with the test. */
export async function debianRegistry(
  dir: string = tempDir(),
): Promise<{ readonly host: string; readonly dir: string; readonly kill: () => Promise<void> }> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const config = join(dir, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${dir}/data}, delete: {enabled: true}}\nhttp: {addr: "127.0.0.1:${port}", secret: test}\n`,
  );
  const child: ChildProcess = spawn(tool('docker-registry') ?? 'docker-registry', ['serve', config], {
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const host = `127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const up = await fetch(`http://${host}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return { host, dir, kill };
    await sleep(50);
  }
  throw new Error('docker-registry did not start');
}
