import { GoError } from '../go/func.ts';
import { readJsonPrefix } from '../go/json-read.ts';
import { quote } from '../go/quote.ts';
import { GoInt, GoMap, int64, type Value } from '../go/value.ts';

const MAX_INDEX = 65_536;
const MAX_LEVELS = 30;
/** White space as Go's unicode.IsSpace has it. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Nothing more to read: ends the line without being a mistake. */
const END = Symbol('end');
type Outcome = typeof END | undefined;

/**
 * How the values of a line are meant: numbers, true, false and null are what they say (`--set`); texts, always
 * (`--set-string`); one text up to the end of the line, without escapes (`--set-literal`); JSON (`--set-json`); or what a
 * reader makes of them, as of a file's path (`--set-file`).
 */
export type SetMode = 'typed' | 'text' | 'literal' | 'json' | ((text: string) => Value);

/**
 * Reads a `--set` line (`a.b=1,c[0].d=x,e={p,q}`) into values, with the precedence, types and mistakes of Helm 3's
 * `strvals`: `\` escapes, whole numbers become int64, `true`/`false`/`null` (any case) are what they say, unless the
 * mode says otherwise. Values that are there already are written over. Throws GoError in Helm's words.
 */
export function applySetLine(line: string, into: GoMap, mode: SetMode): void {
  const reader = new SetLine(line, mode);
  while (reader.key(into, 0) !== END);
}

class SetLine {
  readonly #line: string;
  readonly #mode: SetMode;
  /** What ends a key, and a level of it. */
  readonly #keyEnds: string;
  #at = 0;

  constructor(line: string, mode: SetMode) {
    this.#line = line;
    this.#mode = mode;
    this.#keyEnds = mode === 'literal' ? '=[.' : '=[,.';
  }

  /** Reads up to one of the stop characters, which is consumed; `last` is absent at the end of the line. */
  #until(stop: string): { readonly text: string; readonly last: string | undefined } {
    const escapes = this.#mode !== 'literal';
    let text = '';
    while (this.#at < this.#line.length) {
      const char = this.#line[this.#at++] ?? '';
      if (stop.includes(char)) return { text, last: char };
      if (char !== '\\' || !escapes) text += char;
      else if (this.#at < this.#line.length) text += this.#line[this.#at++];
    }
    return { text, last: undefined };
  }

  key(data: GoMap, level: number): Outcome {
    const { text, last } = this.#until(this.#keyEnds);
    switch (last) {
      case undefined:
        if (text === '') return END;
        throw new GoError(`key ${quote(text)} has no value`);
      case '[':
        return this.#indexed(data, text, level);
      case '=':
        return this.#assigned(data, text);
      case ',':
        throw new GoError(`key ${quote(text)} has no value (cannot end with ,)`);
      default:
        return this.#nested(data, text, level + 1);
    }
  }

  #indexed(data: GoMap, name: string, level: number): Outcome {
    const index = this.#index();
    const present = data.get(name);
    if (data.has(name) && !Array.isArray(present)) throw wrongKind(present, '[]interface {}');
    const list = Array.isArray(present) ? present : [];
    const outcome = this.#item(list, index, level);
    put(data, name, list);
    return outcome;
  }

  #assigned(data: GoMap, name: string): Outcome {
    const value = this.#value();
    put(data, name, value === END ? '' : value);
    return value === END ? END : undefined;
  }

  #nested(data: GoMap, name: string, level: number): Outcome {
    if (level > MAX_LEVELS) {
      throw new GoError(
        `value name nested level is greater than maximum supported nested level of ${MAX_LEVELS}`,
      );
    }
    const present = data.get(name);
    if (data.has(name) && !(present instanceof GoMap)) throw wrongKind(present, 'map[string]interface {}');
    const inner = present instanceof GoMap ? present : new GoMap();
    const outcome = this.key(inner, level);
    if (outcome === undefined && inner.size === 0) throw new GoError(`key map ${quote(name)} has no value`);
    if (inner.size > 0) put(data, name, inner);
    return outcome;
  }

  #index(): number {
    const { text, last } = this.#until(']');
    if (last === undefined) throw new GoError('error parsing index: EOF');
    if (!/^[+-]?\d+$/.test(text)) {
      throw new GoError(`error parsing index: strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
    }
    return Number(text);
  }

  #item(list: Value[], index: number, level: number): Outcome {
    if (index < 0) throw new GoError(`negative ${index} index not allowed`);
    const { text, last } = this.#until('[.=');
    if (text !== '') throw new GoError(`unexpected data at end of array index: ${quote(text)}`);
    if (last === undefined) return END;
    if (last === '=') {
      const value = this.#value();
      putAt(list, index, value === END ? '' : value);
      return undefined;
    }
    if (last === '[') {
      const next = this.#index();
      const present = list[index] ?? null;
      if (present !== null && !Array.isArray(present)) throw wrongKind(present, '[]interface {}');
      const inner = Array.isArray(present) ? present : [];
      const outcome = this.#item(inner, next, level);
      if (outcome === undefined) putAt(list, index, inner);
      return outcome;
    }
    const present = list[index];
    const inner = present instanceof GoMap ? present : new GoMap();
    if (index < list.length) list[index] = inner;
    const outcome = this.key(inner, level);
    if (outcome === undefined) putAt(list, index, inner);
    return outcome;
  }

  /** What stands after `=`: a list in braces, or a text up to the comma; or what else the mode reads there. */
  #value(): Value | typeof END {
    if (this.#mode === 'json') return this.#json();
    if (this.#at >= this.#line.length) return END;
    if (this.#mode === 'literal') return this.#until('').text;
    if (this.#line[this.#at] !== '{') return this.#typed(this.#until(',').text);
    this.#at++;
    const list: Value[] = [];
    for (;;) {
      const { text, last } = this.#until(',}');
      if (last === undefined) throw new GoError("list must terminate with '}'");
      list.push(this.#typed(text));
      if (last === '}') break;
    }
    if (this.#line[this.#at] === ',') this.#at++;
    return list;
  }

  /** One JSON value and the comma behind it; nothing before the comma is null. */
  #json(): Value {
    if (this.#isEmpty()) return null;
    const { value, end } = readJsonPrefix(this.#line, this.#at);
    this.#at = end;
    this.#isEmpty();
    return value;
  }

  /** Goes over white space, and over a comma behind it; whether nothing else was there. */
  #isEmpty(): boolean {
    while (this.#at < this.#line.length) {
      const char = this.#line[this.#at] ?? '';
      if (char !== ',' && !SPACE.test(char)) return false;
      this.#at++;
      if (char === ',') return true;
    }
    return true;
  }

  #typed(text: string): Value {
    if (typeof this.#mode === 'function') return this.#mode(text);
    if (this.#mode === 'text') return text;
    const word = text.toLowerCase();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (text === '0') return int64(0);
    if (/^(?:[1-9]|[+-]\d)\d*$/.test(text)) {
      const number = BigInt(text.replace('+', ''));
      if (BigInt.asIntN(64, number) === number) return int64(number);
    }
    return text;
  }
}

function put(data: GoMap, name: string, value: Value): void {
  if (name !== '') data.set(name, value);
}

function putAt(list: Value[], index: number, value: Value): void {
  if (index > MAX_INDEX) {
    throw new GoError(`index of ${index} is greater than maximum supported index of ${MAX_INDEX}`);
  }
  while (list.length < index) list.push(null);
  list[index] = value;
}

const kindOf = (value: Value): string => {
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'float64';
  if (value instanceof GoInt) return value.kind;
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
};

const wrongKind = (present: Value, wanted: string): GoError =>
  new GoError(`unable to parse key: interface conversion: interface {} is ${kindOf(present)}, not ${wanted}`);
