import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pc from 'picocolors';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CureView, findAction } from '../../src/actions/index.ts';
import { openEngine } from '../../src/cli/access.ts';
import { runAction } from '../../src/cli/run.ts';

const sample = join(import.meta.dirname, '../../data/sample');

/** A copy of the sample project, and the command line on it. */
function desk() {
  const folder = mkdtempSync(join(tmpdir(), 'dd-cure-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dir = join(folder, 'hello');
  cpSync(sample, dir, { recursive: true });
  const run = async (
    input: object,
    { id = 'project.cure', json = false, signal = new AbortController().signal } = {},
  ) => {
    const out = new PassThrough();
    const color = pc.createColors(false);
    const io = { out, err: out, lang: 'en' as const, json, tty: false, width: 100, color };
    const action = findAction(id);
    if (!action) throw new Error(id);
    const parsed = action.input.parse({ ...(id === 'project.cure' ? { dir } : {}), ...input });
    const status = await runAction(action, parsed, { home: join(folder, 'home'), io, signal });
    return { status, text: String(out.read() ?? '') };
  };
  /** The result alone. */
  const view = async (input: object): Promise<CureView> => {
    const lines = (await run(input, { json: true })).text.trim().split('\n');
    return (JSON.parse(lines.at(-1) ?? '') as { result: CureView }).result;
  };
  const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
  const write = (file: string, content: string): void => writeFileSync(join(dir, file), content);
  return { dir, run, view, read, write, folder };
}

const HOOK = '.cloudapp/software/chart/templates/migrate.yaml';

describe('drydock cure', () => {
  it('has nothing to do where the install succeeds', async () => {
    const { run } = desk();
    const { status, text } = await run({});
    expect([status, text]).toEqual([0, 'The install succeeds as it is; there is nothing to cure.\n']);
  });

  it('says that a fault had nothing to strike', async () => {
    const { text } = await desk().run({ fault: ['permission-missing'] });
    expect(text).toContain('! The fault permission-missing had nothing to strike.');
    expect(text).toContain('there is nothing to cure.');
  });

  it('shows the differences, and writes only when it is told to', async () => {
    const { dir, run, read } = desk();
    chmodSync(join(dir, HOOK), 0o644);
    const before = read(HOOK);
    const shown = await run({ fault: ['hook-timeout=migrate@600'] });
    expect(shown.status).toBe(0);
    expect(shown.text).toContain('✗ before: the install fails with SIM_HOOK_TIMEOUT');
    expect(shown.text).toContain('✓ after: the install succeeds');
    expect(shown.text).toContain(`--- a/${HOOK}\n+++ b/${HOOK}\n@@ -4,10 +4,6 @@`);
    expect(shown.text).toContain('-    helm.sh/hook: post-install,post-upgrade');
    expect(shown.text).toContain('Nothing was written; --write does.');
    expect(read(HOOK)).toBe(before);
    const written = await run({ fault: ['hook-timeout=migrate@600'], write: true });
    expect(written.text).toContain(`Wrote ${HOOK}.`);
    expect(read(HOOK)).not.toContain('helm.sh/hook');
    if (process.platform !== 'win32') expect(statSync(join(dir, HOOK)).mode & 0o777).toBe(0o644);
    expect((await run({ fault: ['hook-timeout=migrate@600'] })).text).toContain('nothing to cure');
  });

  it('takes cure after cure, and keeps the conditions in a scenario of the project', async () => {
    const { dir, run, view, read } = desk();
    const fault = ['quota=clb.instances', 'license-inactive=Isolated'];
    const cured = await view({ fault, write: true });
    expect(cured.steps.map((each) => [each.failure.code, each.next])).toEqual([
      ['SIM_QUOTA_EXCEEDED', 'SIM_LICENSE_INACTIVE'],
      ['SIM_LICENSE_INACTIVE', null],
    ]);
    expect(cured.files.map(({ name, isNew }) => [name, isNew])).toEqual([['scenarios/cured.yaml', true]]);
    expect(cured.written).toBe(true);
    expect(read('scenarios/cured.yaml')).toContain(
      'faults: [quota=clb.instances@100, license-inactive=Isolated]',
    );
    const played = await run({ dir, filter: 'cured' }, { id: 'test' });
    expect([played.status, played.text]).toEqual([0, expect.stringContaining('1 of 1 scenarios passed')]);
  });

  it('amends the scenario that says what fails, and the scenario then passes', async () => {
    const { dir, run, view, read } = desk();
    const scenario = join(dir, 'scenarios/certificate-mismatch.yaml');
    const cured = await view({ scenario, write: true });
    expect(cured.files.map((each) => each.kind)).toEqual(['scenario']);
    const now = read('scenarios/certificate-mismatch.yaml');
    expect(now).toContain('faults: [certificate-mismatch=cWwwEx01]');
    expect(now).toContain('outcome: success');
    expect(now).toContain('      certificate_ssl_mode = "UNIDIRECTIONAL"\n');
    const judged = await run({ dir, filter: 'certificate-mismatch' }, { id: 'test' });
    expect([judged.status, judged.text]).toEqual([0, expect.stringContaining('1 of 1 scenarios passed')]);
  });

  it('changes what a scenario puts into a file there, and the rest in the package', async () => {
    const { dir, view, read, write } = desk();
    const before = read(HOOK);
    write(
      'scenarios/two.yaml',
      `patch:
  - file: software/chart/templates/migrate.yaml
    find: '          args: ["migrate"]'
    replace: '          command: ["sh", "-c", "migrate && tail -f /dev/null"]'
faults: [permission-missing=cvm:RebootInstances]
`,
    );
    const cured = await view({ scenario: join(dir, 'scenarios/two.yaml'), write: true });
    expect(cured.status).toBe('cured');
    expect(cured.files.map((each) => each.name).sort()).toEqual([
      '.cloudapp/package.yaml',
      'scenarios/two.yaml',
    ]);
    expect(read(HOOK)).toBe(before);
    expect(read('scenarios/two.yaml')).toContain('"migrate"]');
    expect(read('.cloudapp/package.yaml')).toContain('cvm:RebootInstances');
  });

  it('puts facts of the account into the world file that was given', async () => {
    const { dir, view, read, write } = desk();
    write(
      'world.yaml',
      '# ours\nextends: default\nquotas:\n  clb.instances: {limit: 3, used: 3} # all taken\n',
    );
    const world = { name: join(dir, 'world.yaml'), text: read('world.yaml') };
    const cured = await view({ world, write: true });
    expect(cured.steps.map((each) => each.failure.code)).toEqual(['SIM_QUOTA_EXCEEDED']);
    expect(cured.files.map((each) => [each.kind, each.name])).toEqual([['world', 'world.yaml']]);
    expect(read('world.yaml')).toBe(
      '# ours\nextends: default\nquotas:\n  clb.instances: {limit: 4, used: 3} # all taken\n',
    );
  });

  it('ends with 1 and writes nothing where a failure has no cure', async () => {
    const { run, read, write } = desk();
    write(HOOK, read(HOOK).replace('args: ["migrate"]', 'command: ["sh", "-c", "exit 3"]'));
    const before = read(HOOK);
    const { status, text } = await run({ write: true, fault: ['quota=clb.instances'] });
    expect(status).toBe(1);
    expect(text).toContain('Not cured: SIM_JOB_FAILED has no cure');
    expect(text).toContain('Nothing was written.');
    expect(read(HOOK)).toBe(before);
  });

  it('writes what was shown, or nothing', async () => {
    const { run, view, read, write } = desk();
    const fault = ['hook-timeout=migrate@600'];
    const { preview } = await view({ fault, dryRun: true, write: true });
    expect(read(HOOK)).toContain('helm.sh/hook');
    write(HOOK, `${read(HOOK)}# edited meanwhile\n`);
    const stale = await run({ fault, preview });
    expect(stale.status).toBe(1);
    expect(stale.text).toContain('CURE_STALE');
    expect(read(HOOK)).toContain('helm.sh/hook');
    const again = await view({ fault, dryRun: true });
    expect((await run({ fault, preview: again.preview })).status).toBe(0);
    expect(read(HOOK)).toMatch(/^((?!helm\.sh\/hook)[\s\S])*# edited meanwhile\n$/);
  });

  it('retries after an outage without touching a file', async () => {
    const { run } = desk();
    const { status, text } = await run({ fault: ['cloud-error=tencentcloud_mysql_instance.db'] });
    expect(status).toBe(0);
    expect(text).toMatch(/drydock instance retry cloudapp-\w{8}/);
    expect(text).toContain('The fault cloud-error=tencentcloud_mysql_instance.db is over.');
    expect(text).toContain('No file has to change.');
  });

  it('can be cancelled', async () => {
    const { run } = desk();
    const control = new AbortController();
    control.abort();
    expect((await run({ fault: ['quota'] }, { signal: control.signal })).status).toBe(130);
  });

  it('cures a rehearsal that failed under the conditions that it had', async () => {
    const { dir, folder, read } = desk();
    const access = await openEngine(join(folder, 'home'), 'en');
    onTestFinished(() => access.close());
    const call = <R>(id: string, input: object): Promise<R> => {
      const action = findAction(id);
      if (!action) throw new Error(id);
      const context = { signal: new AbortController().signal, onEvent: () => undefined };
      return access.call(action, action.input.parse(input), context) as Promise<R>;
    };
    const fault = ['hook-timeout=migrate@600'];
    const { id } = await call<{ id: string }>('rehearsal.start', { dir, fault });
    await call('rehearsal.watch', { id });
    const shown = await call<CureView>('rehearsal.cure', { id, dryRun: true });
    expect([shown.status, shown.written]).toEqual(['cured', false]);
    expect(read(HOOK)).toContain('helm.sh/hook');
    const written = await call<CureView>('rehearsal.cure', { id, preview: shown.preview });
    expect(written.written).toBe(true);
    expect(read(HOOK)).not.toContain('helm.sh/hook');
  });

  it('knows the conditions only of rehearsals that this engine ran', async () => {
    const { run } = desk();
    const { status, text } = await run({ id: 'rh-none' }, { id: 'rehearsal.cure' });
    expect([status, text]).toEqual([1, expect.stringContaining('REHEARSAL_UNKNOWN')]);
  });
});
