/**
 * `npm run crash -- --rounds N`: kills the registry again and again, at random and at named places of the file layer and
 * the database, and checks after each start that nothing acknowledged is lost and no rubbish stays (default 50 rounds;
 * the nightly form is 1000).
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  console.error('--rounds wants a whole number from 1.');
  process.exit(2);
}
const root = resolve(import.meta.dirname, '..');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/security/R-14-crash.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DRYDOCK_CRASH_ROUNDS: String(rounds) } },
);
process.exit(status ?? 1);
