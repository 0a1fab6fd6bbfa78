/**
 * Makes docs/images/tui-rehearsal.png: opens the built console in tmux on a fresh data directory, rehearses the sample,
 * captures the pane with its colours, lays it out as a page and photographs that with Chromium.
 * Needs tmux and Chromium: node scripts/tui-picture.ts [chromium]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Terminal } from '../test/tui/terminal.ts';

const COLUMNS = 110;
const ROWS = 32;
const CELL = { width: 8.43, height: 16.3 };
const root = resolve(import.meta.dirname, '..');
const chromium = process.argv[2] ?? 'chromium';

const colors: Readonly<Record<string, string>> = {
  '31': '#f47067',
  '32': '#6bc46d',
  '33': '#daaa3f',
  '36': '#39c5cf',
};

const markup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text with SGR sequences as spans. */
function toHtml(captured: string): string {
  let on = new Set<string>();
  return captured
    .split(/(\x1b\[[0-9;]*m)/)
    .map((part) => {
      const codes = /^\x1b\[([0-9;]*)m$/.exec(part)?.[1];
      if (codes === undefined)
        return part === '' ? '' : `<span style="${styleOf(on)}">${markup(part)}</span>`;
      on = applied(on, codes.split(';'));
      return '';
    })
    .join('');
}

function applied(on: ReadonlySet<string>, codes: readonly string[]): Set<string> {
  const next = new Set(on);
  for (const code of codes) {
    if (code === '' || code === '0') next.clear();
    else if (code === '39') for (const each of Object.keys(colors)) next.delete(each);
    else if (code === '22') for (const each of ['1', '2']) next.delete(each);
    else if (code === '27') next.delete('7');
    else next.add(code);
  }
  return next;
}

function styleOf(on: ReadonlySet<string>): string {
  const color = [...on].map((code) => colors[code]).findLast((each) => each !== undefined) ?? '#d5dbe3';
  const look = on.has('7') ? `background:${color};color:#12161c` : `color:${color}`;
  return `${look}${on.has('1') ? ';font-weight:bold' : ''}${on.has('2') ? ';opacity:.62' : ''}`;
}

async function capture(home: string, sample: string): Promise<string> {
  const terminal = new Terminal();
  try {
    await terminal.open(COLUMNS, ROWS);
    const line = `${process.execPath} ${join(root, 'bin/drydock.js')} tui --lang en --home ${home}`;
    await terminal.command(`clear; ${line}`);
    await terminal.until((text) => text.includes('Connected'), 20_000);
    await terminal.type('n');
    await terminal.until((text) => text.includes('dir*'));
    await terminal.type(sample);
    await terminal.press('Enter');
    await terminal.until((text) => text.includes('Sample project written'), 20_000);
    await rehearse(terminal, ['Down', 'Down', 'Down', 'Down', 'Down', 'Down'], 'sold-out');
    await terminal.until((text) => text.includes('Failed'), 30_000);
    await terminal.press('1');
    await rehearse(terminal, ['Down', 'Down', 'Down', 'Down', 'Down'], '45');
    await terminal.until((text) => text.includes('◐ cloudapp_helm_app'), 30_000);
    await new Promise((done) => setTimeout(done, 250));
    const picture = await terminal.screen(true);
    await terminal.press('q');
    return picture;
  } finally {
    await terminal.close();
  }
}

/** Starts a rehearsal with one field of its prompt filled. */
async function rehearse(terminal: Terminal, way: readonly string[], text: string): Promise<void> {
  await terminal.type('r');
  await terminal.until((screen) => screen.includes('speed'));
  await terminal.press(...way);
  await terminal.type(text);
  await terminal.press('Enter');
}

const work = mkdtempSync(join(tmpdir(), 'drydock-picture-'));
try {
  const picture = await capture(join(work, 'home'), join(work, 'hello-drydock'));
  const page = join(work, 'page.html');
  const font = `font:14px/${CELL.height}px 'DejaVu Sans Mono',monospace`;
  writeFileSync(
    page,
    `<meta charset="utf-8"><body style="margin:0;background:#12161c"><pre style="margin:14px 16px;${font}">${toHtml(picture.replace(/\n+$/, ''))}</pre>`,
  );
  const image = join(root, 'docs/images/tui-rehearsal.png');
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  const size = `${Math.ceil(COLUMNS * CELL.width) + 32},${Math.ceil(ROWS * CELL.height) + 28}`;
  execFileSync(
    chromium,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      `--window-size=${size}`,
      '--force-device-scale-factor=2',
      `--screenshot=${image}`,
      `file://${page}`,
    ],
    { stdio: 'ignore' },
  );
  process.stdout.write(`${image}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
