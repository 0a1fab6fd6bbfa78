import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendError } from '../../src/server/oci/errors.ts';
import {
  BodyPace,
  createOciHandler,
  drainBody,
  ociServerOptions,
  readBody,
} from '../../src/server/oci/index.ts';
import { openRegistry } from '../core/registry/helpers.ts';

/** Milliseconds until the server closes a connection that sent only this. */
async function survives(port: number, words: string): Promise<number> {
  const start = performance.now();
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(words);
  await new Promise((resolve) => socket.once('close', resolve));
  return performance.now() - start;
}

describe('R-24: slow clients are let go', () => {
  it('a small body that drips has its time too, and the client is told', async () => {
    const server = createServer((request, response) => {
      readBody(request, response, 1_000_000, { patience: 1_000 })
        .then(() => response.end('all of it'))
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
    const { port } = server.address() as AddressInfo;
    const start = performance.now();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\n');
    const drip = setInterval(() => socket.write('x'), 100);
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (chunk) => resolve(String(chunk))),
    );
    clearInterval(drip);
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('a large body that drips is told to stop, and what came of it is kept to go on from', async () => {
    const { registry } = openRegistry();
    const pace = new BodyPace({ windowMs: 800, bytes: 1_000 });
    const server = createServer((request, response) => {
      const id = request.url?.slice(1) ?? '';
      pace
        .during(request, (signal) =>
          registry.uploads.append('a', id, request.iterator({ destroyOnReturn: false }), { signal }),
        )
        .then(({ offset }) => response.end(String(offset)))
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
    const { port } = server.address() as AddressInfo;
    /** Sends as much as this every 50 ms until there is an answer; 40 pieces are all. */
    const patch = async (piece: number): Promise<{ answer: string; offset: number }> => {
      const { id } = await registry.uploads.begin('a');
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`PATCH /${id} HTTP/1.1\r\nhost: a\r\ncontent-length: ${40 * piece}\r\n\r\n`);
      let left = 40;
      const drip = setInterval(() => {
        if (left > 0) socket.write('x'.repeat(piece));
        left -= 1;
      }, 50);
      const answer = await new Promise<string>((resolve) =>
        socket.once('data', (chunk) => resolve(String(chunk))),
      );
      clearInterval(drip);
      socket.destroy();
      return { answer, offset: registry.uploads.status('a', id).offset };
    };
    const [slow, steady] = await Promise.all([patch(1), patch(500)]);
    expect(slow.answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(slow.offset).toBeGreaterThan(5);
    expect(slow.offset).toBeLessThan(40);
    expect(steady.answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(steady.offset).toBe(20_000);
  });

  it('an unfinished head after five seconds, a stalled body after the idle time, and others are served meanwhile', async () => {
    const { registry } = openRegistry();
    const handle = createOciHandler(registry);
    const server = createServer(ociServerOptions, (request, response) => void handle(request, response));
    server.timeout = 2_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const dripping = connect(port, '127.0.0.1');
    dripping.on('error', () => undefined);
    dripping.resume();
    dripping.write('GET /v2/ HTTP/1.1\r\nhost: a\r\n');
    const start = performance.now();
    // A byte a second keeps the connection from being idle; the head still has its limit.
    const drip = setInterval(() => dripping.write('x'), 1_000);
    const slowHead = new Promise<number>((resolve) => {
      dripping.once('close', () => {
        clearInterval(drip);
        resolve(performance.now() - start);
      });
    });
    const { id } = await registry.uploads.begin('a');
    const stalled = survives(
      port,
      `PATCH /v2/a/blobs/uploads/${id} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc`,
    );
    expect((await fetch(`http://127.0.0.1:${port}/v2/`)).status).toBe(200);
    expect(await stalled).toBeLessThan(4_000);
    expect(await slowHead).toBeLessThan(8_000);
    expect(registry.uploads.status('a', id).offset).toBe(3);
  }, 20_000);
});
