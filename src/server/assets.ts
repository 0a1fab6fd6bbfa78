import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Migration, parseMigrationName } from '../core/store/index.ts';

/** The folder that holds package.json: the same from source and from the build. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** All numbered schema steps that this Drydock knows. */
export function loadMigrations(): readonly Migration[] {
  const folder = join(packageRoot(), 'src', 'core', 'store', 'migrations');
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const parsed = parseMigrationName(file);
      return parsed ? [{ ...parsed, sql: readFileSync(join(folder, file), 'utf8') }] : [];
    });
}
