import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DrydockError } from '../../core/errors/index.ts';
import { type Lang, text } from '../../core/text.ts';
import { productRoot } from '../product.ts';
import type { NativeCommand } from './native.ts';

const about = text('open the console in its desktop window (Electron)', '在桌面窗口(Electron)中打开控制台');

/** The desktop window, where Electron is installed; its binary is fetched by its own package on the first run. */
export const desktopCommand = (lang: Lang): NativeCommand => ({
  name: 'desktop',
  declare: (command) => command.description(about[lang]),
  async run(_args, _options, { home }) {
    const cli = join(productRoot(), 'node_modules', 'electron', 'cli.js');
    if (!existsSync(cli))
      throw new DrydockError('DESKTOP_MISSING', { detail: 'the package electron is not installed' });
    const env = { ...process.env, DRYDOCK_HOME: home };
    const child = spawn(process.execPath, [cli, join(productRoot(), 'dist', 'main.js')], {
      stdio: ['ignore', 'inherit', 'pipe'],
      env,
    });
    // Electron's own words go to nobody but the error: they are stack traces when its binary is missing.
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString('utf8')).slice(-KEPT);
    });
    const status = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
    if (status !== 0)
      throw new DrydockError('DESKTOP_MISSING', {
        detail: reason(words) ?? `Electron ended with status ${status}`,
      });
    return 0;
  },
});

const KEPT = 64 * 1024;

/** The line that names the error in what Electron printed. */
const reason = (words: string): string | undefined => /^\w*Error: (.+)$/m.exec(words)?.[1];
