import { formatFloat } from './float.ts';
import { GoError } from './func.ts';
import { GoBytes, GoInt, GoMap, type GoObject, isNilSlice, sortedKeys, type Value } from './value.ts';

const ESCAPE_HTML = /["\\<>&\x00-\x1f\u2028\u2029\ud800-\udfff]/;
const hex4 = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** A JSON string as encoding/json writes it. */
export function jsonString(text: string, escapeHtml: boolean): string {
  if (!ESCAPE_HTML.test(text)) return `"${text}"`;
  return `"${text.replace(ESCAPES, (char) => escaped(char, escapeHtml))}"`;
}

/** Surrogates only where they stand alone. */
const ESCAPES = /["\\<>&\x00-\x1f\u2028\u2029]|\p{Surrogate}/gu;

function escaped(char: string, escapeHtml: boolean): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === '"' || char === '\\') return `\\${char}`;
  if (char === '\n') return '\\n';
  if (char === '\r') return '\\r';
  if (char === '\t') return '\\t';
  if (code < 0x20 || code === 0x2028 || code === 0x2029) return hex4(code);
  if (code >= 0xd800 && code < 0xe000) return '\\ufffd';
  return escapeHtml ? hex4(code) : char;
}

function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw new GoError(`json: unsupported value: ${formatFloat(value, 'g', -1)}`);
  }
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  // JavaScript switches to exponents where encoding/json does, but for the small end (1e-7 against 1e-6).
  if (size !== 0 && size < 1e-6) return formatFloat(value, 'e', -1).replace(/e-0(\d)$/, 'e-$1');
  return String(value);
}

interface Style {
  readonly html: boolean;
  readonly indent: string;
}

function write(value: Value, style: Style, prefix: string): string {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return jsonString(value, style.html);
    case 'number':
      return jsonNumber(value);
    case 'boolean':
      return String(value);
  }
  if (value instanceof GoInt) return value.value.toString();
  if (value instanceof GoBytes) return jsonString(Buffer.from(value.data).toString('base64'), false);
  const inner = prefix + style.indent;
  const [open, separator, close, colon] =
    style.indent === '' ? ['', ',', '', ':'] : [`\n${inner}`, `,\n${inner}`, `\n${prefix}`, ': '];
  if (Array.isArray(value)) {
    if (value.length === 0) return isNilSlice(value) ? 'null' : '[]';
    return `[${open}${value.map((item) => write(item, style, inner)).join(separator)}${close}]`;
  }
  if (value instanceof GoMap) return writeMap(value, sortedKeys(value));
  const own = (value as GoObject).json();
  // A struct's fields keep their order.
  return own instanceof GoMap ? writeMap(own, [...own.keys()]) : write(own, style, prefix);

  function writeMap(map: GoMap, keys: readonly string[]): string {
    if (keys.length === 0) return '{}';
    const parts = keys.map((key) => jsonString(key, style.html) + colon + write(map.get(key), style, inner));
    return `{${open}${parts.join(separator)}${close}}`;
  }
}

/** `json.Marshal`, or `MarshalIndent` with an indent. Throws GoError for NaN and infinities. */
export const toJson = (value: Value, options: { html?: boolean; indent?: string } = {}): string =>
  write(value, { html: options.html ?? true, indent: options.indent ?? '' }, '');
