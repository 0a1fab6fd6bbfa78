import { objectValue, tupleValue, type Value } from '../values/index.ts';

/** Defaults of `optional(type, default)` attributes, at every depth of a type constraint. */
export interface TypeDefaults {
  /** Default values of this object's own attributes. */
  readonly values: ReadonlyMap<string, Value>;
  /** Defaults within attributes (by name), or within elements (under `''`). */
  readonly children: ReadonlyMap<string, TypeDefaults>;
}

/** Fills missing or null attributes with the defaults of `optional(type, default)`. */
export function applyDefaults(value: Value, defaults: TypeDefaults | undefined): Value {
  if (defaults === undefined || !value.isKnown || value.isNull) return value;
  const child = (name: string, v: Value): Value => applyDefaults(v, defaults.children.get(name));
  if (value.type.kind === 'object' || value.type.kind === 'map') {
    const each = defaults.children.get('');
    const entries = new Map(
      [...value.entries].map(([k, v]) => [k, each ? applyDefaults(v, each) : child(k, v)]),
    );
    for (const [name, fallback] of defaults.values) {
      if (entries.get(name)?.isNull ?? true) entries.set(name, child(name, fallback));
    }
    return objectValue(entries).withMarks(value.marks);
  }
  if (['list', 'set', 'tuple'].includes(value.type.kind)) {
    const each = defaults.children.get('');
    const elements = value.elements.map((v, i) => (each ? applyDefaults(v, each) : child(String(i), v)));
    return tupleValue(elements).withMarks(value.marks);
  }
  return value;
}
