export type Patch<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Base entries without the removed ones, patched by the file's entries of the same key; new entries go last. */
export function merge<T extends object>(
  base: readonly T[],
  patches: readonly Patch<T>[] | undefined,
  removed: readonly string[] | undefined,
  key: (entry: Patch<T>) => string,
  blank: (patch: Patch<T>) => T,
): T[] {
  const gone = new Set(removed);
  const out = new Map(gone.has('*') ? [] : base.map((entry) => [key(entry), entry]));
  for (const name of gone) out.delete(name);
  for (const patch of patches ?? []) {
    const name = key(patch);
    const entry: T = { ...(out.get(name) ?? blank(patch)) };
    for (const [property, value] of Object.entries(patch)) {
      if (value !== undefined) Object.assign(entry, { [property]: value });
    }
    out.set(name, entry);
  }
  return [...out.values()];
}
