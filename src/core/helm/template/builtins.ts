import { byteSlice } from '../go/bytes.ts';
import { deepEqual } from '../go/equal.ts';
import { display, sprint, sprintf, sprintln } from '../go/format.ts';
import { type FuncMap, fn, GoError } from '../go/func.ts';
import { compareStrings, GoInt, GoMap, int, isTrue, typeName, type Value } from '../go/value.ts';
import { asIndex, lengthOf } from './methods.ts';

function index(item: Value, indexes: readonly Value[]): Value {
  if (item === undefined || item === null) throw new GoError('index of untyped nil');
  let current: Value = item;
  for (const key of indexes) {
    if (current === null || current === undefined) throw new GoError('index of nil pointer');
    if (current instanceof GoMap) {
      if (typeof key !== 'string') throw new GoError(badKey(key));
      const found: Value = current.get(key);
      current = found === undefined ? current.zero() : found;
    } else if (Array.isArray(current)) {
      current = current[position(key, current.length, 'slice')] ?? null;
    } else if (typeof current === 'string') {
      const at = position(key, lengthOf(current) ?? 0, 'string');
      current = new GoInt('uint8', BigInt(Buffer.from(byteSlice(current, at, at + 1)).at(0) ?? 0));
    } else throw new GoError(`can't index item of type ${typeName(current)}`);
  }
  return current;
}

const badKey = (key: Value): string =>
  key === null || key === undefined
    ? 'value is nil; should be of type string'
    : `value has type ${typeName(key)}; should be string`;

function position(key: Value, length: number, what: string): number {
  if (key === null || key === undefined) throw new GoError('cannot index slice/array with nil');
  const at = asIndex(key);
  if (at === undefined) throw new GoError(`cannot index slice/array with type ${typeName(key)}`);
  if (at < 0n || at > BigInt(length)) throw new GoError(`index out of range: ${at}`);
  // One past the end gets past Go's own check and fails in reflect.
  if (at === BigInt(length)) throw new GoError(`reflect: ${what} index out of range`);
  return Number(at);
}

type Basic = 'bool' | 'int' | 'uint' | 'float' | 'string' | 'invalid' | 'other';

function basicKind(value: Value): Basic {
  if (value === null || value === undefined) return 'invalid';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'string';
  if (value instanceof GoInt) return value.kind.startsWith('u') ? 'uint' : 'int';
  return 'other';
}

function equal(a: Value, rest: readonly Value[]): boolean {
  if (rest.length === 0) throw new GoError('missing argument for comparison');
  const kind = basicKind(a);
  return rest.some((b) => {
    const other = basicKind(b);
    const integers = (kind === 'int' || kind === 'uint') && (other === 'int' || other === 'uint');
    if (kind !== other && !integers) {
      if (kind !== 'invalid' && other !== 'invalid') throw new GoError('incompatible types for comparison');
      return false;
    }
    if (a instanceof GoInt && b instanceof GoInt) return a.value === b.value;
    if (kind === 'invalid') return true;
    if (kind === 'other') {
      if (Array.isArray(b) || b instanceof GoMap) {
        throw new GoError(`non-comparable type ${display(b)}: ${typeName(b)}`);
      }
      return a === b || deepEqual(a, b);
    }
    return a === b;
  });
}

function less(a: Value, b: Value): boolean {
  const kind = basicKind(a);
  const other = basicKind(b);
  for (const each of [kind, other]) {
    if (each === 'invalid' || each === 'other') throw new GoError('invalid type for comparison');
  }
  if (a instanceof GoInt && b instanceof GoInt) return a.value < b.value;
  if (kind !== other) throw new GoError('incompatible types for comparison');
  if (kind === 'bool') throw new GoError('invalid type for comparison');
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b) < 0;
  return (a as number) < (b as number);
}

const HTML: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\ufffd',
};

const evalArgs = (args: readonly Value[]): string =>
  args.length === 1 && typeof args[0] === 'string' ? args[0] : sprint(args.map((a) => a ?? '<no value>'));

function escapeJs(text: string): string {
  let out = '';
  for (const char of text) {
    const known = {
      '\\': '\\\\',
      "'": "\\'",
      '"': '\\"',
      '<': '\\u003C',
      '>': '\\u003E',
      '&': '\\u0026',
      '=': '\\u003D',
    }[char];
    if (known !== undefined) out += known;
    else if (char < ' ') out += `\\u00${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
    else out += char;
  }
  return out;
}

const queryEscape = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

/** text/template's own functions. `and` and `or` are evaluated by the engine, argument by argument. */
export const builtins: FuncMap = {
  and: fn('reflect ...reflect', () => undefined),
  or: fn('reflect ...reflect', () => undefined),
  not: fn('reflect', (value: Value) => !isTrue(value)),
  call: fn('reflect ...reflect', (value: Value) => {
    if (value === null || value === undefined) throw new GoError('call of nil');
    throw new GoError(`non-function of type ${typeName(value)}`);
  }),
  html: fn('...any', (...args: Value[]) => evalArgs(args).replace(/["'&<>\0]/g, (c) => HTML[c] ?? c)),
  index: fn('reflect ...reflect', (item: Value, ...keys: Value[]) => index(item, keys)),
  js: fn('...any', (...args: Value[]) => escapeJs(evalArgs(args))),
  len: fn('reflect', (value: Value) => {
    if (value === null) throw new GoError('len of nil pointer');
    if (value === undefined) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
    const length = lengthOf(value);
    if (length === undefined) throw new GoError(`len of type ${typeName(value)}`);
    return int(length);
  }),
  print: fn('...any', (...args: Value[]) => sprint(args)),
  printf: fn('string ...any', (format: string, ...args: Value[]) => sprintf(format, args)),
  println: fn('...any', (...args: Value[]) => sprintln(args)),
  urlquery: fn('...any', (...args: Value[]) => queryEscape(evalArgs(args))),
  eq: fn('reflect ...reflect', (a: Value, ...rest: Value[]) => equal(a, rest)),
  ne: fn('reflect reflect', (a: Value, b: Value) => !equal(a, [b])),
  lt: fn('reflect reflect', (a: Value, b: Value) => less(a, b)),
  le: fn('reflect reflect', (a: Value, b: Value) => less(a, b) || equal(a, [b])),
  gt: fn('reflect reflect', (a: Value, b: Value) => !(less(a, b) || equal(a, [b]))),
  ge: fn('reflect reflect', (a: Value, b: Value) => !less(a, b)),
};
