import type { ByteRange } from '../../core/registry/index.ts';

/** `none`: answer with everything. RFC 9110 section 14.2 lets a server ignore malformed and several ranges, and reject invalid ones. */
export type RangeChoice = ByteRange | 'none' | 'unsatisfiable';

const ONE_RANGE = /^bytes=(\d{0,16})-(\d{0,16})$/;

/** Reads a Range header for content of `size` bytes. */
export function chooseRange(header: string | undefined, size: number): RangeChoice {
  const match = header === undefined ? undefined : ONE_RANGE.exec(header.replaceAll(' ', ''));
  if (!match) return 'none';
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return 'none';
  if (first === '') return suffix(Number(last), size);
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return 'unsatisfiable';
  return start >= size ? 'unsatisfiable' : { start, end };
}

const suffix = (length: number, size: number): RangeChoice =>
  length === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - length), end: size - 1 };

const CHUNK = /^(?:bytes[ =])?(\d{1,16})-(\d{1,16})(?:\/(?:\d{1,16}|\*))?$/;

/** Content-Range of a chunk, `<first>-<last>` (some clients write `bytes …/…`); undefined for anything else. */
export function parseChunkRange(header: string): ByteRange | undefined {
  const match = CHUNK.exec(header.trim());
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = Number(match[2]);
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && end >= start
    ? { start, end }
    : undefined;
}
