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

const PRINTS = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function escaped(c: string, mark: string): string {
  const short = SHORT[c];
  if (short !== undefined) return short;
  if (c === mark) return `\\${c}`;
  if (PRINTS.test(c)) return c;
  const code = c.codePointAt(0) ?? 0;
  const hex = (n: number): string => code.toString(16).padStart(n, '0');
  if (code < 0x80) return `\\x${hex(2)}`;
  return code > 0xffff ? `\\U${hex(8)}` : `\\u${hex(4)}`;
}

/** A text as Go's `%q` writes it: error messages of the original quote so. */
export function goQuote(text: string, mark: '"' | "'" = '"'): string {
  let out: string = mark;
  for (const c of text) out += escaped(c, mark);
  return out + mark;
}
