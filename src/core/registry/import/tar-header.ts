/** What a 512-byte header block says. */
export interface TarHeader {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly link: string;
}

export const BLOCK = 512;

/** Undefined for a block that is not a header: wrong checksum, or a size that is negative or no number. */
export function parseHeader(block: Buffer): TarHeader | undefined {
  const sum = parseNumber(block.subarray(148, 156));
  if (block.byteLength !== BLOCK || sum !== checksum(block)) return undefined;
  const size = parseNumber(block.subarray(124, 136));
  if (size === undefined) return undefined;
  const isUstar = block.toString('latin1', 257, 262) === 'ustar';
  const prefix = isUstar ? text(block.subarray(345, 500)) : '';
  const name = text(block.subarray(0, 100));
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 48),
    size,
    link: text(block.subarray(157, 257)),
  };
}

export const isZeroBlock = (block: Buffer): boolean => block.every((byte) => byte === 0);

/** `25 path=some/name\n` records of a PAX header; later ones win, malformed ones end the reading. */
export function parsePax(content: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  let at = 0;
  while (at < content.byteLength) {
    const space = content.indexOf(0x20, at);
    const length = Number(content.toString('latin1', at, space === -1 ? at : space));
    const end = at + length;
    if (space === -1 || !Number.isSafeInteger(length) || end <= space || end > content.byteLength) break;
    const record = content.toString('utf8', space + 1, end - 1);
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at = end;
  }
  return records;
}

/** A NUL-terminated field. */
export function text(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? field.byteLength : end);
}

/** Octal, or GNU's base 256 where the first bit is set; undefined for negative and unsafe numbers. */
function parseNumber(field: Buffer): number | undefined {
  if (((field[0] ?? 0) & 0x80) !== 0) return parseBase256(field);
  const digits = text(field).trim();
  if (digits === '') return 0;
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function parseBase256(field: Buffer): number | undefined {
  if (field[0] !== 0x80) return undefined;
  let value = 0;
  for (const byte of field.subarray(1)) value = value * 256 + byte;
  return Number.isSafeInteger(value) ? value : undefined;
}

function checksum(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let index = 0; index < BLOCK; index += 1) {
    if (index < 148 || index >= 156) sum += block[index] ?? 0;
  }
  return sum;
}
