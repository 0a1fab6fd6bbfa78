import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { StatusView } from '../../actions/index.ts';
import { findAction } from '../../actions/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { type Lang, text } from '../../core/text.ts';
import { attach } from '../access.ts';
import { say, tr } from '../io.ts';
import type { NativeCommand } from './native.ts';
import { declarePorts, portArguments } from './ports.ts';
import { ensureEngine } from './up.ts';

const words = {
  about: text(
    'open the console in a window of its own, or print its address',
    '在独立窗口中打开控制台,或输出其地址',
  ),
  print: text('only print the address', '只输出地址'),
  opened: text(
    'Opened in {browser}. If no window appears, open this address (good for one use):',
    '已在 {browser} 中打开。若未出现窗口,请访问以下地址(仅可使用一次):',
  ),
  address: text(
    'Open this address in a browser (good for one use):',
    '请在浏览器中打开以下地址(仅可使用一次):',
  ),
};

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** The console as an application window of an installed Chromium, Chrome or Edge; the address is always printed. */
export const guiCommand = (lang: Lang): NativeCommand => ({
  name: 'gui',
  declare: (command) =>
    declarePorts(command.description(words.about[lang]).option('--print', words.print[lang]), lang),
  async run(_args, options, { home, io, signal }) {
    await ensureEngine(home, portArguments(options));
    const running = await attach(home);
    const action = findAction('engine.status');
    if (!running || !action) throw new DrydockError('ENGINE_NOT_RUNNING', { home });
    const status = (await running.access.call(
      action,
      {},
      { signal, onEvent: () => undefined },
    )) as StatusView;
    const url = status.console?.url;
    if (url === undefined) throw new DrydockError('ENGINE_NOT_RUNNING', { home });
    const browser = options.print === true || io.json || !hasDisplay() ? undefined : findBrowser();
    if (browser) spawn(browser, [`--app=${url}`], { detached: true, stdio: 'ignore' }).unref();
    if (io.json) say(io, JSON.stringify({ url }));
    else {
      say(io, browser ? tr(io, words.opened).replace('{browser}', browser) : tr(io, words.address));
      say(io, url);
    }
    return 0;
  },
});

const hasDisplay = (): boolean =>
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = process.platform === 'win32' ? ['chrome.exe', 'msedge.exe'] : BROWSERS;
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
