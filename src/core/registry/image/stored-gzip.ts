import { crc32 } from 'node:zlib';

const MAX_BLOCK = 0xffff;
/** RFC 1952: magic, deflate, no flags, no time, no extra flags, unknown system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * A gzip file of stored blocks. Compressors give other bytes on other processors and in other releases; these bytes,
 * and so an image's digests, are the same everywhere.
 */
export function storedGzip(content: Buffer): Buffer {
  const parts: Buffer[] = [HEADER];
  let at = 0;
  do {
    const block = content.subarray(at, at + MAX_BLOCK);
    at += block.byteLength;
    const head = Buffer.alloc(5);
    head[0] = at >= content.byteLength ? 1 : 0;
    head.writeUInt16LE(block.byteLength, 1);
    head.writeUInt16LE(block.byteLength ^ MAX_BLOCK, 3);
    parts.push(head, block);
  } while (at < content.byteLength);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(content), 0);
  tail.writeUInt32LE(content.byteLength % 2 ** 32, 4);
  return Buffer.concat([...parts, tail]);
}
