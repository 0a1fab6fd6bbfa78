import type { IncomingMessage } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import { requestInvalid } from './errors.ts';

/** Bytes the client announced; undefined for a chunked body. */
export function announcedLength(request: IncomingMessage): number | undefined {
  const header = request.headers['content-length'];
  if (header === undefined) return request.headers['transfer-encoding'] === undefined ? 0 : undefined;
  const length = Number(header);
  if (!Number.isSafeInteger(length) || length < 0) throw requestInvalid('Content-Length is not a number');
  return length;
}

/** The whole body, never more than `limit` bytes of it. Errors: REGISTRY_TOO_LARGE. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (size: number) =>
    new DrydockError('REGISTRY_TOO_LARGE', { what: 'manifest', size, limit });
  const announced = announcedLength(request);
  if (announced !== undefined && announced > limit) throw tooLarge(announced);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(request)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(size);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

/** The body as chunks. Leaving the loop early keeps the connection, so that an error can still be answered. */
export const bodyOf = (request: IncomingMessage): AsyncIterable<Buffer> =>
  request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;

/** What a client may still send after it was refused, before the connection is cut. */
const DRAIN_LIMIT = 64 * 1024 * 1024;

/**
 * Before an early answer. Clients send their whole body before they read; cutting the connection at once would take the
 * answer from them, so a bounded rest is read and thrown away.
 */
export function drainBody(request: IncomingMessage): void {
  if (request.complete) return;
  let left = DRAIN_LIMIT;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.byteLength;
    if (left < 0) request.destroy();
  });
  request.on('error', () => undefined);
  request.resume();
}
