import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { type ImportLimits, notAnArchive, tooLarge } from './limits.ts';

const CHUNK = 512 * 1024;

/** Bytes of a file, gunzipped where it is gzip. Stops at the limits, whatever the file promises. */
export async function* unpackedBytes(
  file: string,
  limits: ImportLimits,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const gzip = await isGzip(file);
  const packed = createReadStream(file, { highWaterMark: CHUNK });
  if (!gzip) {
    for await (const chunk of packed as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      yield chunk;
    }
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK });
  packed.on('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  let unpacked = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      unpacked += chunk.byteLength;
      if (unpacked > limits.totalBytes) throw tooLarge(file, 'unpacked bytes', limits.totalBytes);
      if (unpacked > limits.ratioAfterBytes && unpacked > packed.bytesRead * limits.ratio) {
        throw tooLarge(file, 'compression ratio', limits.ratio);
      }
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? notAnArchive(file, 'its gzip stream is damaged') : error;
  } finally {
    gunzip.destroy();
    packed.destroy();
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
