import type { Json } from '../json.ts';

/** A JSON value with its place: `start` and `end` are UTF-16 offsets of the text it was read from. */
export type JsonNode =
  | {
      readonly kind: 'object';
      readonly start: number;
      readonly end: number;
      readonly members: readonly JsonMember[];
    }
  | {
      readonly kind: 'array';
      readonly start: number;
      readonly end: number;
      readonly items: readonly JsonNode[];
    }
  | { readonly kind: 'string'; readonly start: number; readonly end: number; readonly value: string }
  | { readonly kind: 'number'; readonly start: number; readonly end: number; readonly value: number }
  | {
      readonly kind: 'literal';
      readonly start: number;
      readonly end: number;
      readonly value: boolean | null;
    };

export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

/** Why a text is not JSON. `truncated` means that it ended too early, everything before it being right. */
export interface JsonProblem {
  readonly kind: 'truncated' | 'syntax' | 'too-deep';
  readonly offset: number;
  /** Dotted path of the value that was being read. */
  readonly path: string;
  readonly detail:
    | 'value'
    | 'string'
    | 'key'
    | 'colon'
    | 'comma'
    | 'trailing-comma'
    | 'after-end'
    | 'escape'
    | 'control'
    | 'number'
    | 'depth';
}

export type JsonReading =
  | { readonly ok: true; readonly node: JsonNode }
  | { readonly ok: false; readonly problem: JsonProblem };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_CHARS = /[-+.0-9eE]*/y;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Stop extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Reads strict JSON (RFC 8259) and keeps where every value stands, so that the signed bytes can be taken as they are.
 * The caller bounds the length of `text`; `maxDepth` bounds the nesting.
 */
export function readJson(text: string, maxDepth: number): JsonReading {
  try {
    const reader = new Reader(text, maxDepth);
    return { ok: true, node: reader.document() };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The plain value of a node. Of members with one name the last counts, as in JSON.parse. */
export function toJson(node: JsonNode): Json {
  if (node.kind === 'object') {
    return Object.fromEntries(node.members.map((member) => [member.key, toJson(member.value)]));
  }
  return node.kind === 'array' ? node.items.map(toJson) : node.value;
}

/** The last member of that name, if the node is an object that has one. */
export function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast((each) => each.key === key)?.value : undefined;
}

class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #path: string[] = [];
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  document(): JsonNode {
    const node = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail('after-end');
    return node;
  }

  #fail(detail: JsonProblem['detail'], offset = this.#at): never {
    const kind = detail === 'depth' ? 'too-deep' : offset >= this.#text.length ? 'truncated' : 'syntax';
    throw new Stop({ kind, offset, path: this.#path.join('.'), detail });
  }

  #space(): void {
    for (let code = this.#text.charCodeAt(this.#at); ; code = this.#text.charCodeAt(++this.#at)) {
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  #value(): JsonNode {
    this.#space();
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{') return this.#object(start);
    if (first === '[') return this.#array(start);
    if (first === '"') {
      const value = this.#string();
      return { kind: 'string', start, end: this.#at, value };
    }
    if (first === '-' || (first !== undefined && first >= '0' && first <= '9')) return this.#number(start);
    return this.#literal(start);
  }

  #literal(start: number): JsonNode {
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.#text.startsWith(word, start)) {
        this.#at = start + word.length;
        return { kind: 'literal', start, end: this.#at, value };
      }
      const rest = this.#text.slice(start);
      if (rest !== '' && word.startsWith(rest)) this.#fail('value', this.#text.length);
    }
    return this.#fail('value');
  }

  #number(start: number): JsonNode {
    NUMBER.lastIndex = start;
    NUMBER_CHARS.lastIndex = start;
    const all = NUMBER_CHARS.exec(this.#text)?.[0] ?? '';
    const read = NUMBER.exec(this.#text)?.[0] ?? '';
    if (read.length !== all.length || read === '') {
      this.#fail('number', start + all.length >= this.#text.length ? this.#text.length : start + read.length);
    }
    this.#at = start + read.length;
    return { kind: 'number', start, end: this.#at, value: Number(read) };
  }

  #string(): string {
    let value = '';
    let from = ++this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (Number.isNaN(code)) this.#fail('string');
      if (code === 0x22) {
        value += this.#text.slice(from, this.#at++);
        return value;
      }
      if (code < 0x20) this.#fail('control');
      if (code === 0x5c) {
        value += this.#text.slice(from, this.#at);
        value += this.#escape();
        from = this.#at;
      } else this.#at++;
    }
  }

  #escape(): string {
    const letter = this.#text[++this.#at];
    if (letter === 'u') {
      const hex = this.#text.slice(this.#at + 1, this.#at + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
        this.#fail('escape', hex.length < 4 && /^[0-9a-fA-F]*$/.test(hex) ? this.#text.length : this.#at);
      }
      this.#at += 5;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const value = letter === undefined ? undefined : SHORT_ESCAPES[letter];
    if (value === undefined) this.#fail('escape');
    this.#at++;
    return value;
  }

  #object(start: number): JsonNode {
    const members: JsonMember[] = [];
    this.#enter();
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === '}') this.#at++;
    else {
      for (;;) {
        this.#space();
        if (this.#text[this.#at] !== '"')
          this.#fail(members.length > 0 && this.#text[this.#at] === '}' ? 'trailing-comma' : 'key');
        const keyStart = this.#at;
        const key = this.#string();
        const keyEnd = this.#at;
        this.#space();
        if (this.#text[this.#at] !== ':') this.#fail('colon');
        this.#at++;
        this.#path.push(key);
        members.push({ key, keyStart, keyEnd, value: this.#value() });
        this.#path.pop();
        if (this.#closes('}')) break;
      }
    }
    this.#leave();
    return { kind: 'object', start, end: this.#at, members };
  }

  #array(start: number): JsonNode {
    const items: JsonNode[] = [];
    this.#enter();
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === ']') this.#at++;
    else {
      for (;;) {
        this.#path.push(String(items.length));
        this.#space();
        if (items.length > 0 && this.#text[this.#at] === ']') this.#fail('trailing-comma');
        items.push(this.#value());
        this.#path.pop();
        if (this.#closes(']')) break;
      }
    }
    this.#leave();
    return { kind: 'array', start, end: this.#at, items };
  }

  /** True at the closing bracket, false after a comma. */
  #closes(bracket: string): boolean {
    this.#space();
    const next = this.#text[this.#at];
    if (next !== bracket && next !== ',') this.#fail('comma');
    this.#at++;
    return next === bracket;
  }

  #depth = 0;

  #enter(): void {
    if (++this.#depth > this.#maxDepth) this.#fail('depth');
  }

  #leave(): void {
    this.#depth--;
  }
}
