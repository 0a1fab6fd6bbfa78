import { GoMap, type Value } from '../go/value.ts';

/**
 * About how many characters a value is when it is written out, counted up to `most`. What is referred to twice counts
 * twice: writers do not know that it is the same.
 */
export function treeSize(value: Value, most: number): number {
  const waiting: Value[] = [value];
  let size = 0;
  while (waiting.length > 0 && size <= most) {
    const next = waiting.pop();
    size += typeof next === 'string' ? next.length + 1 : 2;
    if (Array.isArray(next)) for (const item of next) waiting.push(item);
    else if (next instanceof GoMap) {
      for (const [key, item] of next) {
        size += key.length;
        waiting.push(item);
      }
    }
  }
  return size;
}
