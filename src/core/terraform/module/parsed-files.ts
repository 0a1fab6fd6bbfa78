import { type Body, type HclDiagnostic, parseFile, parseJsonFile } from '../syntax/index.ts';

const OPENTOFU = /\.tofu(?=(?:\.json)?$)/;

/** Whether a path is one that Terraform or OpenTofu reads: `.tf`, `.tf.json`, `.tofu`, `.tofu.json`. */
export const isTerraformFile = (path: string): boolean => /\.(?:tf|tofu)(?:\.json)?$/.test(path);

/** Whether only OpenTofu reads a file. */
export const isTofuFile = (path: string): boolean => OPENTOFU.test(path);

/** The file that a `.tofu` file takes the place of: `a/main.tf` for `a/main.tofu`. */
export const replacedBy = (path: string): string => path.replace(OPENTOFU, '.tf');

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
