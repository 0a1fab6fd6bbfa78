import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRegistry, type Registry } from '../../src/core/registry/index.ts';
import { openStore, parseMigrationName } from '../../src/core/store/index.ts';
import { type CrashPlan, crashDisk, watchCommits } from './crash-points.ts';

/** The registry of `dir` with places to die at; without vitest, for processes of their own. */
export function openCrashable(dir: string, plan: CrashPlan): Registry {
  const folder = resolve(import.meta.dirname, '../../src/core/store/migrations');
  const migrations = readdirSync(folder).flatMap((file) => {
    const name = parseMigrationName(file);
    return name && name.number >= 100 && name.number < 200
      ? [{ ...name, sql: readFileSync(join(folder, file), 'utf8') }]
      : [];
  });
  const clock = () => new Date();
  const db = watchCommits(openStore(dir, migrations, clock), plan);
  return createRegistry({ db, dir, clock, disk: crashDisk(plan) });
}
