import { escapeChar, goQuote } from '../../go-quote.ts';

export { isPrint } from '../../go-quote.ts';

const PLAIN = /^[ !#-[\]-~]*$/;

/** `strconv.Quote`, or `QuoteToASCII`. */
export function quote(text: string, ascii = false): string {
  return PLAIN.test(text) ? `"${text}"` : goQuote(text, '"', ascii);
}

/** `strconv.QuoteRune`. */
export const quoteRune = (code: number, ascii = false): string =>
  `'${escapeChar(code > 0x10ffff || code < 0 ? '\ufffd' : String.fromCodePoint(code), "'", ascii)}'`;

/** What `strconv.Unquote` makes of a double-quoted literal; undefined when it is malformed. */
export function unquote(literal: string): string | undefined {
  const delimiter = literal[0];
  if (literal.length < 2 || delimiter !== literal.at(-1)) return undefined;
  const body = literal.slice(1, -1);
  if (delimiter === '`') return body.includes('`') ? undefined : body.replaceAll('\r', '');
  if (delimiter !== '"') return undefined;
  return unescapeBody(body, '"');
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** The text between quotes with its escapes resolved; undefined when it is malformed. */
export function unescapeBody(body: string, delimiter: string): string | undefined {
  if (body.includes('\n')) return undefined;
  let out = '';
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) out += bytesText(bytes);
    bytes = [];
  };
  for (let i = 0; i < body.length; ) {
    const char = body[i] ?? '';
    if (char === delimiter) return undefined;
    if (char !== '\\') {
      flush();
      out += char;
      i++;
      continue;
    }
    const kind = body[i + 1] ?? '';
    const simple = ESCAPES[kind] ?? (kind === delimiter ? kind : undefined);
    if (simple !== undefined) {
      flush();
      out += simple;
      i += 2;
    } else if (kind === 'x' || (kind >= '0' && kind <= '7')) {
      const octal = kind !== 'x';
      const digits = octal ? body.slice(i + 1, i + 4) : body.slice(i + 2, i + 4);
      if (!(octal ? /^[0-7]{3}$/ : /^[0-9a-fA-F]{2}$/).test(digits)) return undefined;
      const code = Number.parseInt(digits, octal ? 8 : 16);
      if (code > 255) return undefined;
      bytes.push(code);
      i += 4;
    } else if (kind === 'u' || kind === 'U') {
      const width = kind === 'u' ? 4 : 8;
      const digits = body.slice(i + 2, i + 2 + width);
      if (digits.length !== width || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
      const code = Number.parseInt(digits, 16);
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
      flush();
      out += String.fromCodePoint(code);
      i += 2 + width;
    } else return undefined;
  }
  flush();
  return out;
}

function bytesText(bytes: readonly number[]): string {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  if (Buffer.from(text).equals(buffer)) return text;
  return bytes.map((b) => String.fromCharCode(b < 0x80 ? b : 0xdc00 + b)).join('');
}
