import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, type MenuItemConstructorOptions, session } from 'electron';
import { type ConsoleAddress, cliRunner, EngineFailure, openConsole } from './engine.ts';
import { guardContents, guardSession } from './guard.ts';
import { windowOptions } from './policy/index.ts';

/** The project's folder: the first above this file that has a launcher. */
function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'bin', 'drydock.js'))) folder = dirname(folder);
  return folder;
}

const homeAt = process.argv.indexOf('--home');
const home = homeAt < 0 ? undefined : process.argv[homeAt + 1];
// npm tells which Node.js runs it; started in another way, the one on PATH is taken.
const run = cliRunner(projectRoot(), process.env.npm_node_execpath ?? 'node', home);

let address: ConsoleAddress | undefined;
let window: BrowserWindow | undefined;
const origin = (): string => address?.origin ?? 'http://127.0.0.1:0';

/** Shows the console in the one window, with a fresh one-time address. */
async function show(): Promise<void> {
  try {
    address = await openConsole(run);
    window ??= createWindow();
    await window.loadURL(address.url);
    window.show();
  } catch (error) {
    const words = error instanceof EngineFailure || error instanceof Error ? error.message : String(error);
    dialog.showErrorBox('Drydock', words);
    if (!window?.isVisible()) app.quit();
  }
}

function createWindow(): BrowserWindow {
  const created = new BrowserWindow(windowOptions());
  guardContents(created.webContents, created, origin);
  created.on('closed', () => {
    window = undefined;
  });
  created.webContents.on('render-process-gone', () => void show());
  return created;
}

const menu: MenuItemConstructorOptions[] = [
  ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
  { role: 'editMenu' },
  {
    label: 'View',
    submenu: [
      // A reload asks the engine for a new session first: the old one ends with the engine.
      { label: 'Reload', accelerator: 'CmdOrCtrl+R', click: () => void show() },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  },
  { role: 'windowMenu' },
];

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => {
    if (!window) void show();
  });
  // Not awaited here: Electron is ready only once this module has been evaluated.
  void app.whenReady().then(() => {
    guardSession(session.defaultSession, origin);
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
    return show();
  });
} else app.quit();
