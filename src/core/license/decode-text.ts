import { text } from '../text.ts';
import { type Reason, reason } from './reasons.ts';

/**
 * Bytes of a file as text: UTF-8, or UTF-16 where its byte order mark says so (what some shells write into files).
 * A byte order mark is dropped.
 */
export function decodeText(
  input: string | Uint8Array,
  limit: number,
): { text: string } | { problem: Reason } {
  const bytes = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength;
  if (bytes > limit) return { problem: reason('too-large', { bytes, limit }) };
  if (typeof input === 'string') return { text: input.startsWith('\ufeff') ? input.slice(1) : input };
  const label =
    input[0] === 0xff && input[1] === 0xfe
      ? 'utf-16le'
      : input[0] === 0xfe && input[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(input) };
  } catch {
    if (decodes(input, label))
      return { problem: reason('truncated', { byte: bytes, where: text('a character', '一个字符') }) };
    return { problem: reason('not-utf8', { byte: firstBadByte(input, label) }) };
  }
}

/** The longest prefix that decodes ends where the first bad byte stands. */
function firstBadByte(bytes: Uint8Array, label: string): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle), label)) good = middle;
    else bad = middle;
  }
  return good;
}

function decodes(bytes: Uint8Array, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
