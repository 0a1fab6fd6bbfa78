import { describe, expect, it } from 'vitest';
import {
  consoleOrigin,
  EXTERNAL_HOSTS,
  externalDecision,
  mayNavigate,
  mayRequest,
  mayUse,
  WINDOW_CSP,
  windowOptions,
  withPolicy,
} from '../../src/main/policy/index.ts';

const origin = 'http://127.0.0.1:5180';

describe('E-1 every window is isolated, sandboxed and without Node', () => {
  it('makes windows that give a page nothing of Node or Electron', () => {
    const { webPreferences } = windowOptions();
    expect(webPreferences).toMatchObject({
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
    });
    expect(webPreferences).not.toHaveProperty('preload');
    expect(webPreferences).not.toHaveProperty('enableBlinkFeatures');
  });

  it('puts a policy without inline script or style on every answer, whatever the answer said', () => {
    expect(WINDOW_CSP).not.toContain('unsafe');
    expect(WINDOW_CSP).toContain("default-src 'none'");
    const headers = withPolicy({
      'Content-Security-Policy': ["script-src * 'unsafe-inline'"],
      'X-Kept': ['1'],
    });
    expect(headers).toEqual({ 'X-Kept': ['1'], 'content-security-policy': [WINDOW_CSP] });
    expect(withPolicy(undefined)).toEqual({ 'content-security-policy': [WINDOW_CSP] });
  });

  it('gives no permission but copying a line, and that to the console only', () => {
    expect(mayUse(origin, 'clipboard-sanitized-write', `${origin}/`)).toBe(true);
    expect(mayUse(origin, 'clipboard-sanitized-write', 'https://example.com/')).toBe(false);
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'hid',
      'usb',
      'fileSystem',
    ]) {
      expect(mayUse(origin, permission, `${origin}/`), permission).toBe(false);
    }
  });
});

describe('E-3 nothing leads the window away from the console', () => {
  it.each([
    'https://example.com/',
    'http://example.com:5180/',
    'http://127.0.0.1:5181/',
    'https://127.0.0.1:5180/',
    'http://127.0.0.1:5180@example.com/',
    'http://localhost:5180/',
    'file:///etc/passwd',
    'drydock://../..',
    'about:blank',
    'data:text/html,<script>1</script>',
    'javascript:alert(1)',
    'blob:https://example.com/1',
    '',
    'not an address',
  ])('refuses %s', (address) => {
    expect(mayNavigate(origin, address)).toBe(false);
    expect(mayRequest(origin, address)).toBe(false);
  });

  it('lets the console move within itself', () => {
    expect(mayNavigate(origin, `${origin}/#/projects`)).toBe(true);
    expect(mayRequest(origin, `${origin}/assets/index.js`)).toBe(true);
  });

  it('takes only an address of this machine for the console', () => {
    expect(consoleOrigin('http://127.0.0.1:5180/?token=abc')).toBe(origin);
    expect(consoleOrigin('http://[::1]:5180/')).toBe('http://[::1]:5180');
    for (const address of [
      'http://127.0.0.1/',
      'https://127.0.0.1:5180/',
      'http://127.0.0.1.example.com:5180/',
      'http://user:secret@127.0.0.1:5180/',
      'http://10.0.0.1:5180/',
      'file:///tmp/index.html',
    ]) {
      expect(consoleOrigin(address), address).toBeUndefined();
    }
  });
});

describe('E-7 the browser is opened for listed https addresses only, and only after a question', () => {
  it('asks for a listed host', () => {
    for (const host of EXTERNAL_HOSTS) expect(externalDecision(`https://${host}/document`)).toBe('ask');
  });

  it.each([
    'http://cloud.tencent.com/',
    'https://cloud.tencent.com.example.com/',
    'https://cloud.tencent.com:8443/',
    'https://user@cloud.tencent.com/',
    'https://example.com/',
    'file:///etc/passwd',
    'smb://cloud.tencent.com/share',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'vscode://file/etc/passwd',
    `https://cloud.tencent.com/${'a'.repeat(3000)}`,
    'nonsense',
  ])('refuses %s', (address) => {
    expect(externalDecision(address)).toBe('refuse');
  });
});
