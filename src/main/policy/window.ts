import type { BrowserWindowConstructorOptions } from 'electron';

/**
 * How every window is made (threats E-1). There is no preload: the page speaks to the engine over its own origin, as in
 * a browser, and needs nothing of Electron; what does not exist cannot be called by a page.
 */
export const windowOptions = (): BrowserWindowConstructorOptions => ({
  width: 1360,
  height: 860,
  minWidth: 900,
  minHeight: 560,
  show: false,
  title: 'Drydock',
  backgroundColor: '#0e1217',
  webPreferences: {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  },
});
