/*
 * Go strings are bytes, ours are UTF-16. Bytes that are no UTF-8 are carried as lone low surrogates U+DC80…U+DCFF, so that
 * cutting a string in the middle of a character and joining it again loses nothing.
 */

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ASCII = /^[\x00-\x7f]*$/;
const CARRIED = /[\udc80-\udcff]/;

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** The bytes of a Go string. */
export function toBytes(text: string): Buffer {
  if (!CARRIED.test(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isHigh(unit) && i + 1 < text.length) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low < 0xe000) i++;
    } else if (unit >= 0xdc80 && unit <= 0xdcff) {
      parts.push(Buffer.from(text.slice(start, i), 'utf8'), Buffer.from([unit - 0xdc00]));
      start = i + 1;
    }
  }
  parts.push(Buffer.from(text.slice(start), 'utf8'));
  return Buffer.concat(parts);
}

/** A Go string of bytes. */
export function fromBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return fromBrokenBytes(bytes);
  }
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const need =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (need === 0 || at + need > bytes.length) return 0;
  for (let k = 1; k < need; k++) if (((bytes[at + k] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  return need;
}

function fromBrokenBytes(bytes: Uint8Array): string {
  let out = '';
  let start = 0;
  const flush = (end: number): void => {
    if (end > start) out += Buffer.from(bytes.subarray(start, end)).toString('utf8');
  };
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      flush(i);
      out += String.fromCharCode(0xdc00 + (bytes[i] ?? 0));
      i++;
      start = i;
    } else i += length;
  }
  flush(bytes.length);
  return out;
}

/** `len(s)`. */
export const byteLength = (text: string): number =>
  ASCII.test(text) ? text.length : CARRIED.test(text) ? toBytes(text).length : Buffer.byteLength(text);

/** `s[from:to]`, by bytes. */
export function byteSlice(text: string, from: number, to?: number): string {
  if (ASCII.test(text)) return text.slice(from, to);
  return fromBytes(toBytes(text).subarray(from, to));
}

/** True where every byte belongs to valid UTF-8. */
export const isValidUtf8 = (text: string): boolean => !CARRIED.test(text) || text.isWellFormed();

/** Text for the world outside: what is not UTF-8 becomes U+FFFD, one per byte. */
export const toWellFormed = (text: string): string => {
  if (!CARRIED.test(text)) return text;
  return fromBytes(toBytes(text)).toWellFormed();
};
