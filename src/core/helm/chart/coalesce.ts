import { deepCopy } from '../go/equal.ts';
import { sprintf } from '../go/format.ts';
import { GoError } from '../go/func.ts';
import { GoMap } from '../go/value.ts';
import type { Node } from './tree.ts';

const copy = (map: GoMap): GoMap => deepCopy(map) as GoMap;

/**
 * Helm's merging of values: what is given wins over the chart's own, tables are merged, null removes a default.
 * @param merge keeps nulls instead of removing what they name
 */
export function coalesceValues(chart: Node, given: GoMap, merge = false): GoMap {
  return coalesce(chart, copy(given), merge);
}

function coalesce(chart: Node, dest: GoMap, merge: boolean): GoMap {
  coalesceOwn(chart, dest, merge);
  for (const sub of chart.dependencies) {
    const { name } = sub.metadata;
    const present = dest.get(name);
    if (!dest.has(name)) dest.set(name, new GoMap());
    else if (!(present instanceof GoMap)) {
      throw new GoError(sprintf('type mismatch on %s: %t', [name, present]));
    }
    const table = dest.get(name) as GoMap;
    coalesceGlobals(table, dest);
    dest.set(name, coalesce(sub, table, merge));
  }
  return dest;
}

function coalesceGlobals(dest: GoMap, src: GoMap): void {
  const into = dest.has('global') ? dest.get('global') : new GoMap();
  const from = src.has('global') ? src.get('global') : new GoMap();
  if (!(into instanceof GoMap) || !(from instanceof GoMap)) return;
  for (const [key, value] of from) {
    const present = into.get(key);
    if (value instanceof GoMap) {
      const table = new GoMap(value);
      if (!into.has(key)) into.set(key, table);
      else if (present instanceof GoMap) {
        mergeTables(table, present, true);
        into.set(key, table);
      }
    } else if (!(present instanceof GoMap)) into.set(key, value);
  }
  dest.set('global', into);
}

function coalesceOwn(chart: Node, dest: GoMap, merge: boolean): void {
  for (const [key, value] of copy(chart.values)) {
    if (!dest.has(key)) {
      dest.set(key, value);
      continue;
    }
    const present = dest.get(key);
    if (present === null && !merge) dest.delete(key);
    else if (present instanceof GoMap && value instanceof GoMap) mergeTables(present, value, merge);
  }
}

/** Fills `dest` with what it lacks of `src`. */
export function mergeTables(dest: GoMap, src: GoMap, merge: boolean): GoMap {
  for (const [key, value] of src) {
    const present = dest.get(key);
    if (dest.has(key) && !merge && present === null) dest.delete(key);
    else if (!dest.has(key)) dest.set(key, value);
    else if (value instanceof GoMap && present instanceof GoMap) mergeTables(present, value, merge);
  }
  return dest;
}
