import type { Type } from '../../terraform/index.ts';

/** Index of the first step of a path that a declared type does not have; undefined when all are there (or the type is open). */
export function missingStep(type: Type, path: readonly (string | number)[]): number | undefined {
  let current = type;
  for (const [i, key] of path.entries()) {
    if (current.kind === 'dynamic') return undefined;
    if (current.kind === 'object') {
      const next = current.attributes.get(String(key));
      if (next === undefined) return i;
      current = next;
    } else if (current.kind === 'map' || current.kind === 'list' || current.kind === 'set') {
      if (current.kind !== 'map' && Number.isNaN(Number(key))) return i;
      current = current.element;
    } else if (current.kind === 'tuple') {
      const next = current.elements[Number(key)];
      if (next === undefined) return i;
      current = next;
    } else return i;
  }
  return undefined;
}

/** Names that a type offers after the first `count` steps of a path. */
export function choicesAt(type: Type, path: readonly (string | number)[], count: number): string[] {
  let current: Type | undefined = type;
  for (const key of path.slice(0, count)) {
    if (current?.kind === 'object') current = current.attributes.get(String(key));
    else if (current && 'element' in current) current = current.element;
    else return [];
  }
  return current?.kind === 'object' ? [...current.attributes.keys()] : [];
}
