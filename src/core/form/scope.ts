import type { Json } from '../json.ts';
import type { PackageArg } from '../package/index.ts';

/** What expressions see while a form settles: the values of the visible args by name. */
export class Scope {
  readonly #byName = new Map<string, PackageArg[]>();
  readonly #values = new Map<number, Json>();
  readonly #visible = new Set<number>();

  constructor(args: readonly PackageArg[]) {
    for (const arg of args) this.#byName.set(arg.name, [...(this.#byName.get(arg.name) ?? []), arg]);
  }

  /** Records an arg's present state. */
  set(arg: PackageArg, visible: boolean, value: Json | undefined): void {
    if (visible) this.#visible.add(arg.index);
    else this.#visible.delete(arg.index);
    if (visible && value !== undefined) this.#values.set(arg.index, value);
    else this.#values.delete(arg.index);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The visible arg of a name: names may repeat as long as only one is shown at a time. */
  shown(name: string): PackageArg | undefined {
    return this.#byName.get(name)?.find((arg) => this.#visible.has(arg.index));
  }

  readonly lookup = (name: string): Json | undefined => {
    const arg = this.shown(name);
    return arg && this.#values.get(arg.index);
  };

  /** True while a visible arg that must be answered has no value. */
  awaited(name: string): boolean {
    const arg = this.shown(name);
    return arg !== undefined && !arg.optional && !this.#values.has(arg.index);
  }
}
