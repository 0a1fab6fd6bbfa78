import type { BrowserWindow, Session, WebContents } from 'electron';
import { dialog, shell } from 'electron';
import { externalDecision, mayNavigate, mayRequest, mayUse, withPolicy } from './policy/index.ts';

/** Holds a session to the console's origin: what may be loaded, under which policy, with which permissions. */
export function guardSession(session: Session, origin: () => string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUse(origin(), permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requester) =>
    mayUse(origin(), permission, `${requester}/`),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(origin(), details.url) }),
  );
  session.webRequest.onHeadersReceived((details, answer) =>
    answer({ responseHeaders: withPolicy(details.responseHeaders) }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

/** Holds a window's contents to the console: no other page, no further window, no embedded page. */
export function guardContents(contents: WebContents, window: BrowserWindow, origin: () => string): void {
  const stay = (event: { preventDefault(): void }, address: string): void => {
    if (mayNavigate(origin(), address)) return;
    event.preventDefault();
    void leave(window, address);
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void leave(window, url);
    return { action: 'deny' };
  });
}

/** Opens an address outside, when it is on the list and the person says so. */
async function leave(window: BrowserWindow, address: string): Promise<void> {
  if (externalDecision(address) === 'refuse') return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this address in your browser?',
    detail: address,
    buttons: ['Stay here', 'Open'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) await shell.openExternal(address);
}
