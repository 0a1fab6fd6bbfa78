import { type Environment, isOpen, LONGEST_VALUE, MOST_VALUES, open } from './environment.ts';
import { expandingParts } from './lexer.ts';
import type { Part, Word } from './tokens.ts';

/** One reading of a word: the fields that it becomes. */
export type Fields = readonly string[];

/** What a command within a word prints, where that can be told. */
export type Printed = (command: string) => readonly string[];

const LONGEST_PATTERN = 80;
/** Variables within the default of another. */
const MOST_NESTED = 20;

/** Every reading of a word. */
export function expandWord(word: Word, environment: Environment, printed: Printed): readonly Fields[] {
  const whole = word.parts.length === 1 ? word.parts[0] : undefined;
  if (whole?.kind === 'text' && !whole.quoted) return [braces(whole.text)];
  let readings: readonly { readonly done: Fields; readonly last: string; readonly any: boolean }[] = [
    { done: [], last: '', any: false },
  ];
  for (const part of word.parts) {
    const pieces = piecesOf(part, environment, printed);
    readings = readings
      .flatMap((reading) =>
        pieces.map((piece) => {
          if (piece.length === 0) return reading;
          const [first = '', ...rest] = piece;
          if (reading.last.length + first.length > LONGEST_VALUE)
            return { ...reading, last: open('…'), any: true };
          if (rest.length === 0) return { ...reading, last: reading.last + first, any: true };
          return {
            done: [...reading.done, reading.last + first, ...rest.slice(0, -1)],
            last: rest.at(-1) ?? '',
            any: true,
          };
        }),
      )
      .slice(0, MOST_VALUES);
  }
  return readings.map(({ done, last, any }) => (any ? [...done, last] : done));
}

/** Every reading of a word as one text, as assignments and redirections read it. */
export const expandText = (word: Word, environment: Environment, printed: Printed): readonly string[] => [
  ...new Set(
    expandWord(
      { ...word, parts: word.parts.map((part) => ({ ...part, quoted: true })) },
      environment,
      printed,
    ).map((fields) => fields.join(' ')),
  ),
];

/** The text of a heredoc that expands, with all its readings. */
export const expandBody = (
  text: string,
  line: number,
  environment: Environment,
  printed: Printed,
): readonly string[] => expandText({ parts: expandingParts(text, line), line }, environment, printed);

/** The readings of one part: the fields in which it ends up. */
function piecesOf(part: Part, environment: Environment, printed: Printed): readonly Fields[] {
  if (part.kind === 'text') return [[part.text]];
  if (part.kind === 'command') {
    const values = printed(part.text);
    return values.map((value) => (part.quoted ? [value] : split(value)));
  }
  const { name, index } = part;
  const held = environment.get(name);
  if (held?.list && (index === '@' || index === '*')) return [held.list];
  const picked =
    held?.list && (index === undefined || /^\d+$/.test(index))
      ? [held.list[Number(index ?? 0)] ?? '']
      : index === undefined
        ? held?.values
        : undefined;
  return valuesOf(part, picked, environment, printed).map((value) =>
    part.quoted && name !== '@' ? [value] : split(value),
  );
}

/** Splits at blanks, those within open parts left out. */
const split = (value: string): Fields => value.match(/(?:\uE000[^\uE001]*\uE001|\S)+/g) ?? [];

function valuesOf(
  part: Part & { kind: 'variable' },
  held: readonly string[] | undefined,
  environment: Environment,
  printed: Printed,
): readonly string[] {
  const { name, op, operand = '' } = part;
  const otherwise = (): readonly string[] =>
    operand.split('${').length > MOST_NESTED ? [open(name)] : expandBody(operand, 0, environment, printed);
  switch (op) {
    case undefined:
      return held ?? [open(name)];
    case ':-':
    case '-':
    case ':=':
    case '=': {
      const values = held === undefined ? otherwise() : held;
      const full = op.startsWith(':')
        ? values.flatMap((each) => (each === '' ? otherwise() : [each]))
        : values;
      if (op.endsWith('=')) environment.set(name, full);
      return full;
    }
    case ':?':
    case '?':
      return held ?? [open(name)];
    case ':+':
    case '+':
      return held === undefined
        ? ['']
        : held.flatMap((each) => (each === '' && op === ':+' ? [''] : otherwise()));
    default:
      return (held ?? [open(name)]).flatMap((value) =>
        isOpen(value)
          ? [open(`\${${name}${op}${operand}}`)]
          : otherwise().map((by) => changed(value, op, by) ?? open(`\${${name}${op}${operand}}`)),
      );
  }
}

/** `${NAME#pattern}` and its kin; undefined for those that are not read. */
function changed(value: string, op: string, by: string): string | undefined {
  if (op === ',,') return value.toLowerCase();
  if (op === '^^') return value.toUpperCase();
  if (op === 'length') return String(value.length);
  if (op === ':') {
    const [, from, count] = /^\s*(\d+)(?::(\d+))?\s*$/.exec(by) ?? [];
    if (from === undefined) return undefined;
    return value.slice(Number(from), count === undefined ? undefined : Number(from) + Number(count));
  }
  if (op === '/' || op === '//') {
    const slash = by.indexOf('/');
    const what = slash === -1 ? by : by.slice(0, slash);
    const instead = slash === -1 ? '' : by.slice(slash + 1);
    if (what === '' || /[*?[]/.test(what)) return undefined;
    return op === '//' ? value.replaceAll(what, () => instead) : value.replace(what, () => instead);
  }
  const matches = (text: string): boolean => globMatches(by, text) === true;
  const ends = [...Array(value.length + 1).keys()];
  if (by.length > LONGEST_PATTERN || value.length > 400) return undefined;
  if (op === '#' || op === '##') {
    const found = (op === '#' ? ends : ends.reverse()).find((end) => matches(value.slice(0, end)));
    return found === undefined ? value : value.slice(found);
  }
  if (op === '%' || op === '%%') {
    const found = (op === '%%' ? ends : ends.reverse()).find((start) => matches(value.slice(start)));
    return found === undefined ? value : value.slice(0, found);
  }
  return undefined;
}

/** Whether a shell pattern of `*` and `?` fits a text; undefined for patterns with more. Takes time of pattern × text. */
export function globMatches(pattern: string, text: string): boolean | undefined {
  if (/[[\\]/.test(pattern)) return undefined;
  let p = 0;
  let t = 0;
  let star = -1;
  let from = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++;
      from = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++from;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** `a{b,c}d` as bash reads it, one pair of braces after the other. */
function braces(text: string): Fields {
  let words: readonly string[] = [text];
  for (let round = 0; round < 4; round++) {
    words = words
      .flatMap((word) => {
        const [, before = '', inner, after = ''] = /^([^{}]*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(word) ?? [];
        return inner === undefined ? [word] : inner.split(',').map((each) => before + each + after);
      })
      .slice(0, MOST_VALUES);
  }
  return words;
}
