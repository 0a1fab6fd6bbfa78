import {
  boolValue,
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

  #bad(c: string, where: string): never {
    throw new ValueError(`invalid character '${c}' ${where}`);
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw new ValueError('extraneous data after JSON object');
  }

  value(depth: number): Value {
    if (depth > MAX_DEPTH) throw new ValueError(`JSON is nested more than ${MAX_DEPTH} levels deep`);
    const c = this.#peek();
    if (c === '{') return this.#object(depth);
    if (c === '[') return this.#array(depth);
    if (c === '"') return stringValue(this.#string());
    if (c === '-' || (c >= '0' && c <= '9')) return this.#number();
    for (const [word, v] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return v;
      }
    }
    this.#bad(c, 'looking for beginning of value');
  }

  #number(): Value {
    NUMBER_TEXT.lastIndex = this.#at;
    const text = NUMBER_TEXT.exec(this.#text)?.[0];
    if (text === undefined) this.#bad(this.#text.charAt(this.#at), 'in numeric literal');
    this.#at += text.length;
    const n = Num.parse(text);
    if (n === undefined) throw new ValueError(`number ${text} is out of range`);
    return numberValue(n);
  }

  #string(): string {
    STRING_TEXT.lastIndex = this.#at;
    const text = STRING_TEXT.exec(this.#text)?.[0];
    if (text === undefined) throw new ValueError('unexpected EOF');
    this.#at += text.length;
    try {
      return JSON.parse(text) as string;
    } catch {
      throw new ValueError('invalid character in string literal');
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
      this.#at += 1;
      if (c === ']') return tupleValue(elements);
      if (c !== ',') this.#bad(c, 'after array element');
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
      if (quote !== '"') this.#bad(quote, 'looking for beginning of object key string');
      const key = this.#string();
      const colon = this.#peek();
      if (colon !== ':') this.#bad(colon, 'after object key');
      this.#at += 1;
      entries.set(key.normalize('NFC'), this.value(depth + 1));
      const c = this.#peek();
      this.#at += 1;
      if (c === '}') return objectValue(entries);
      if (c !== ',') this.#bad(c, 'after object key:value pair');
    }
  }
}

const NUMBER_TEXT = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING_TEXT = /"(?:[^"\\]|\\[\s\S])*"/y;
const WORDS: readonly (readonly [string, Value])[] = [
  ['true', boolValue(true)],
  ['false', boolValue(false)],
  ['null', NULL_VALUE],
];
