import type { JsonNode } from './json-reader.ts';

/** How the text of a licence was rewritten before the signature fitted. */
export type Rewriting = 'none' | 'whitespace' | 'escapes' | 'numbers' | 'order';

export interface Candidate {
  readonly text: string;
  readonly rewriting: Rewriting;
}

type StringStyle = (value: string, raw: string) => string;

const asWritten: StringStyle = (_, raw) => raw;

const asciiEscape = (value: string): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The ways in which common writers spell a string: as it stands, plain, Go, Python, PHP. */
const STYLES: readonly StringStyle[] = [
  asWritten,
  (value) => JSON.stringify(value),
  (value) =>
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  asciiEscape,
  (value) => asciiEscape(value).replaceAll('/', '\\/'),
];

/** The value's text without white space between tokens, everything else as written. */
export const compact = (source: string, node: JsonNode): string =>
  write(source, node, { style: 0, sorted: false, numbers: false });

/**
 * Texts that say the same as the given one, the likeliest first, without repeats. Values are never changed: strings are
 * only spelt with other escapes, numbers only when they are exactly equal, members only reordered.
 */
export function* spellings(source: string, node: JsonNode): Generator<Candidate> {
  const seen = new Set<string>();
  const raw = source.slice(node.start, node.end);
  for (const sorted of [false, true]) {
    for (const numbers of [false, true]) {
      for (let style = 0; style < STYLES.length; style++) {
        const text = write(source, node, { style, sorted, numbers });
        if (seen.has(text)) continue;
        seen.add(text);
        const plain = style === 0 && !sorted && !numbers;
        const rewriting = plain
          ? text === raw
            ? 'none'
            : 'whitespace'
          : sorted
            ? 'order'
            : numbers
              ? 'numbers'
              : 'escapes';
        yield { text, rewriting };
      }
    }
  }
}

interface Spelling {
  readonly style: number;
  readonly sorted: boolean;
  readonly numbers: boolean;
}

function write(source: string, node: JsonNode, how: Spelling): string {
  const raw = source.slice(node.start, node.end);
  const style = STYLES[how.style] ?? asWritten;
  switch (node.kind) {
    case 'string':
      return style(node.value, raw);
    case 'number':
      return how.numbers ? plainInteger(raw) : raw;
    case 'literal':
      return raw;
    case 'array':
      return `[${node.items.map((item) => write(source, item, how)).join(',')}]`;
    case 'object': {
      const members = how.sorted
        ? [...node.members].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
        : node.members;
      return `{${members
        .map(
          (each) =>
            `${style(each.key, source.slice(each.keyStart, each.keyEnd))}:${write(source, each.value, how)}`,
        )
        .join(',')}}`;
    }
  }
}

/** `1.0`, `10e-1` and `1E0` as `1`, worked out on the digits, never through a rounded double; others stay as they are. */
function plainInteger(raw: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(raw);
  if (!match) return raw;
  const fraction = match[3] ?? '';
  const shift = Number(match[4] ?? 0) - fraction.length;
  const digits = `${match[2] ?? ''}${fraction}`;
  if (shift > 20) return raw;
  if (shift < 0 && !/^0*$/.test(digits.slice(shift))) return raw;
  const whole = shift < 0 ? digits.slice(0, shift) : digits + '0'.repeat(shift);
  const trimmed = whole.replace(/^0+(?=\d)/, '') || '0';
  return trimmed === '0' ? '0' : `${match[1] ?? ''}${trimmed}`;
}
