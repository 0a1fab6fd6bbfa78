import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe } from 'vitest';

const candidate = resolve(import.meta.dirname, '../../../shared');

/** The given material beside the checkout, or undefined on a machine that lacks it. */
export const sharedDir: string | undefined = existsSync(resolve(candidate, 'corpus')) ? candidate : undefined;

/** A path below ../shared; only call it inside describeShared. */
export const sharedPath = (...parts: string[]): string => resolve(candidate, ...parts);

/** A suite over ../shared: skipped, and counted as skipped, where the folder is absent. */
export function describeShared(name: string, suite: () => void): void {
  if (sharedDir === undefined) describe.skip(`${name} (needs ../shared)`, () => void suite);
  else describe(name, suite);
}
