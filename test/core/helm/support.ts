import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DrydockError } from '../../../src/core/errors/index.ts';
import {
  type RenderOptions,
  renderSnippet,
  type SnippetOptions,
  STAND_IN_TIME,
  standInRandom,
  standIns,
} from '../../../src/core/helm/index.ts';

/** All files below a folder, by relative path. */
export function filesBelow(root: string): Map<string, Uint8Array> {
  const out = new Map<string, Uint8Array>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    out.set(relative(root, path), readFileSync(path));
  }
  return out;
}

/** Files of a chart written in a test. */
export const chartFiles = (files: Readonly<Record<string, string | Uint8Array>>): Map<string, Uint8Array> =>
  new Map(
    Object.entries(files).map(([name, data]) => [name, typeof data === 'string' ? Buffer.from(data) : data]),
  );

/** Release `demo`, fixed time and randomness: what the references were made with. */
export const demo: RenderOptions = {
  values: {},
  release: { name: 'demo', namespace: 'demo', revision: 1, isInstall: true, isUpgrade: false },
  clock: () => STAND_IN_TIME,
  random: standInRandom,
  special: standIns,
};

/** The DrydockError that a call ends with. */
export function errorOf(run: () => unknown): DrydockError {
  try {
    run();
  } catch (error) {
    if (error instanceof DrydockError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}

/** A snippet's text, or Helm's words for what is wrong with it. */
export function snippet(tpl: string, options: SnippetOptions = {}): string {
  try {
    return renderSnippet(tpl, options);
  } catch (error) {
    if (error instanceof DrydockError) return `ERROR ${String(error.data.message ?? error.code)}`;
    throw error;
  }
}
