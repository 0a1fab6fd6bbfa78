import type { Position, SourceRange } from '../../../diagnostics/index.ts';
import { advance, START } from '../advance.ts';
import { LIMITS } from '../limits.ts';

/** A JSON value with the stretch of text that it stands in. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[]; readonly range: SourceRange }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly range: SourceRange }
  | { readonly kind: 'string'; readonly text: string; readonly range: SourceRange }
  | { readonly kind: 'number'; readonly text: string; readonly range: SourceRange }
  | { readonly kind: 'word'; readonly text: 'true' | 'false' | 'null'; readonly range: SourceRange };

export interface JsonMember {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly value: JsonNode;
}

/** What is wrong with a JSON text, and where. */
export class JsonMistake extends Error {
  readonly range: SourceRange;

  constructor(message: string, range: SourceRange) {
    super(message);
    this.range = range;
  }
}

const SPACE = /[ \t\r\n]+/y;
const STRING = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** Reads JSON with places. Throws JsonMistake. */
export function readJson(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

class Reader {
  readonly #text: string;
  #position: Position = START;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position.offset;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position = advance(this.#position, found);
    return found;
  }

  /** The next character that is no space, without taking it. */
  #peek(): string {
    this.#take(SPACE);
    return this.#text.charAt(this.#position.offset);
  }

  #step(): void {
    this.#position = advance(this.#position, this.#text.charAt(this.#position.offset));
  }

  #fail(message: string): never {
    const c = this.#text.slice(this.#position.offset, this.#position.offset + 1);
    throw new JsonMistake(message, { start: this.#position, end: advance(this.#position, c) });
  }

  end(): void {
    if (this.#peek() !== '') this.#fail('Extra characters appear after the JSON value.');
  }

  value(depth: number): JsonNode {
    if (depth > LIMITS.depth) this.#fail(`Values are nested more than ${LIMITS.depth} levels deep.`);
    this.#values += 1;
    if (this.#values > LIMITS.values)
      this.#fail(`The file has more than ${LIMITS.values} values, which are the most that are read.`);
    const c = this.#peek();
    const { start } = { start: this.#position };
    if (c === '{') return this.#object(start, depth);
    if (c === '[') return this.#array(start, depth);
    const string = c === '"' ? this.#string() : undefined;
    if (string !== undefined) return { kind: 'string', text: string, range: this.#since(start) };
    const word = this.#take(WORD) as 'true' | 'false' | 'null' | undefined;
    if (word !== undefined) return { kind: 'word', text: word, range: this.#since(start) };
    const number = this.#take(NUMBER);
    if (number !== undefined) return { kind: 'number', text: number, range: this.#since(start) };
    return this.#fail(
      c === '' ? 'A JSON value is expected here, but the file ends.' : 'A JSON value is expected here.',
    );
  }

  #since(start: Position): SourceRange {
    return { start, end: this.#position };
  }

  #string(): string {
    const quoted =
      this.#take(STRING) ??
      this.#fail('This JSON string has no end, or an escape sequence that JSON does not have.');
    return (JSON.parse(quoted) as string).toWellFormed();
  }

  #array(start: Position, depth: number): JsonNode {
    this.#step();
    const items: JsonNode[] = [];
    if (this.#peek() !== ']') {
      for (;;) {
        items.push(this.value(depth + 1));
        if (this.#peek() !== ',') break;
        this.#step();
      }
    }
    if (this.#peek() !== ']') this.#fail('A comma or a closing bracket is expected in this array.');
    this.#step();
    return { kind: 'array', items, range: this.#since(start) };
  }

  #object(start: Position, depth: number): JsonNode {
    this.#step();
    const members: JsonMember[] = [];
    if (this.#peek() !== '}') {
      for (;;) {
        if (this.#peek() !== '"') this.#fail('A property name in double quotes is expected here.');
        const at = this.#position;
        const name = this.#string();
        const nameRange = this.#since(at);
        if (this.#peek() !== ':') this.#fail('A colon is expected between a property name and its value.');
        this.#step();
        members.push({ name, nameRange, value: this.value(depth + 1) });
        if (this.#peek() !== ',') break;
        this.#step();
      }
    }
    if (this.#peek() !== '}') this.#fail('A comma or a closing brace is expected in this object.');
    this.#step();
    return { kind: 'object', members, range: this.#since(start) };
  }
}
