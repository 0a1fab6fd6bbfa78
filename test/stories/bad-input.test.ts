import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bin, type CliResult, drydock, drydockJson, engineUp } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';

const home = freshHome();
const sample = resolve('data/sample');

/** A copy of the sample package with some files written over. */
function packageWith(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = join(home.path, 'package');
  cpSync(sample, dir, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(dir, '.cloudapp', path, '..'), { recursive: true });
    writeFileSync(join(dir, '.cloudapp', path), content);
  }
  return dir;
}

/** What every refusal has: its code, a remedy, the right status, and nothing of our insides. */
function expectRefusal(result: CliResult, code: string, status: number): void {
  expect(result.output).toContain(code);
  expect(result.status).toBe(status);
  expect(result.output).not.toMatch(/\n\s+at .+:\d+:\d+/);
}

describe('a package that is not right', () => {
  it('a folder without package.yaml', async () => {
    mkdirSync(join(home.path, 'empty'));
    const result = await drydock(['lint', join(home.path, 'empty')]);
    expectRefusal(result, 'PKG_NOT_FOUND', 1);
    expect(result.stderr).toContain('What to do:');
  });

  it('a package.yaml of 50 MB', async () => {
    const dir = packageWith({ 'package.yaml': Buffer.alloc(50 * 1024 * 1024, 'a: b\n') });
    expectRefusal(await drydock(['lint', dir]), 'PKG_TOO_LARGE', 1);
  });

  it('an alias bomb', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, at) => `l${at + 1}: &l${at + 1} [*l${at}, *l${at}, *l${at}, *l${at}]`,
    );
    const dir = packageWith({ 'package.yaml': ['id: pkg-aaaaaaaa', 'l0: &l0 [x]', ...levels].join('\n') });
    expectRefusal(await drydock(['lint', dir]), 'PKG101', 1);
  });

  it('a cyclic reference', async () => {
    const dir = packageWith({
      'infrastructure/cycle.tf': `
        resource "tencentcloud_vpc" "a" { name = tencentcloud_vpc.b.id }
        resource "tencentcloud_vpc" "b" { name = tencentcloud_vpc.a.id }`,
    });
    const linted = await drydock(['lint', dir]);
    expect(linted.status).toBe(1);
    expect(linted.stdout).toMatch(/infrastructure\/cycle\.tf:\d+:\d+ {2}error {2}TF/);
    const result = await drydock(['simulate', dir], { home: join(home.path, 'data') });
    expect(result.status).toBe(1);
    expect(result.output).toMatch(/cycl/i);
  });

  it('a .tf of random bytes: its errors are told and the rest is still checked', async () => {
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919 + 13) % 256));
    const dir = packageWith({
      'infrastructure/noise.tf': noise,
      'package.yaml': 'id: pkg-drydock1\nargs: []\n',
    });
    const result = await drydock(['lint', dir]);
    expect(result.status).toBe(1);
    expect(result.stdout).toContain('infrastructure/noise.tf:1:');
    expect(result.stdout).toMatch(/variable\.tf:\d+:\d+/);
  });

  it('a chart path that leaves the folder', async () => {
    const tf = readFileSync(join(sample, '.cloudapp/infrastructure/deployment.tf'), 'utf8');
    const dir = packageWith({
      'infrastructure/deployment.tf': tf.replace('../software/chart', '../../../../etc'),
    });
    const linted = await drydock(['lint', dir]);
    expectRefusal(linted, 'CHT102', 1);
    const result = await drydock(['simulate', dir], { home: join(home.path, 'data') });
    expect(result.status).toBe(1);
    expect(result.output).toMatch(/SIM_\w+/);
  });
});

describe('an environment that is not right', () => {
  it('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    const result = await drydock(['start', '--once', '--registry-port', String(port)], { home: home.path });
    expectRefusal(result, 'ENGINE_PORT_TAKEN', 3);
    expect(result.stderr).toContain(`--registry-port`);
  });

  it('a data directory that cannot be written', async () => {
    writeFileSync(join(home.path, 'file'), 'mine');
    const result = await drydock(['instance', 'list'], { home: join(home.path, 'file', 'data') });
    expectRefusal(result, 'STORE_READ_ONLY', 3);
    expect(readFileSync(join(home.path, 'file'), 'utf8')).toBe('mine');
  });

  it.skipIf(process.platform !== 'linux')(
    'a data directory where no folder can be made, without hanging',
    async () => {
      const result = await drydock(['instance', 'list'], { home: '/proc/drydock/data' });
      expectRefusal(result, 'STORE_READ_ONLY', 3);
    },
  );

  const canMount = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0;
  const inMount = (options: string, command: readonly string[]): CliResult => {
    const mount = `mount -t tmpfs -o ${options} tmpfs "$0" && exec "$@"`;
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      ['-rm', 'sh', '-c', mount, home.path, ...command],
      {
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C', LC_ALL: 'C' },
      },
    );
    return { status, stdout, stderr, output: stdout + stderr };
  };

  it.skipIf(!canMount)('a data directory on a read-only disk', () => {
    const result = inMount('ro', [process.execPath, bin, 'instance', 'list', '--home', home.path]);
    expectRefusal(result, 'STORE_READ_ONLY', 3);
  });

  it.skipIf(!canMount)('a full disk', () => {
    const result = inMount('size=64k', [
      process.execPath,
      bin,
      'start',
      '--once',
      '--speed',
      'instant',
      '--home',
      home.path,
    ]);
    expectRefusal(result, 'STORE_FULL', 3);
  });

  it('a data directory of a newer Drydock', async () => {
    await drydock(['instance', 'list'], { home: home.path });
    const db = new BetterSqlite(join(home.path, 'drydock.db'));
    db.exec("INSERT INTO migrations VALUES (9999, 'future', '2030-01-01')");
    db.close();
    const before = readFileSync(join(home.path, 'drydock.db'));
    expectRefusal(await drydock(['instance', 'list'], { home: home.path }), 'STORE_NEWER', 3);
    expect(readFileSync(join(home.path, 'drydock.db')).equals(before)).toBe(true);
  });

  it('a second engine', async () => {
    const engine = await engineUp(home.path);
    onTestFinished(engine.down);
    expectRefusal(await drydock(['engine'], { home: home.path }), 'ENGINE_RUNNING', 3);
    expect(await drydockJson(['status'], { home: home.path })).toMatchObject({ running: true });
  });

  it('several commands that start an engine at once share the first', async () => {
    const up = () =>
      drydock(['up', '--registry-port', '0', '--console-port', '0', '--json'], { home: home.path });
    try {
      const results = await Promise.all([up(), up(), up()]);
      expect(results.map((each) => [each.status, each.stderr])).toEqual(Array(3).fill([0, '']));
      expect(new Set(results.map((each) => JSON.parse(each.stdout).pid)).size).toBe(1);
    } finally {
      // Not in onTestFinished: the data directory, and with it the way to the engine, is gone by then.
      await drydock(['down'], { home: home.path });
    }
  });

  it('a killed engine: the next command works and what was confirmed is there', async () => {
    const engine = await engineUp(home.path);
    await drydock(['project', 'sample', join(home.path, 'hello')], { home: home.path });
    const { pid } = await drydockJson<{ pid: number }>(['status'], { home: home.path });
    process.kill(pid, 'SIGKILL');
    const projects = await drydockJson<{ dir: string }[]>(['project', 'list'], { home: home.path });
    expect(projects.map((each) => each.dir)).toEqual([join(home.path, 'hello')]);
    const repositories = await drydockJson<{ name: string }[]>(['registry', 'ls'], { home: home.path });
    expect(repositories.map((each) => each.name)).toEqual(['hello-drydock/web', 'hello-drydock/worker']);
    await engine.down();
  });

  it('an engine killed while a command waits for it', async () => {
    const engine = await engineUp(home.path);
    onTestFinished(engine.down);
    const { pid } = await drydockJson<{ pid: number }>(['status'], { home: home.path });
    const watching = drydock(['watch'], { home: home.path });
    await new Promise((resolve) => setTimeout(resolve, 500));
    process.kill(pid, 'SIGKILL');
    expectRefusal(await watching, 'ENGINE_LOST', 3);
  });
});

describe('a command line that is not right', () => {
  it.each([
    [['nonsense'], 'USAGE'],
    [['lint', '--dialect', 'klingon', '.'], 'USAGE'],
    [['registry', 'tags'], 'USAGE'],
    [['simulate', sample, '--speed', 'fast'], 'INPUT_INVALID'],
    [['simulate', sample, '--fault', 'meteor'], 'SIM_FAULT_UNKNOWN'],
    [['simulate', sample, '--answers', '/nowhere.yaml'], 'FILE_UNREADABLE'],
    [['completion', 'tcsh'], 'USAGE'],
  ])('%j', async (args, code) => {
    expectRefusal(await drydock(args, { home: home.path }), code, 2);
  });

  it('points to the help of the command that was meant', async () => {
    expect((await drydock(['frobnicate'])).stderr).toContain('`drydock --help`');
    expect((await drydock(['lint', '.', 'surplus'])).stderr).toContain('`drydock lint --help`');
    expect((await drydock(['registry', 'gc', '--nope'])).stderr).toContain('`drydock registry gc --help`');
  });

  it('ends quietly when the reader of its help goes away', async () => {
    const child = spawn(process.execPath, [bin, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const [status] = await once(child, 'close');
    expect(Buffer.concat(errors).toString()).toBe('');
    expect(status).toBe(0);
  });

  it('says it in JSON where JSON was asked for', async () => {
    const result = await drydock(['lint', join(home.path, 'nowhere'), '--json']);
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'PKG_FOLDER_MISSING', exit: 2 } });
    expect(result.status).toBe(2);
  });

  it('ends with 130 when it is interrupted', async () => {
    const child = spawn(process.execPath, [bin, 'simulate', sample, '--speed', '1', '--home', home.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [status] = await once(child, 'exit');
    expect(status).toBe(130);
  });
});
