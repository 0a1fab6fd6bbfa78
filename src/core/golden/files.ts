import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unifiedDiff } from './diff.ts';
import type { Snapshot } from './snapshot.ts';

const MOST_FILES = 5000;
const LARGEST = 4 * 1024 * 1024;

/** The golden files of a scenario as they lie in the project; undefined when it has none. */
export async function readGolden(folder: string): Promise<Snapshot | undefined> {
  const plan = await readText(join(folder, 'plan.yaml'));
  if (plan === undefined) return undefined;
  const files = new Map([['plan.yaml', plan]]);
  const releases = await readdir(join(folder, 'manifests'), { withFileTypes: true }).catch(() => []);
  for (const release of releases.filter((each) => each.isDirectory())) {
    const names = await readdir(join(folder, 'manifests', release.name)).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.yaml'))) {
      if (files.size >= MOST_FILES) return files;
      const path = `manifests/${release.name}/${name}`;
      const text = await readText(join(folder, path));
      if (text !== undefined) files.set(path, text);
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readText(path: string): Promise<string | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile() || info.size > LARGEST) return undefined;
  // A checkout may have turned line ends.
  return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
}

/** The time that a golden plan was made for. */
export const timeOfGolden = (golden: Snapshot): string | undefined =>
  /^time: "?([0-9T:.Z+-]+)"?$/m.exec(golden.get('plan.yaml') ?? '')?.[1];

/** One file of a scenario's golden files that is other than it was. */
export interface GoldenChange {
  readonly file: string;
  readonly change: 'changed' | 'added' | 'removed';
  /** As `diff -u` prints it. */
  readonly diff: string;
}

/** What is other in a snapshot than in the golden files. */
export function compareGolden(golden: Snapshot, now: Snapshot): readonly GoldenChange[] {
  const names = [...new Set([...golden.keys(), ...now.keys()])].sort();
  return names.flatMap((file): GoldenChange[] => {
    const before = golden.get(file);
    const after = now.get(file);
    if (before === after) return [];
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    return [{ file, change, diff: unifiedDiff(file, before ?? '', after ?? '') }];
  });
}
