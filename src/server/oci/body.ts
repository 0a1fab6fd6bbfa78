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

/** Left-over bodies up to this many bytes are read and thrown away to keep the connection. */
const DRAIN_LIMIT = 1024 * 1024;

/** Before an early answer: reads a small rest, or has the connection closed after a big one. */
export function abandonBody(request: IncomingMessage, close: () => void): void {
  if (request.complete) return;
  const length = request.headers['content-length'];
  if (
    length === undefined ? request.headers['transfer-encoding'] === undefined : Number(length) <= DRAIN_LIMIT
  ) {
    request.resume();
  } else close();
}
