import { isValidUtf8, toBytes } from '../go/bytes.ts';
import { GoError } from '../go/func.ts';
import { toJson } from '../go/json-write.ts';
import { GoBytes, GoInt, GoMap, GoObject, isNilSlice, type Value } from '../go/value.ts';
import { yamlFloat } from './decode.ts';
import { resolvePlain } from './resolve.ts';
import { compareKeys } from './sort.ts';

/** Column after which yaml.v2 folds at the next space. */
const BEST_WIDTH = 80;

interface Analysis {
  readonly multiline: boolean;
  readonly plainBlock: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

const BASE60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const isBreak = (c: string): boolean =>
  c === '\n' || c === '\r' || c === '\x85' || c === '\u2028' || c === '\u2029';

function isPrintable(char: string): boolean {
  const c = char.codePointAt(0) ?? 0;
  return (
    c === 0x0a ||
    (c >= 0x20 && c <= 0x7e) ||
    c === 0x85 ||
    (c >= 0xa0 && c <= 0xd7ff) ||
    (c >= 0xe000 && c <= 0xfffd && c !== 0xfeff) ||
    c >= 0x10000
  );
}

const SIMPLE = /^[A-Za-z0-9_./](?:[A-Za-z0-9_./-]|:(?=[^ \t\n\r])| (?=[A-Za-z0-9_./]))*$/;

function analyze(text: string): Analysis {
  if (text === '') return { multiline: false, plainBlock: true, single: true, block: false };
  if (SIMPLE.test(text) && !text.startsWith('...')) {
    return { multiline: false, plainBlock: true, single: true, block: true };
  }
  let indicators = text.startsWith('---') || text.startsWith('...');
  let lineBreaks = false;
  let special = false;
  let leadingSpace = false;
  let leadingBreak = false;
  let trailingSpace = false;
  let trailingBreak = false;
  let breakSpace = false;
  let spaceBreak = false;
  let afterWhite = true;
  let previousSpace = false;
  let previousBreak = false;
  const chars = [...text];
  chars.forEach((char, i) => {
    const next = chars[i + 1];
    const beforeWhite = next === undefined || next === ' ' || next === '\t';
    if (i === 0) {
      if ('#,[]{}&*!|>\'"%@`'.includes(char)) indicators = true;
      else if ((char === '?' || char === ':' || char === '-') && beforeWhite) indicators = true;
    } else if (char === ':' && beforeWhite) indicators = true;
    else if (char === '#' && afterWhite) indicators = true;
    if (!isPrintable(char)) special = true;
    const last = i === chars.length - 1;
    if (char === ' ') {
      if (i === 0) leadingSpace = true;
      if (last) trailingSpace = true;
      if (previousBreak) breakSpace = true;
      previousSpace = true;
      previousBreak = false;
    } else if (isBreak(char)) {
      lineBreaks = true;
      if (i === 0) leadingBreak = true;
      if (last) trailingBreak = true;
      if (previousSpace) spaceBreak = true;
      previousSpace = false;
      previousBreak = true;
    } else {
      previousSpace = false;
      previousBreak = false;
    }
    afterWhite = char === ' ' || char === '\t' || isBreak(char);
  });
  const edges = leadingSpace || leadingBreak || trailingSpace || trailingBreak;
  const broken = spaceBreak || special;
  return {
    multiline: lineBreaks,
    plainBlock: !(edges || breakSpace || broken || lineBreaks || indicators),
    single: !(breakSpace || broken),
    block: !(trailingSpace || broken),
  };
}

/** yaml.v2's emitter for block style, the only one that it uses for JSON-like data. */
class Emitter {
  out = '';
  private column = 0;

  private put(text: string): void {
    this.out += text;
    const newline = text.lastIndexOf('\n');
    this.column = newline < 0 ? this.column + [...text].length : [...text.slice(newline + 1)].length;
  }

  private indent(columns: number): void {
    if (this.column !== 0 || (this.out !== '' && !this.out.endsWith('\n'))) this.put('\n');
    this.put(' '.repeat(Math.max(columns, 0)));
  }

  document(value: Value): string {
    this.node(value, 0, 'root');
    if (!this.out.endsWith('\n')) this.put('\n');
    return this.out;
  }

  /**
   * @param indent column of the children of block collections
   * @param place where the node stands: after a `key:`, after a `- `, or at the top
   */
  private node(value: Value, indent: number, place: 'root' | 'key' | 'item'): void {
    if (Array.isArray(value)) {
      if (isNilSlice(value)) this.plain('null', indent, place);
      else if (value.length === 0) this.text('[]', place);
      else this.sequence(value, indent, place);
      return;
    }
    if (value instanceof GoMap) {
      if (value.size === 0) this.text('{}', place);
      else this.mapping(value, indent, place);
      return;
    }
    if (typeof value === 'string') {
      this.string(value, indent, place, false);
      return;
    }
    this.plain(scalarWords(value), indent, place);
  }

  private text(text: string, place: 'root' | 'key' | 'item'): void {
    this.put(place === 'root' ? text : ` ${text}`);
  }

  private plain(text: string, _indent: number, place: 'root' | 'key' | 'item'): void {
    this.text(text, place);
  }

  private sequence(items: readonly Value[], indent: number, place: 'root' | 'key' | 'item'): void {
    // Lists under a key start at the key's own column; lists in lists share their line.
    const column = place === 'key' ? indent - 2 : indent;
    items.forEach((item, i) => {
      if (i > 0 || place === 'key') this.indent(column);
      else if (place === 'item') this.put(' ');
      this.put('-');
      this.node(item, column + 2, 'item');
    });
  }

  private mapping(map: GoMap, indent: number, place: 'root' | 'key' | 'item'): void {
    const keys = [...map.keys()].sort(compareKeys);
    keys.forEach((key, i) => {
      if (i > 0 || place === 'key') this.indent(indent);
      else if (place === 'item') this.put(' ');
      if (this.isSimpleKey(key)) {
        this.string(key, indent, 'root', true);
        this.put(':');
      } else {
        this.put('?');
        this.string(key, indent + 2, 'item', false);
        this.indent(indent);
        this.put(':');
      }
      this.node(map.get(key), indent + 2, 'key');
    });
  }

  /** Longer keys, and keys of several lines, are written with `? `. */
  private isSimpleKey(key: string): boolean {
    return Buffer.byteLength(key) <= 128 && !analyze(key).multiline;
  }

  private string(raw: string, indent: number, place: 'root' | 'key' | 'item', isKey: boolean): void {
    if (!isValidUtf8(raw)) {
      this.put(place === 'root' ? '!!binary ' : ' !!binary ');
      this.string(toBytes(raw).toString('base64'), indent, 'root', isKey);
      return;
    }
    const facts = analyze(raw);
    const lead = place === 'root' ? '' : ' ';
    if (raw.includes('\n') && facts.block && !isKey) {
      this.literal(raw, indent, lead);
      return;
    }
    const typed = resolvePlain(raw).tag !== 'str' || BASE60.test(raw);
    const wantsPlain = !typed && !raw.includes('\n');
    const plainPossible = facts.plainBlock && !(raw === '' && isKey);
    if (wantsPlain && plainPossible) this.folded(raw, indent, lead, isKey);
    else if (wantsPlain && facts.single) {
      this.put(`${lead}'`);
      this.folded(raw.replaceAll("'", "''"), indent, '', isKey, true);
      this.put("'");
    } else this.double(raw, indent, lead, isKey);
  }

  /** Text of one line, folded at spaces past the best width; keys stay on their line. */
  private folded(text: string, indent: number, lead: string, isKey: boolean, quoted = false): void {
    this.put(lead);
    if (isKey || this.column + text.length <= BEST_WIDTH) {
      this.put(text);
      return;
    }
    const chars = [...text];
    let spaces = false;
    chars.forEach((char, i) => {
      const inside = !quoted || (i > 0 && i < chars.length - 1);
      if (char === ' ') {
        if (!spaces && this.column > BEST_WIDTH && inside && chars[i + 1] !== ' ') this.indent(indent);
        else this.put(' ');
        spaces = true;
      } else {
        this.put(char);
        spaces = false;
      }
    });
  }

  private double(text: string, indent: number, lead: string, isKey: boolean): void {
    this.put(`${lead}"`);
    const chars = [...text];
    let spaces = false;
    chars.forEach((char, i) => {
      if (char === '"' || char === '\\' || char === '\ufeff' || isBreak(char) || !isPrintable(char)) {
        this.put(escapeChar(char));
        spaces = false;
      } else if (char === ' ') {
        if (!isKey && !spaces && this.column > BEST_WIDTH && i > 0 && i < chars.length - 1) {
          this.indent(indent);
          if (chars[i + 1] === ' ') this.put('\\');
        } else this.put(' ');
        spaces = true;
      } else {
        this.put(char);
        spaces = false;
      }
    });
    this.put('"');
  }

  private literal(text: string, indent: number, lead: string): void {
    this.put(`${lead}|`);
    const first = text.charAt(0);
    if (first === ' ' || isBreak(first)) this.put('2');
    const chars = [...text];
    const last = chars.at(-1) ?? '';
    if (!isBreak(last)) this.put('-');
    else if (chars.length === 1 || isBreak(chars.at(-2) ?? '')) this.put('+');
    this.put('\n');
    // At the top the content is indented all the same.
    const column = indent === 0 ? 2 : indent;
    let fresh = true;
    for (const char of chars) {
      if (isBreak(char)) {
        this.put(char === '\r' || char === '\x85' ? '\n' : char);
        fresh = true;
      } else {
        if (fresh) this.put(' '.repeat(column));
        this.put(char);
        fresh = false;
      }
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escapeChar(char: string): string {
  const known = ESCAPES[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function scalarWords(value: Value): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (value instanceof GoInt) return value.value.toString();
  return typeof value === 'number' ? numberWords(value) : String(value);
}

/** A float as it comes back from JSON: whole numbers of up to 64 bits are integers again. */
function numberWords(value: number): string {
  const json = toJson(value);
  if (!/[.e]/.test(json)) {
    const resolved = resolvePlain(json);
    if (resolved.tag === 'int') return resolved.value.toString();
  }
  return yamlFloat(value);
}

/** Objects become what their JSON says. */
function asData(value: Value): Value {
  if (value instanceof GoBytes) return Buffer.from(value.data).toString('base64');
  if (value instanceof GoMap) {
    const copy = new GoMap();
    for (const [key, item] of value) copy.set(key.toWellFormed(), asData(item));
    return copy;
  }
  if (Array.isArray(value)) return isNilSlice(value) ? null : value.map(asData);
  if (typeof value === 'string') return jsonText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new GoError(`json: unsupported value: ${value}`);
  }
  return value instanceof GoObject && !(value instanceof GoInt) ? asData(value.json()) : value;
}

/** What a string is after a trip through JSON: bytes that are no UTF-8 become U+FFFD. */
const jsonText = (text: string): string =>
  text.isWellFormed() ? text : text.replace(/[\ud800-\udfff]/gu, '\ufffd');

/** Writes a value as `sigs.k8s.io/yaml`'s Marshal does, with a final line break. Throws GoError for NaN and infinities. */
export const writeYaml = (value: Value): string => new Emitter().document(asData(value));
