import type { Position, SourceRange } from './diagnostic.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ASCII_ONLY = /^[\x20-\x7e\t]*$/;
/** Distance between remembered places of a long line, in UTF-16 units. */
const STEP = 256;

/** Places in one long line at the start of a grapheme cluster: `[offset, clusters before it]`. */
type Checkpoints = readonly (readonly [offset: number, before: number])[];

/**
 * Turns UTF-16 offsets of one text into lines and columns; built once per text. A look-up is a binary search and a
 * short count, on lines of any length: generated files put everything on one line.
 */
export class LineMap {
  readonly #text: string;
  readonly #starts: number[] = [0];
  readonly #checkpoints = new Map<number, Checkpoints>();

  constructor(text: string) {
    this.#text = text;
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) this.#starts.push(i + 1);
  }

  /** The position of a UTF-16 offset; offsets beyond the text give its end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const line = lastAtMost(this.#starts.length, (i) => this.#starts[i] ?? 0, at);
    const start = this.#starts[line] ?? 0;
    const before = at - start <= STEP ? count(this.#text.slice(start, at)) : this.#countLong(line, start, at);
    return { line: line + 1, column: before + 1, offset: at };
  }

  /** The range between two UTF-16 offsets. */
  range(start: number, end: number): SourceRange {
    return { start: this.position(start), end: this.position(end) };
  }

  #countLong(line: number, start: number, at: number): number {
    let known = this.#checkpoints.get(line);
    if (known === undefined) {
      known = checkpoints(this.#text.slice(start, this.#starts[line + 1] ?? this.#text.length), start);
      this.#checkpoints.set(line, known);
    }
    const places = known;
    const [from, before] = places[lastAtMost(places.length, (i) => places[i]?.[0] ?? 0, at)] ?? [start, 0];
    return before + count(this.#text.slice(from, at));
  }
}

/** Index of the last of `length` ascending values that is at most `limit`; 0 where there is none. */
function lastAtMost(length: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0;
  let high = Math.max(0, length - 1);
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (valueAt(mid) <= limit) low = mid;
    else high = mid - 1;
  }
  return low;
}

/** Grapheme clusters in a text. */
const count = (text: string): number =>
  ASCII_ONLY.test(text) ? text.length : [...graphemes.segment(text)].length;

function checkpoints(line: string, start: number): Checkpoints {
  const places: [number, number][] = [[start, 0]];
  let next = STEP;
  if (ASCII_ONLY.test(line.replace(/\r?\n$/, ''))) {
    for (; next < line.length; next += STEP) places.push([start + next, next]);
    return places;
  }
  let clusters = 0;
  for (const { index } of graphemes.segment(line)) {
    if (index >= next) {
      places.push([start + index, clusters]);
      next = index + STEP;
    }
    clusters++;
  }
  return places;
}
