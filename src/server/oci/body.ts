import type { IncomingMessage, ServerResponse } from 'node:http';
import { DrydockError } from '../../core/errors/index.ts';
import { type BodyMemory, bodyMemory } from './body-memory.ts';
import { requestInvalid } from './errors.ts';

/** Bytes the client announced; undefined for a chunked body. */
export function announcedLength(request: IncomingMessage): number | undefined {
  const header = request.headers['content-length'];
  if (header === undefined) return request.headers['transfer-encoding'] === undefined ? 0 : undefined;
  const length = Number(header);
  if (!Number.isSafeInteger(length) || length < 0) throw requestInvalid('Content-Length is not a number');
  return length;
}

/** How long a small body may take, however steadily it drips in. Milliseconds. */
const BODY_MS = 120_000;

export interface BodyOptions {
  readonly what?: 'manifest' | 'chart' | 'form';
  /** Milliseconds that it may take; default two minutes. */
  readonly patience?: number;
  /** The body's memory is shared with the bodies of other requests (`BodyMemory`). */
  readonly memory?: BodyMemory;
}

/**
 * The whole body of the request that `response` answers, never more than `limit` bytes of it and never for longer than two
 * minutes. Errors: REGISTRY_TOO_LARGE, REGISTRY_TOO_SLOW, REGISTRY_BUSY.
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
  { what = 'manifest', patience = BODY_MS, memory = bodyMemory }: BodyOptions = {},
): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DrydockError('REGISTRY_TOO_SLOW', { seconds: patience / 1000 })),
      patience,
    );
  });
  try {
    return await Promise.race([collect(request, limit, what, memory.open(response)), slow]);
  } finally {
    clearTimeout(timer);
  }
}

async function collect(
  request: IncomingMessage,
  limit: number,
  what: string,
  hold: (bytes: number) => Promise<void> | undefined,
): Promise<Buffer> {
  const tooLarge = (size: number) => new DrydockError('REGISTRY_TOO_LARGE', { what, size, limit });
  const announced = announcedLength(request);
  if (announced !== undefined && announced > limit) throw tooLarge(announced);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(request)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(size);
    const wait = hold(chunk.byteLength);
    if (wait) await wait;
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

/** The body as chunks. Leaving the loop early keeps the connection, so that an error can still be answered. */
export const bodyOf = (request: IncomingMessage): AsyncIterable<Buffer> =>
  request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;

/** What a client may still send after it was refused, before the connection is cut. */
const DRAIN_LIMIT = 64 * 1024 * 1024;
/** How long it may go on sending. Milliseconds. */
const DRAIN_MS = 30_000;

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
  const timer = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  request.on('close', () => clearTimeout(timer));
  request.on('error', () => undefined);
  request.resume();
}
