import type { Position, SourceRange } from './diagnostic.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ASCII_ONLY = /^[\x20-\x7e\t]*$/;

/** Turns UTF-16 offsets of one text into lines and columns; built once per text, each look-up is a binary search. */
export class LineMap {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) this.#starts.push(i + 1);
  }

  /** The position of a UTF-16 offset; offsets beyond the text give its end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if ((this.#starts[mid] ?? 0) <= at) low = mid;
      else high = mid - 1;
    }
    const before = this.#text.slice(this.#starts[low] ?? 0, at);
    const column = (ASCII_ONLY.test(before) ? before.length : [...graphemes.segment(before)].length) + 1;
    return { line: low + 1, column, offset: at };
  }

  /** The range between two UTF-16 offsets. */
  range(start: number, end: number): SourceRange {
    return { start: this.position(start), end: this.position(end) };
  }
}
