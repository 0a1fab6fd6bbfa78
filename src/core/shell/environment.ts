import { openPart } from './markers.ts';

/** What a variable can hold: each value that it can have. A list (`NAME=(…)`) is told apart. */
export interface Held {
  readonly values: readonly string[];
  readonly list?: readonly string[];
}

/** Values that are kept of one variable, and readings of one word. */
export const MOST_VALUES = 48;
/** Characters of a value or of a file that is written. */
export const LONGEST_VALUE = 65_536;

/** What stands for something that the script alone does not tell; the name says what. */
export const open = (name: string): string => `\uE000${name}\uE001`;
export const isOpen = (text: string): boolean => text.includes('\uE000');
/** True for a text that a comparison cannot go by: it is open, or stands for what others decide. */
export const isUndecided = (text: string): boolean => isOpen(text) || openPart(text) !== undefined;

/** A text with its open parts as the script writes them. */
export const readable = (text: string): string =>
  text.replace(/\uE000([^\uE001]*)\uE001/g, (_all, name: string) =>
    /^\w+$/.test(name) ? `\${${name}}` : name,
  );

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].slice(0, MOST_VALUES);

/** The variables of a script at one point of it. */
export class Environment {
  #held: Map<string, Held>;

  constructor(held: ReadonlyMap<string, Held> = new Map()) {
    this.#held = new Map(held);
  }

  get(name: string): Held | undefined {
    return this.#held.get(name);
  }

  set(name: string, values: readonly string[], list?: readonly string[]): void {
    this.#held.set(name, { values: unique(values), ...(list ? { list: list.slice(0, 500) } : {}) });
  }

  unset(name: string): void {
    this.#held.delete(name);
  }

  copy(): Environment {
    return new Environment(this.#held);
  }

  /** Goes back to how another was. */
  become(other: Environment): void {
    this.#held = new Map(other.#held);
  }

  /** What holds when any of several ways may have been gone. */
  static merged(ways: readonly Environment[]): Environment {
    const held = new Map<string, Held>();
    for (const name of new Set(ways.flatMap((way) => [...way.#held.keys()]))) {
      const all = ways.flatMap((way) => way.get(name) ?? []);
      const lists = all.flatMap((each) => each.list ?? []);
      held.set(name, {
        values: unique(all.flatMap((each) => each.values)),
        ...(lists.length > 0 ? { list: [...new Set(lists)] } : {}),
      });
    }
    return new Environment(held);
  }

  /** The variables with one value, for programs that are started. */
  single(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.#held].flatMap(([name, { values }]) => (values.length === 1 ? [[name, values[0] ?? '']] : [])),
    );
  }
}
