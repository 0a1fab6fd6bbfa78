import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** Bundles the test entry beside the project's packages, so that it finds them. Returns the file and its removal. */
export async function bundleEntry(): Promise<{ readonly file: string; remove(): void }> {
  const dir = mkdtempSync(join(root, 'node_modules/.tui-test-'));
  const bundle = await rolldown({
    cwd: root,
    input: 'test/tui/entry.ts',
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    logLevel: 'silent',
  });
  await bundle.write({ dir, format: 'esm', entryFileNames: 'entry.js' });
  await bundle.close();
  return { file: join(dir, 'entry.js'), remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A real terminal with a shell in it, held by a tmux server of its own. */
export class Terminal {
  readonly #dir = mkdtempSync(join(tmpdir(), 'drydock-tmux-'));
  readonly #socket = join(this.#dir, 'socket');

  async open(columns: number, rows: number, env: Readonly<Record<string, string>> = {}): Promise<void> {
    const size = ['-x', String(columns), '-y', String(rows)];
    await run('tmux', ['-S', this.#socket, '-f', '/dev/null', '-u', 'new-session', '-d', ...size, 'sh'], {
      env: {
        ...process.env,
        PS1: '$ ',
        TMUX_TMPDIR: this.#dir,
        LC_ALL: 'C.UTF-8',
        TERM: 'xterm-256color',
        ...env,
      },
    });
    await this.#tmux('set', '-g', 'status', 'off');
    await this.#tmux('set', '-s', 'escape-time', '0');
    await this.until((text) => /[$#]/.test(text));
  }

  async #tmux(...args: readonly string[]): Promise<string> {
    return (await run('tmux', ['-S', this.#socket, ...args])).stdout;
  }

  /** Types text as it is. */
  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', text);
  }

  /** Presses keys by tmux's names: `Enter`, `Escape`, `Tab`, `C-c`, `Down`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#tmux('send-keys', key);
  }

  /** A shell command of its own line. */
  async command(line: string): Promise<void> {
    await this.type(line);
    await this.press('Enter');
  }

  /** What is on the screen; with `ansi` the colours, too. */
  async screen(ansi = false): Promise<string> {
    return this.#tmux('capture-pane', '-p', ...(ansi ? ['-e'] : []));
  }

  /** The screen as soon as it shows what is wanted. */
  async until(wanted: (text: string) => boolean, patience = 8000): Promise<string> {
    const end = Date.now() + patience;
    for (;;) {
      const text = await this.screen();
      if (wanted(text)) return text;
      if (Date.now() > end) throw new Error(`not seen in time; the screen shows:\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  /** State of the terminal itself: on the alternate screen, cursor shown. */
  async modes(): Promise<{ readonly alternate: boolean; readonly cursor: boolean }> {
    const [alternate, cursor] = (await this.#tmux('display', '-p', '#{alternate_on} #{cursor_flag}'))
      .trim()
      .split(' ');
    return { alternate: alternate === '1', cursor: cursor === '1' };
  }

  /** Sends a signal to the program of that file which runs in this terminal, by its process id. */
  async kill(signal: string, file: string): Promise<void> {
    const shell = (await this.#tmux('display', '-p', '#{pane_pid}')).trim();
    const { stdout } = await run('ps', ['-o', 'pid=,args=', '--ppid', shell]);
    const line = stdout.split('\n').find((each) => each.includes(file));
    if (!line) throw new Error(`no process of ${file} below ${shell}:\n${stdout}`);
    process.kill(Number.parseInt(line, 10), `SIG${signal}`);
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  async close(): Promise<void> {
    await this.#tmux('kill-server').catch(() => undefined);
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
