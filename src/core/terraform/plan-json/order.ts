import { compareText } from '../values/index.ts';
import type { Change } from './changes.ts';

type Key = number | string | undefined;

/** No key before numbers, numbers before texts. */
function compareKeys(a: Key, b: Key): number {
  const rank = (key: Key): number => (key === undefined ? 0 : typeof key === 'number' ? 1 : 2);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return rank(a) - rank(b) || compareText(String(a), String(b));
}

/** The calls that lead to a module instance. */
function stepsOf(address: string): readonly { readonly name: string; readonly key: Key }[] {
  const steps = address.matchAll(/module\.([^.[]+)(?:\[(\d+|"(?:[^"\\]|\\.)*")\])?/g);
  return [...steps].map(([, name = '', key]) => ({
    name,
    key: key === undefined ? undefined : (JSON.parse(key) as number | string),
  }));
}

/** Terraform's order of instances: shallow modules first, data sources before resources, then by type, name and key. */
export function compareChanges(a: Change, b: Change): number {
  const [left, right] = [stepsOf(a.moduleAddress), stepsOf(b.moduleAddress)];
  if (left.length !== right.length) return left.length - right.length;
  for (const [i, step] of left.entries()) {
    const other = right[i];
    const order = other ? compareText(step.name, other.name) || compareKeys(step.key, other.key) : 0;
    if (order !== 0) return order;
  }
  const [one, two] = [a.planned, b.planned];
  const mode = (each: typeof one): number => (each.mode === 'data' ? 0 : 1);
  return (
    mode(one) - mode(two) ||
    compareText(one.type, two.type) ||
    compareText(one.name, two.name) ||
    compareKeys(one.index, two.index)
  );
}
