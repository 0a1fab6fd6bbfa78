const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** `unicode.IsPrint`. */
export const isPrint = (char: string): boolean => PRINTABLE.test(char);

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0');

const SHORT: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** A character as it stands in a quoted text of Go; lone halves of surrogate pairs are the replacement character. */
export function escapeChar(char: string, delimiter: string, ascii = false): string {
  if (char === delimiter) return `\\${char}`;
  const short = SHORT[char];
  if (short !== undefined) return short;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  if (code >= 0xd800 && code < 0xe000) return '\\ufffd';
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  if (code < 0x7f || (!ascii && PRINTABLE.test(char))) return char;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** A text as Go's `%q` writes it; with `'` as delimiter, as `%q` writes a character. */
export function goQuote(text: string, delimiter: '"' | "'" = '"', ascii = false): string {
  let out: string = delimiter;
  for (const char of text) out += escapeChar(char, delimiter, ascii);
  return out + delimiter;
}
