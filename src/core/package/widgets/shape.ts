import type { ValueShape } from './widget.ts';

/** Where following a path through a shape ends: at a shape, or at the step that has no such attribute. */
export type ShapeWalk =
  | { readonly found: true; readonly shape: ValueShape }
  | { readonly found: false; readonly step: number; readonly choices: readonly string[] };

/** Follows attribute names and indexes through a shape; below `any` everything exists. */
export function walkShape(shape: ValueShape, path: readonly (string | number)[]): ShapeWalk {
  let current = shape;
  for (const [step, key] of path.entries()) {
    if (current === 'any') return { found: true, shape: 'any' };
    if (typeof current === 'string') return { found: false, step, choices: [] };
    if ('list' in current) {
      if (typeof key !== 'number' && !/^\d+$/.test(key)) return { found: false, step, choices: [] };
      current = current.list;
      continue;
    }
    const next: ValueShape | undefined = Object.hasOwn(current.object, key) ? current.object[key] : undefined;
    if (next === undefined) return { found: false, step, choices: Object.keys(current.object) };
    current = next;
  }
  return { found: true, shape: current };
}
