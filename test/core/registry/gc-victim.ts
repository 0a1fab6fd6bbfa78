/** `node gc-victim.ts DIR`: collects, and kills itself after more than half of the items. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRegistry } from '../../../src/core/registry/index.ts';
import { openStore, parseMigrationName } from '../../../src/core/store/index.ts';

const [dir = ''] = process.argv.slice(2);
const clock = () => new Date();
const folder = resolve(import.meta.dirname, '../../../src/core/store/migrations');
const migrations = readdirSync(folder).flatMap((file) => {
  const name = parseMigrationName(file);
  return name && name.number >= 100 && name.number < 200
    ? [{ ...name, sql: readFileSync(join(folder, file), 'utf8') }]
    : [];
});
const registry = createRegistry({ db: openStore(dir, migrations, clock), dir, clock });
await registry.gc.run(await registry.gc.prepare(), {
  onProgress: ({ done, total }) => {
    if (done * 2 > total) process.kill(process.pid, 'SIGKILL');
  },
});
