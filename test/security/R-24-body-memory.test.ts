import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BodyMemory, drainBody, readBody, sendError } from '../../src/server/oci/index.ts';

const KIB = 1024;

/** A server that holds every body until `answer`; the limit is for all of them. */
async function serve(options: { bytes: number; free: number; patience: number }) {
  const memory = new BodyMemory(options);
  const held: (() => void)[] = [];
  const server = createServer((request, response) => {
    readBody(request, response, 10_000 * KIB, { memory })
      .then((body) => held.push(() => response.end(String(body.byteLength))))
      .catch((error: unknown) => {
        drainBody(request);
        sendError(response, error);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { memory, held, port: (server.address() as AddressInfo).port };
}

interface Answer {
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

function put(port: number, bytes: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'PUT' }, async (response) => {
      const text = (await response.toArray()).join('');
      resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], text });
    });
    sent.on('error', reject);
    sent.end(Buffer.alloc(bytes, 'x'));
  });
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    if (tries > 500) throw new Error('it never came');
    await wait(10);
  }
}

describe('R-24: bodies of all connections together have a limit', () => {
  it('what does not fit waits, and goes on when the others are answered', async () => {
    const { memory, held, port } = await serve({ bytes: 1_000 * KIB, free: 0, patience: 20_000 });
    const first = put(port, 900 * KIB);
    await until(() => held.length === 1);
    const second = put(port, 900 * KIB);
    await wait(150);
    expect(held).toHaveLength(1);
    expect(memory.held).toBeLessThanOrEqual(1_000 * KIB);
    held[0]?.();
    expect((await first).text).toBe(String(900 * KIB));
    await until(() => held.length === 2);
    held[1]?.();
    expect((await second).text).toBe(String(900 * KIB));
    await until(() => memory.held === 0);
  });

  it('what waits too long is refused with 503 and a time, while small bodies pass', async () => {
    const { held, port } = await serve({ bytes: 1_000 * KIB, free: 64 * KIB, patience: 200 });
    const first = put(port, 1_000 * KIB);
    await until(() => held.length === 1);
    expect(await put(port, 900 * KIB)).toMatchObject({ status: 503, retryAfter: '5' });
    const small = put(port, 60 * KIB);
    await until(() => held.length === 2);
    for (const answer of held) answer();
    expect((await small).status).toBe(200);
    expect((await first).status).toBe(200);
  });

  it('a connection that goes away gives its part back', async () => {
    const { memory, port } = await serve({ bytes: 1_000 * KIB, free: 0, patience: 200 });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ${900 * KIB}\r\n\r\n`);
    socket.write(Buffer.alloc(500 * KIB));
    await until(() => memory.held === 500 * KIB);
    socket.destroy();
    await until(() => memory.held === 0);
  });
});
