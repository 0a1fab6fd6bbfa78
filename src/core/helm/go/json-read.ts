import { GoError } from './func.ts';
import { quoteRune } from './quote.ts';
import { GoMap, type Value } from './value.ts';

/** Deepest nesting that encoding/json accepts is 10000; ours is less, for the stack's sake. */
const MAX_DEPTH = 1000;

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  prefix(): { readonly value: Value; readonly end: number } {
    const value = this.value(0, 'looking for beginning of value');
    return { value, end: this.at };
  }

  document(): Value {
    const value = this.value(0, 'looking for beginning of value');
    this.space();
    if (this.at < this.text.length) this.fail('after top-level value');
    return value;
  }

  private space(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at] ?? '')) this.at++;
  }

  private fail(context: string): never {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw new GoError('unexpected end of JSON input');
    const shown = code === 39 ? "'\\''" : code === 34 ? "'\"'" : quoteRune(code);
    throw new GoError(`invalid character ${shown} ${context}`);
  }

  private value(depth: number, context: string): Value {
    if (depth > MAX_DEPTH) throw new GoError('exceeded max depth');
    this.space();
    const char = this.text[this.at];
    switch (char) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
    }
    if (char !== undefined && (char === '-' || (char >= '0' && char <= '9'))) return this.number();
    return this.fail(context);
  }

  private word(word: string, value: Value): Value {
    for (let i = 0; i < word.length; i++) {
      if (this.text[this.at] !== word[i]) {
        this.fail(
          i === 0
            ? 'looking for beginning of value'
            : `in literal ${word} (expecting ${quoteRune(word.charCodeAt(i))})`,
        );
      }
      this.at++;
    }
    return value;
  }

  private digits(context: string): void {
    if (!/[0-9]/.test(this.text[this.at] ?? '')) this.fail(context);
    while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
  }

  private number(): number {
    const start = this.at;
    if (this.text[this.at] === '-') this.at++;
    if (this.text[this.at] === '0') this.at++;
    else this.digits('in numeric literal');
    if (this.text[this.at] === '.') {
      this.at++;
      this.digits('after decimal point in numeric literal');
    }
    if (this.text[this.at] === 'e' || this.text[this.at] === 'E') {
      this.at++;
      if (this.text[this.at] === '+' || this.text[this.at] === '-') this.at++;
      this.digits('in exponent of numeric literal');
    }
    const literal = this.text.slice(start, this.at);
    const value = Number(literal);
    if (!Number.isFinite(value)) {
      throw new GoError(`json: cannot unmarshal number ${literal} into Go value of type float64`);
    }
    return value;
  }

  private string(): string {
    this.at++;
    let out = '';
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) this.fail('in string literal');
      if (char === '"') {
        this.at++;
        return out.toWellFormed();
      }
      if (char < ' ') this.fail('in string literal');
      this.at++;
      if (char !== '\\') {
        out += char;
        continue;
      }
      out += this.escape();
    }
  }

  private escape(): string {
    const kind = this.text[this.at];
    const simple = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[
      kind ?? ''
    ];
    if (simple !== undefined) {
      this.at++;
      return simple;
    }
    if (kind !== 'u') this.fail('in string escape code');
    this.at++;
    const start = this.at;
    for (let i = 0; i < 4; i++) {
      if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? '')) this.fail('in \\u hexadecimal character escape');
      this.at++;
    }
    return String.fromCharCode(Number.parseInt(this.text.slice(start, this.at), 16));
  }

  private array(depth: number): Value[] {
    this.at++;
    const items: Value[] = [];
    this.space();
    if (this.text[this.at] === ']') {
      this.at++;
      return items;
    }
    for (;;) {
      items.push(this.value(depth + 1, 'looking for beginning of value'));
      this.space();
      const char = this.text[this.at];
      if (char !== ',' && char !== ']') this.fail('after array element');
      this.at++;
      if (char === ']') return items;
    }
  }

  private object(depth: number): GoMap {
    this.at++;
    const map = new GoMap();
    this.space();
    if (this.text[this.at] === '}') {
      this.at++;
      return map;
    }
    for (let first = true; ; first = false) {
      this.space();
      if (this.text[this.at] !== '"') {
        this.fail(
          first ? 'looking for beginning of object key string' : 'looking for beginning of object key string',
        );
      }
      const key = this.string();
      this.space();
      if (this.text[this.at] !== ':') this.fail('after object key');
      this.at++;
      map.set(key, this.value(depth + 1, 'looking for beginning of value'));
      this.space();
      const char = this.text[this.at];
      if (char !== ',' && char !== '}') this.fail('after object key:value pair');
      this.at++;
      if (char === '}') return map;
    }
  }
}

/** `json.Unmarshal` into an interface; throws GoError with Go's words. */
export const fromJson = (text: string): Value => new Reader(text).document();

/** The JSON value that begins at an index of a text, and the index behind it, as json.Decoder reads the next value. */
export const readJsonPrefix = (text: string, at: number): { readonly value: Value; readonly end: number } =>
  new Reader(text, at).prefix();

/** encoding/json's word for what a value is. */
export function jsonKind(value: Value): string {
  if (value instanceof GoMap) return 'object';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'number';
}
