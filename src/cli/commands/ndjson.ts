import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

export interface LineOptions {
  /** Answers one line; what it throws ends the run. */
  readonly answer: (line: string) => string | Promise<string>;
  /** Answers a line of more than `limit` characters, of which only the beginning was kept. */
  readonly tooLong: (beginning: string, limit: number) => string;
  readonly signal: AbortSignal;
  /** Longest line, in UTF-16 units. */
  readonly limit?: number;
}

export const LINE_LIMIT = 16 * 1024 * 1024;
const KEPT = 4096;
/** Answers are collected up to this size while lines are at hand. */
const BATCH = 64 * 1024;
const PATIENCE_MS = 25;

/**
 * Reads lines and writes one answer for each, in order, as they come; empty lines have none. Waits for a slow reader of
 * the answers. Returns the exit status: 0 at the end of input, 130 when cancelled.
 */
export async function answerLines(input: Readable, out: Writable, options: LineOptions): Promise<0 | 130> {
  const { answer, tooLong, signal, limit = LINE_LIMIT } = options;
  const lines = new LineBuffer(limit);
  const abort = (): void => void input.destroy();
  signal.addEventListener('abort', abort, { once: true });
  let batch = '';
  const flush = async (): Promise<void> => {
    const text = batch;
    batch = '';
    if (text !== '' && !out.write(text)) await once(out, 'drain', { signal });
  };
  const work = async (chunk: string, last: boolean): Promise<void> => {
    let since = performance.now();
    for (const { text, cut } of lines.take(chunk, last)) {
      if (signal.aborted) return;
      if (cut) batch += `${tooLong(text, limit)}\n`;
      else if (text.trim() !== '') batch += `${await answer(text)}\n`;
      if (batch.length > BATCH || performance.now() - since > PATIENCE_MS) {
        await flush();
        since = performance.now();
      }
    }
    await flush();
  };
  try {
    input.setEncoding('utf8');
    for await (const chunk of input) await work(chunk as string, false);
    await work('', true);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
  return signal.aborted ? 130 : 0;
}

interface Line {
  readonly text: string;
  readonly cut: boolean;
}

/** Cuts chunks into lines. A line that grows past the limit is dropped as it comes, except its beginning. */
class LineBuffer {
  readonly #limit: number;
  #parts: string[] = [];
  #length = 0;
  #cut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  *take(chunk: string, last: boolean): Iterable<Line> {
    let from = 0;
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      this.#add(chunk.slice(from, at));
      from = at + 1;
      yield this.#line();
    }
    this.#add(chunk.slice(from));
    if (last && this.#length > 0) yield this.#line();
  }

  #add(part: string): void {
    if (part === '' || this.#cut) return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= this.#limit) return;
    this.#parts = [this.#parts.join('').slice(0, KEPT)];
    this.#cut = true;
  }

  #line(): Line {
    const line = { text: this.#parts.join(''), cut: this.#cut };
    this.#parts = [];
    this.#length = 0;
    this.#cut = false;
    return line;
  }
}
