import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { openPage } from '../helpers/browser.ts';
import { bin, drydock, drydockJson, engineUp } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { describeTool, tool } from '../helpers/tools.ts';

const home = freshHome();
const run = promisify(execFile);

interface Event {
  readonly type: string;
  readonly kind: string;
  readonly what: string;
  readonly repository: string;
  readonly reference: string;
  readonly client: string;
  readonly bytes: number;
}

/** `registry watch --json` as a script would read it. */
function watching(): { readonly events: Event[]; end: () => Promise<number | null> } {
  const env = { ...process.env, DRYDOCK_HOME: home.path, LC_ALL: 'C' };
  const child = spawn(process.execPath, [bin, 'registry', 'watch', '--json'], { env, stdio: 'pipe' });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const events: Event[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) events.push(JSON.parse(line) as Event);
  });
  return {
    events,
    end: () => {
      child.kill('SIGINT');
      return closed;
    },
  };
}

/** The result of a command that streams: its last line. */
async function streamed<T>(args: readonly string[]): Promise<T> {
  const { stdout } = await drydock([...args, '--json'], { home: home.path });
  return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { result: T }).result;
}

const hasFaces = tool('chromium') !== undefined && tool('tmux') !== undefined;

describeTool('skopeo', 'a push while people watch', () => {
  it.skipIf(!hasFaces)(
    'is seen live on the command line, in the window and in the terminal console',
    async () => {
      const engine = await engineUp(home.path);
      onTestFinished(engine.down);
      await drydock(['project', 'sample', join(home.path, 'hello')], { home: home.path });
      const folder = mkdtempSync(join(tmpdir(), 'drydock-live-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const skopeo = (...args: string[]) =>
        run('skopeo', ['--insecure-policy', ...args], { env: { ...process.env, XDG_RUNTIME_DIR: folder } });
      const layout = `oci:${join(folder, 'layout')}:web`;
      const sample = `docker://${engine.registry}/hello-drydock/web:1.0`;
      await skopeo('copy', '--all', '--src-tls-verify=false', sample, layout);

      const watch = watching();
      const page = await openPage(engine.console);
      await page.goto(`${new URL(engine.console).origin}/#/registry/~live`);
      await page.getByText('Nothing moves').waitFor({ timeout: 15_000 });
      const terminal = await openTerminal(home.path);
      await terminal.waitFor(/Projects/);
      await terminal.press('5');
      await terminal.waitFor(/hello-drydock/);
      await terminal.press(']');
      await terminal.waitFor(/Nothing moves/);

      const target = `docker://${engine.registry}/shop/pushed:7.7`;
      await expect
        .poll(
          async () => {
            await skopeo('copy', '--all', '--dest-tls-verify=false', layout, target);
            return watch.events.some((event) => event.type === 'finished' && event.reference === '7.7');
          },
          { timeout: 30_000, interval: 500 },
        )
        .toBe(true);

      const pushed = watch.events.filter((event) => event.kind === 'push' && event.type === 'finished');
      expect(new Set(pushed.map((event) => event.repository))).toEqual(new Set(['shop/pushed']));
      expect(pushed.some((event) => event.what === 'blob' && event.bytes > 0)).toBe(true);
      expect(pushed.every((event) => event.client.startsWith('skopeo/'))).toBe(true);
      await page.getByText('shop/pushed').first().waitFor();
      await page
        .getByText(/skopeo\//)
        .first()
        .waitFor();
      await terminal.waitFor(/shop\/pushed/);

      await skopeo(
        'copy',
        '--src-tls-verify=false',
        '--override-os=linux',
        target,
        `dir:${join(folder, 'out')}`,
      );
      await expect.poll(() => watch.events.some((event) => event.kind === 'pull')).toBe(true);
      await page.getByText('Pull', { exact: false }).first().waitFor();
      expect(await watch.end()).toBe(130);
      await terminal.press('q');
    },
    90_000,
  );

  it('removes with a preview that is kept to, collects, shows the receipt, undoes, and remembers the space', async () => {
    const engine = await engineUp(home.path);
    onTestFinished(engine.down);
    await drydock(['project', 'sample', join(home.path, 'hello')], { home: home.path });
    const at = { home: home.path };
    const preview = await drydockJson<{ removed: string[]; reclaimable: number }>(
      ['registry', 'rm', 'hello-drydock/web', '--dry-run'],
      at,
    );
    const done = await drydockJson<{ removed: string[]; reclaimable: number }>(
      ['registry', 'rm', 'hello-drydock/web'],
      at,
    );
    expect(done).toEqual({ ...preview, dryRun: false });
    const plan = await streamed<{ items: unknown[]; bytes: number; reasons: { count: number }[] }>([
      'registry',
      'gc',
      '--dry-run',
    ]);
    expect(plan.items.length).toBeGreaterThan(0);
    expect(plan.reasons.reduce((sum, each) => sum + each.count, 0)).toBe(plan.items.length);
    const collected = await streamed<{ items: unknown[]; receipt: string }>(['registry', 'gc']);
    expect(collected.items).toEqual(plan.items);
    const [receipt] = await drydockJson<{ receipt: string; undoable: boolean; bytes: number }[]>(
      ['registry', 'receipts'],
      at,
    );
    expect(receipt).toMatchObject({ receipt: collected.receipt, undoable: true, bytes: plan.bytes });
    const detail = await drydockJson<{ items: unknown[]; more: number }>(
      ['registry', 'receipt', collected.receipt],
      at,
    );
    expect(detail.items.length + detail.more).toBe(plan.items.length);
    await drydock(['registry', 'undo', collected.receipt], at);
    const [undone] = await drydockJson<{ undoable: boolean; undoneAt?: string }[]>(
      ['registry', 'receipts'],
      at,
    );
    expect(undone).toMatchObject({ undoable: false });
    expect(undone?.undoneAt).toBeDefined();
    const { history } = await drydockJson<{ history: { bytes: number }[] }>(
      ['registry', 'usage', '--history'],
      at,
    );
    expect(history.length).toBeGreaterThan(0);
    const drawn = await drydock(['registry', 'usage', '--history'], at);
    expect(drawn.stdout).toMatch(/[▁▂▃▄▅▆▇█]{5}/);
    const unknown = await drydock(['registry', 'receipt', '999'], at);
    expect(unknown.status).toBe(1);
    expect(unknown.output).toContain('REGISTRY_UNDO_UNKNOWN');
  }, 60_000);
});
