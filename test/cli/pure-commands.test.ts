import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bin } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';

const home = freshHome();
const recorder = resolve('test/fixtures/cli/record-loads.mjs');
const HEAVY = /node_modules\/(better-sqlite3|fastify|@fastify|ink|react|electron)\//;

/** Every module that a command line loads. */
async function loads(args: readonly string[]): Promise<readonly string[]> {
  const file = join(home.path, 'loads');
  const env = { ...process.env, DRYDOCK_LOADS: file, DRYDOCK_HOME: join(home.path, 'data') };
  await promisify(execFile)(process.execPath, ['--import', recorder, bin, ...args], { env });
  return readFileSync(file, 'utf8').trim().split('\n');
}

describe('pure commands', () => {
  it.each([
    [['--help']],
    [['lint', 'data/sample']],
    [['form', 'data/sample']],
    [['plan', 'data/sample']],
    [['project', 'show', 'data/sample']],
    [['world', 'show']],
    [['completion', 'bash']],
  ])('%j load neither the engine, the server nor a face', async (args) => {
    expect((await loads(args)).filter((url) => HEAVY.test(url))).toEqual([]);
  });

  it('--version loads nothing but itself', async () => {
    const own = (await loads(['--version'])).filter((url) => url.startsWith('file:'));
    expect(own.map((url) => url.slice(url.lastIndexOf('/') + 1))).toEqual(['drydock.js']);
  });
});
