import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { bin } from './cli.ts';

export interface Terminal {
  /** The screen as text. */
  screen(): string;
  /** Keys as tmux names them: `q`, `Enter`, `C-c`. */
  press(...keys: string[]): Promise<void>;
  waitFor(pattern: RegExp): Promise<void>;
}

const PATIENCE_MS = 20_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The terminal console of a data directory in a real terminal of 80×24, made by tmux; ends with the test. */
export async function openTerminal(home: string): Promise<Terminal> {
  const name = `drydock-${randomBytes(4).toString('hex')}`;
  const tmux = (...args: string[]): string =>
    execFileSync('tmux', ['-L', name, ...args], { encoding: 'utf8' });
  const command = `'${process.execPath}' '${bin}' tui --home '${home}' --lang en`;
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '24', command);
  onTestFinished(() => {
    try {
      tmux('kill-server');
    } catch {
      // The console was quit, and its terminal with it.
    }
  });
  const screen = (): string => tmux('capture-pane', '-p');
  return {
    screen,
    async press(...keys) {
      for (const key of keys) {
        tmux('send-keys', key);
        await pause(50);
      }
    },
    async waitFor(pattern) {
      const until = Date.now() + PATIENCE_MS;
      while (!pattern.test(screen())) {
        if (Date.now() > until) throw new Error(`never saw ${pattern} on:\n${screen()}`);
        await pause(100);
      }
    },
  };
}
