import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pc from 'picocolors';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findAction } from '../../src/actions/index.ts';
import { runAction } from '../../src/cli/run.ts';

function terminal() {
  const home = mkdtempSync(join(tmpdir(), 'dd-confirm-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const { signal } = new AbortController();
  /** Runs an action as at a terminal; the question is answered with `yes`. */
  return async (id: string, input: object, yes?: boolean) => {
    const out = new PassThrough();
    const color = pc.createColors(false);
    const io = { out, err: out, lang: 'en' as const, json: false, tty: false, width: 100, color };
    let asked = 0;
    const agree = async (): Promise<boolean> => {
      asked += 1;
      return yes === true;
    };
    const action = findAction(id);
    if (!action) throw new Error(id);
    const status = await runAction(action, input, {
      home,
      io,
      signal,
      ...(yes === undefined ? {} : { agree }),
    });
    return { status, asked, text: String(out.read() ?? '') };
  };
}

describe('taking away at a terminal', () => {
  it('shows what goes, asks, and does exactly that', async () => {
    const run = terminal();
    await run('project.sample', { dir: join(tmpdir(), `dd-confirm-sample-${process.pid}`) });
    onTestFinished(() =>
      rmSync(join(tmpdir(), `dd-confirm-sample-${process.pid}`), { recursive: true, force: true }),
    );
    const image = { reference: 'hello-drydock/web' };
    const no = await run('registry.rm', image, false);
    expect([no.status, no.asked]).toEqual([130, 1]);
    expect(no.text).toMatch(/^Would remove: hello-drydock\/web/);
    const yes = await run('registry.rm', image, true);
    expect([yes.status, yes.asked]).toEqual([0, 1]);
    expect(yes.text).toContain('Removed: hello-drydock/web');
    const gone = await run('registry.rm', image, true);
    expect([gone.status, gone.asked]).toEqual([1, 0]);
    expect(gone.text).toContain('REGISTRY_REPOSITORY_UNKNOWN');
    const stale = await run('registry.rm', { reference: 'hello-drydock/api', preview: '0123456789abcdef' });
    expect(stale.status).toBe(1);
  }, 60_000);

  it('does not ask where there is nothing to take', async () => {
    const run = terminal();
    const done = await run('registry.gc', {}, true);
    expect(done).toMatchObject({ status: 0, asked: 0 });
    expect(done.text).toContain('Nothing to collect.');
  }, 30_000);
});
