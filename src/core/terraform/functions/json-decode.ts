import {
  boolValue,
  goQuote,
  NULL_VALUE,
  Num,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  type Value,
  ValueError,
} from '../values/index.ts';

const MAX_DEPTH = 500;

/** JSON text as a value with exact numbers. Throws ValueError with Go's words for the usual mistakes. */
export function decodeJson(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#text.charAt(this.#at) || 'x')) this.#at += 1;
  }

  #peek(): string {
    this.#space();
    const c = this.#text.charAt(this.#at);
    if (c === '') throw new ValueError('EOF');
    return c;
  }

  /** Go names the first byte of what it cannot read. */
  #bad(c: string, where = ''): never {
    const byte = encoder.encode(String.fromCodePoint(c.codePointAt(0) ?? 0))[0] ?? 0;
    const shown = c === '"' ? `'"'` : goQuote(String.fromCharCode(byte), "'");
    throw new ValueError(`invalid character ${shown}${where === '' ? '' : ` ${where}`}`);
  }

  /** The character here within a literal. */
  #inside(): string {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) throw new ValueError('unexpected EOF');
    return String.fromCodePoint(code);
  }

  end(): void {
    this.#space();
    // The original takes a closing bracket for the end of what it was asked for.
    const c = this.#text.charAt(this.#at);
    if (c !== '' && c !== ']' && c !== '}') throw new ValueError('extraneous data after JSON object');
  }

  value(depth: number): Value {
    if (depth > MAX_DEPTH) throw new ValueError(`JSON is nested more than ${MAX_DEPTH} levels deep`);
    const c = this.#peek();
    if (c === '{') return this.#object(depth);
    if (c === '[') return this.#array(depth);
    if (c === '"') return stringValue(this.#string());
    if (c === '-' || (c >= '0' && c <= '9')) return this.#number();
    for (const [word, v] of WORDS) if (word.startsWith(c)) return this.#word(word, v);
    this.#bad(this.#inside(), 'looking for beginning of value');
  }

  #word(word: string, value: Value): Value {
    for (const wanted of word) {
      const c = this.#inside();
      if (c !== wanted) this.#bad(c, `in literal ${word} (expecting '${wanted}')`);
      this.#at += 1;
    }
    return value;
  }

  #number(): Value {
    const start = this.#at;
    const digits = (where: string): void => {
      const c = this.#inside();
      if (!/\d/.test(c)) this.#bad(c, where);
      while (/\d/.test(this.#text.charAt(this.#at))) this.#at += 1;
    };
    if (this.#text.charAt(this.#at) === '-') this.#at += 1;
    if (this.#text.charAt(this.#at) === '0') this.#at += 1;
    else digits('in numeric literal');
    if (this.#text.charAt(this.#at) === '.') {
      this.#at += 1;
      digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.#text.charAt(this.#at))) {
      this.#at += 1;
      if (/[+-]/.test(this.#text.charAt(this.#at))) this.#at += 1;
      digits('in exponent of numeric literal');
    }
    const text = this.#text.slice(start, this.#at);
    const n = Num.parse(text);
    if (n === undefined) throw new ValueError(`number ${text} is out of range`);
    return numberValue(n);
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      PLAIN_TEXT.lastIndex = this.#at;
      this.#at += PLAIN_TEXT.exec(this.#text)?.[0].length ?? 0;
      const c = this.#inside();
      this.#at += 1;
      if (c === '"') return (JSON.parse(this.#text.slice(start, this.#at)) as string).toWellFormed();
      if (c !== '\\') this.#bad(c, 'in string literal');
      this.#escape();
    }
  }

  #escape(): void {
    const c = this.#inside();
    if (!'bfnrt\\/"u'.includes(c)) this.#bad(c, 'in string escape code');
    this.#at += 1;
    if (c !== 'u') return;
    for (let i = 0; i < 4; i += 1) {
      const digit = this.#inside();
      if (!/[0-9a-fA-F]/.test(digit)) this.#bad(digit, 'in \\u hexadecimal character escape');
      this.#at += 1;
    }
  }

  #array(depth: number): Value {
    this.#at += 1;
    const elements: Value[] = [];
    if (this.#peek() === ']') {
      this.#at += 1;
      return tupleValue(elements);
    }
    for (;;) {
      elements.push(this.value(depth + 1));
      const c = this.#peek();
      if (c !== ']' && c !== ',') this.#bad(this.#inside(), 'after array element');
      this.#at += 1;
      if (c === ']') return tupleValue(elements);
    }
  }

  #object(depth: number): Value {
    this.#at += 1;
    const entries = new Map<string, Value>();
    if (this.#peek() === '}') {
      this.#at += 1;
      return objectValue(entries);
    }
    for (;;) {
      const quote = this.#peek();
      if (quote !== '"')
        this.#bad(this.#inside(), entries.size === 0 ? '' : 'looking for beginning of object key string');
      const key = this.#string();
      const colon = this.#peek();
      if (colon !== ':') this.#bad(this.#inside(), 'after object key');
      this.#at += 1;
      entries.set(key.normalize('NFC'), this.value(depth + 1));
      const c = this.#peek();
      if (c !== '}' && c !== ',') this.#bad(this.#inside(), 'after object key:value pair');
      this.#at += 1;
      if (c === '}') return objectValue(entries);
    }
  }
}

const encoder = new TextEncoder();
const PLAIN_TEXT = /[^"\\\x00-\x1f]*/y;
const WORDS: readonly (readonly [string, Value])[] = [
  ['true', boolValue(true)],
  ['false', boolValue(false)],
  ['null', NULL_VALUE],
];
