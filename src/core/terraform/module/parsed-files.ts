import { type Body, type HclDiagnostic, parseFile, parseJsonFile } from '../syntax/index.ts';

/** Whether a path is one that Terraform reads: `.tf`, or `.tf.json`. */
export const isTerraformFile = (path: string): boolean => /\.tf(?:\.json)?$/.test(path);

export interface Parsed {
  readonly body: Body;
  readonly diagnostics: readonly HclDiagnostic[];
}

/**
 * Files that were parsed, by path and content: loading a module again parses only what changed.
 * Keeps the latest ones, up to a number of characters of source.
 */
export class ParsedModuleCache {
  readonly #files = new Map<string, { readonly size: number; readonly parsed: Parsed }>();
  readonly #limit: number;
  #size = 0;
  #parses = 0;

  constructor(limit = 8 * 1024 * 1024) {
    this.#limit = limit;
  }

  /** How many files were really parsed. */
  get parses(): number {
    return this.#parses;
  }

  parse(text: string, path: string): Parsed {
    const key = `${path}\n${text}`;
    const known = this.#files.get(key);
    if (known) {
      // Behind all others: the front is what goes first.
      this.#files.delete(key);
      this.#files.set(key, known);
      return known.parsed;
    }
    this.#parses += 1;
    const parsed = path.endsWith('.json') ? parseJsonFile(text, path) : parseFile(text, path);
    this.#files.set(key, { size: text.length, parsed });
    this.#size += text.length;
    for (const [oldest, { size }] of this.#files) {
      if (this.#size <= this.#limit) break;
      this.#files.delete(oldest);
      this.#size -= size;
    }
    return parsed;
  }
}
