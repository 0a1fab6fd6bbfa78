import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CliResult,
  cliRunner,
  consoleAddress,
  EngineFailure,
  openConsole,
} from '../../src/main/engine.ts';

const status = (url: unknown): string =>
  JSON.stringify({ running: true, console: url === null ? null : { url } });
const ok = (stdout: string): CliResult => ({ status: 0, stdout, stderr: '' });

describe('attaching the window to the engine', () => {
  it('starts or finds the engine, then takes a fresh address', async () => {
    const asked: string[] = [];
    const address = await openConsole(async (words) => {
      asked.push(words.join(' '));
      return ok(status(`http://127.0.0.1:5180/?token=${asked.length}`));
    });
    expect(asked).toEqual(['up --json', 'status --json']);
    expect(address).toEqual({ url: 'http://127.0.0.1:5180/?token=2', origin: 'http://127.0.0.1:5180' });
  });

  it('says what the command line said when the engine does not come up', async () => {
    const failing = openConsole(async () => ({
      status: 3,
      stdout: '',
      stderr: 'PORT_TAKEN  Port 5180 is in use.\n',
    }));
    await expect(failing).rejects.toThrow(new EngineFailure('PORT_TAKEN  Port 5180 is in use.'));
  });

  it.each([
    ['no JSON', 'Engine runs'],
    ['no console', status(null)],
    ['another machine', status('http://10.1.2.3:5180/')],
    ['a file', status('file:///etc/passwd')],
    ['no address at all', status(7)],
  ])('refuses %s', (_name, json) => {
    expect(() => consoleAddress(json)).toThrow(EngineFailure);
  });
});

describe('running the command line as a program of its own', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'drydock-main-'));
    mkdirSync(join(root, 'bin'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('passes words and home, and gives output and status back', async () => {
    const script = join(root, 'bin', 'drydock.js');
    writeFileSync(
      script,
      'process.stdout.write(JSON.stringify(process.argv.slice(2))); process.stderr.write("said"); process.exit(3);',
    );
    chmodSync(script, 0o755);
    const run = cliRunner(root, process.execPath, '/data/with space');
    expect(await run(['up', '--json'])).toEqual({
      status: 3,
      stdout: '["up","--json","--home","/data/with space"]',
      stderr: 'said',
    });
  });

  it('fails when there is no Node.js to run it', async () => {
    await expect(cliRunner(root, join(root, 'no-node'), undefined)(['up'])).rejects.toThrow();
  });
});
