/** A registry in a process of its own, to be killed: `node crash-server.ts DIR [POINT NTH MOMENT]`. Prints its port. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createRegistry } from '../../src/core/registry/index.ts';
import { openStore, parseMigrationName } from '../../src/core/store/index.ts';
import { createOciHandler } from '../../src/server/oci/index.ts';
import { armCrash, type CrashMoment, type CrashPoint, watchCommits } from './crash-points.ts';

const [dir = '', point, nth, moment] = process.argv.slice(2);
if (point !== undefined) await armCrash(point as CrashPoint, Number(nth), moment as CrashMoment);
const folder = resolve(import.meta.dirname, '../../src/core/store/migrations');
const migrations = readdirSync(folder).flatMap((file) => {
  const name = parseMigrationName(file);
  return name && name.number >= 100 && name.number < 200
    ? [{ ...name, sql: readFileSync(join(folder, file), 'utf8') }]
    : [];
});
const clock = () => new Date();
const registry = createRegistry({ db: watchCommits(openStore(dir, migrations, clock)), dir, clock });
const handle = createOciHandler(registry);
const server = createServer((request, response) => {
  if (request.url === '/collect') {
    registry.gc.run(registry.gc.plan({ graceMs: -1 })).then(
      () => response.end(),
      () => response.destroy(),
    );
  } else void handle(request, response);
});
await registry.recovered;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
