/** A file, folder or link of a layer. Paths are relative, without a leading slash. */
export interface TarEntry {
  readonly path: string;
  readonly content: Uint8Array;
  /** Permission bits; default 0644. */
  readonly mode?: number;
}

const BLOCK = 512;
const MAX_NAME = 100;

/** A ustar archive of plain files, the same bytes for the same entries: owner 0:0, time 0, no padding but the format's. */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  const parts: Buffer[] = [];
  for (const entry of entries) {
    const { path, content, mode } = entry;
    parts.push(tarHeader(path, content.byteLength, mode), Buffer.from(content));
    parts.push(tarPadding(content.byteLength));
  }
  parts.push(Buffer.alloc(2 * BLOCK));
  return Buffer.concat(parts);
}

/** The header of a plain file of `size` bytes, at most 8 GiB. */
export function tarHeader(path: string, size: number, mode = 0o644): Buffer {
  const block = Buffer.alloc(BLOCK);
  const { name, prefix } = splitPath(path);
  block.write(name, 0, MAX_NAME, 'utf8');
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257, 'latin1');
  block.write(prefix, 345, 155, 'utf8');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** What follows a file's content up to the next block. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** ustar keeps at most 100 bytes of name behind at most 155 bytes of folders. */
function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= MAX_NAME) return { name: path, prefix: '' };
  const slash = path.indexOf('/', Math.max(0, path.length - MAX_NAME - 1));
  const name = path.slice(slash + 1);
  const prefix = path.slice(0, Math.max(slash, 0));
  if (slash < 1 || Buffer.byteLength(name) > MAX_NAME || Buffer.byteLength(prefix) > 155) {
    throw new RangeError(`path is too long for ustar: ${path}`);
  }
  return { name, prefix };
}
