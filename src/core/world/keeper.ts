import type { ErrorCode } from '../errors/index.ts';
import { nearest } from '../nearest.ts';
import type { WorldFile } from './file-schema.ts';

/** A reference of a world file that leads nowhere; `path` is its place in the file. */
export interface ReferenceFault {
  readonly code: ErrorCode;
  readonly path: readonly PropertyKey[];
  readonly data: Readonly<Record<string, string>>;
}

/** What is wrong with an entry, and in which field. */
export interface Wrong {
  readonly code: ErrorCode;
  readonly field: string;
  readonly data: Readonly<Record<string, string>>;
}

interface Keyed {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** A name that is in no list of its kind; an empty one was never given. */
export const unknown = (field: string, kind: string, name: string, known: Iterable<string>): Wrong =>
  name === ''
    ? { code: 'WORLD_FIELD', field, data: { detail: `"${field}" is required here` } }
    : {
        code: 'WORLD_REFERENCE',
        field,
        data: { kind, name, near: nearest(name, [...known]).join(', ') || '-' },
      };

/** Keeps the entries that are right; what the file itself states wrongly is a fault, what it only cut off is left out. */
export class Keeper {
  readonly faults: ReferenceFault[] = [];
  readonly #file: WorldFile;

  constructor(file: WorldFile) {
    this.#file = file;
  }

  keep<T extends Keyed>(
    kind: keyof WorldFile,
    entries: readonly T[],
    check: (entry: T) => Wrong | undefined,
    keyOf: (entry: Keyed) => string | undefined = (entry) => entry.id ?? entry.name,
  ): T[] {
    const written = this.#file[kind];
    const own: readonly unknown[] = Array.isArray(written) ? written : [];
    return entries.filter((entry) => {
      const wrong = check(entry);
      if (!wrong) return true;
      const key = keyOf(entry);
      const index = own.findIndex(
        (each) => typeof each === 'object' && each !== null && keyOf(each as Keyed) === key,
      );
      if (index !== -1)
        this.faults.push({
          code: wrong.code,
          path: [kind, index, ...wrong.field.split('.')],
          data: wrong.data,
        });
      return false;
    });
  }
}
