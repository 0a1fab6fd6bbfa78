import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { bundleEntry, Terminal } from './terminal.ts';

describeTool('tmux', 'the console in a real terminal', () => {
  let entry: Awaited<ReturnType<typeof bundleEntry>>;
  let terminal: Terminal;
  const start = `${process.execPath} ENTRY; echo "status $?"`;

  beforeAll(async () => {
    entry = await bundleEntry();
  });
  afterAll(() => entry.remove());
  beforeEach(() => {
    terminal = new Terminal();
  });
  afterEach(() => terminal.close());

  /** A shell that has printed something and its terminal's settings, then the console. */
  async function open(env: Readonly<Record<string, string>> = {}, columns = 80, rows = 24): Promise<string> {
    await terminal.open(columns, rows, env);
    await terminal.command('clear; echo before; stty -a > "$TMUX_TMPDIR/stty-before"');
    await terminal.until((text) => text.includes('before'));
    const before = await terminal.screen();
    await terminal.command(start.replace('ENTRY', entry.file));
    await terminal.until((text) => text.includes('Connected') || text.includes('已连接'));
    return before;
  }

  /** What was on the screen is there again, the cursor shows, the terminal's settings are as before. */
  async function expectRestored(status: number, said = ''): Promise<void> {
    const text = await terminal.until((screen) => screen.includes(`status ${status}`));
    expect(text).toContain('before');
    expect(text).not.toContain('Rehearsals');
    if (said !== '') expect(text).toContain(said);
    expect(await terminal.modes()).toEqual({ alternate: false, cursor: true });
    await terminal.command('stty -a | diff "$TMUX_TMPDIR/stty-before" - && echo "same $((40 + 2))"');
    await terminal.until((screen) => screen.includes('same 42'));
    // Keys are echoed again, Ctrl-C works again, pasting is plain again.
    await terminal.command('echo typed');
    await terminal.until((screen) => /\ntyped/.test(screen));
  }

  it('goes through screens, help and palette at 80×24', async () => {
    await open();
    expect(await terminal.modes()).toEqual({ alternate: true, cursor: false });
    const first = await terminal.screen();
    expect(first.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(24);
    expect(first).toContain('1 Projects 2 Rehearsals 3 Instances 4 Licences 5 Registry 6 World 7 Engine');
    for (const [key, shown] of [
      ['2', 'Why it failed'],
      ['3', 'admin_password'],
      ['4', 'Subscription'],
      ['5', 'hello/web'],
      ['6', 'Machine types'],
      ['7', 'Data directory'],
      ['1', 'hello-cluster'],
    ] as const) {
      await terminal.press(key);
      await terminal.until((text) => text.includes(shown));
    }
    await terminal.type('?');
    await terminal.until((text) => text.includes('Keyboard') && text.includes('$ drydock form DIR'));
    await terminal.press('Escape');
    await terminal.until((text) => !text.includes('Keyboard'));
    await terminal.press('C-p');
    await terminal.until((text) => text.includes('All actions'));
    await terminal.type('garb');
    await terminal.until((text) => text.includes('▌Collect garbage'));
    await terminal.press('Enter');
    await terminal.until((text) => text.includes('▌purge'));
    await terminal.press('Enter');
    await terminal.until((text) => text.includes('Delete everything that nothing needs?'));
    await terminal.press('Escape');
    await terminal.press('q');
    await expectRestored(0);
  });

  it('shows a rehearsal of another face live', async () => {
    await open({ TUI_LIVE: '25' });
    await terminal.press('2');
    const early = await terminal.until(
      (text) => /◐ Running/.test(text) && /[1-9]\d? of 12 resources/.test(text),
    );
    const count = Number(/(\d+) of 12/.exec(early)?.[1]);
    await terminal.until((text) => Number(/(\d+) of 12/.exec(text)?.[1]) > count);
    await terminal.until(
      (text) => text.includes('✓ Succeeded') && text.includes('12 of 12 resources'),
      15_000,
    );
    await terminal.press('q');
    await expectRestored(0);
  });

  it('follows the size of the window, down to a sentence and back', async () => {
    await open();
    await terminal.resize(120, 40);
    await terminal.until((text) => text.includes('Drydock  ›  Projects'));
    await terminal.resize(50, 12);
    await terminal.until((text) => text.includes('50×12') && text.includes('60×16'));
    await terminal.resize(80, 24);
    const text = await terminal.until(
      (screen) => screen.includes('7 Engine') && screen.includes('Outside connections 0'),
    );
    expect(text.split('\n')[1]).toMatch(/^┏━ Projects 4 ━+┓┌─ hello-cluster ─+┐$/);
    await terminal.press('q');
    await expectRestored(0);
  });

  it('leaves the terminal as it was after Ctrl-C', async () => {
    await open();
    await terminal.press('C-c');
    await expectRestored(130);
  });

  it('leaves the terminal as it was after SIGTERM', async () => {
    await open();
    await terminal.kill('TERM', entry.file);
    await expectRestored(130);
  });

  it.each([
    ['an error in a timer', 'timer'],
    ['an error while drawing', 'render'],
  ])('leaves the terminal as it was after %s, and says so in one line', async (_name, crash) => {
    await open({ TUI_CRASH: crash });
    await terminal.kill('USR2', entry.file);
    await expectRestored(3, 'INTERNAL  The console broke: injected');
    const text = await terminal.screen();
    expect(text).not.toMatch(/\bat .*(\.js|\.ts):\d+/);
  });

  it('speaks Chinese with wide characters in their columns', async () => {
    await open({ TUI_LANG: 'zh-CN' });
    const text = await terminal.until((screen) => screen.includes('安装表单') && screen.includes('已连接'));
    expect(text).toContain('1 项目 2 演练 3 实例 4 许可证 5 镜像仓库 6 世界 7 引擎');
    const [, edge] = text.split('\n');
    expect(edge).toMatch(/^┏━ 项目 4 ━+┓┌─ hello-cluster ─+┐$/);
  });

  it('writes no colours where NO_COLOR is set', async () => {
    await open({ NO_COLOR: '1' });
    expect(await terminal.screen(true)).not.toMatch(/\x1b\[[0-9;]*\b(?:3[0-7]|9[0-7])m/);
    await terminal.press('q');
    await expectRestored(0);
  });
});

describe('the console without a terminal', () => {
  it('says that it needs one and ends with 2', async () => {
    const { execFile } = await import('node:child_process');
    const entry = await bundleEntry();
    try {
      const result = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
        execFile(process.execPath, [entry.file], (error, _stdout, stderr) =>
          resolve({ code: (error as { code?: unknown } | null)?.code, stderr }),
        );
      });
      expect(result.code).toBe(2);
      expect(result.stderr).toContain('needs a terminal');
    } finally {
      entry.remove();
    }
  });
});
