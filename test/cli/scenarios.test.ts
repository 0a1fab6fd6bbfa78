import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../src/core/install/index.ts';
import { drydock } from '../helpers/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-cli-scenarios-'));
const home = join(folder, 'home');
const project = join(folder, 'hello');
const run = (...args: string[]) => drydock(args, { home });

beforeAll(async () => {
  expect((await run('project', 'sample', project)).status).toBe(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('scenarios on the command line', () => {
  it('runs those of the installation FAQ and ends with 0', async () => {
    const { status, stdout } = await run('test', project, '--filter', 'faq-');
    expect(stdout).toMatch(/(\d+) of \1 scenarios passed/);
    expect(stdout).toContain('cure checked');
    expect(status).toBe(0);
  });

  it('prints TAP, JUnit and JSON, and nothing else', async () => {
    const tap = await run('test', project, '--filter', 'faq-4', '--format', 'tap');
    expect(tap.stdout).toMatch(/^TAP version 14\n1\.\.\d+\nok 1 - /);
    const junit = await run('test', project, '--filter', 'faq-4', '--format', 'junit');
    expect(junit.stdout).toMatch(/^<\?xml .*<\/testsuites>\n$/s);
    const json = await run('test', project, '--filter', 'faq-4', '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject([{ status: 'passed' }, { status: 'passed' }]);
  });

  it('ends with 1 when one fails, with 2 when one cannot be run or there is none', async () => {
    const own = join(project, 'scenarios/own');
    mkdirSync(own);
    writeFileSync(join(own, 'wrong.yaml'), 'name: mine\nexpect:\n  outcome: failed\n');
    const failed = await run('test', project, '--filter', 'mine');
    expect(failed.stdout).toContain('own/wrong.yaml:3: expect.outcome: expected failed, came success');
    expect(failed.status).toBe(1);
    writeFileSync(join(own, 'wrong.yaml'), 'nme: mine\n');
    const broken = await run('test', project, '--filter', 'own/');
    expect(broken.stdout).toMatch(/own\/wrong\.yaml:1:\d+/);
    expect(broken.status).toBe(2);
    rmSync(own, { recursive: true });
    const none = await run('test', project, '--filter', 'no such scenario');
    expect(none.output).toContain('SCENARIO_NONE');
    expect(none.status).toBe(2);
  });

  it('plays one, with its findings and the smallest change', async () => {
    const file = join(project, 'scenarios/faq-2-post-install.yaml');
    const { status, stdout } = await run('simulate', project, '--scenario', file);
    expect(stdout).toContain('SIM_HOOK_TIMEOUT');
    expect(stdout).toContain('Smallest change: Let the job end');
    expect(status).toBe(1);
  });

  it('lists scenarios and faults, and completes faults', async () => {
    expect((await run('scenario', 'list', project)).stdout).toContain('scenarios/sold-out.yaml');
    const faults = await run('fault', 'list');
    for (const kind of FAULT_KINDS) expect(faults.stdout).toContain(kind);
    expect((await run('completion', 'bash')).stdout).toMatch(/--fault\) words="[^"]*license-inactive/);
  });

  it('answers what may be called, and by which line', async () => {
    const allowed = await run('permissions', project, '--call', 'cloudapp:VerifyLicense');
    expect(allowed.stdout).toMatch(/package\.yaml:\d+:\d+: allow cloudapp:VerifyLicense/);
    expect(allowed.status).toBe(0);
    expect((await run('permissions', project, '--call', 'cvm:RunInstances')).status).toBe(1);
    expect((await run('permissions', project, '--call', 'a:B', '--condition', 'nothing')).status).toBe(2);
  });
});
