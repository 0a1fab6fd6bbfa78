import stringWidth from 'string-width';
import { afterEach, describe, expect, it } from 'vitest';
import { LANGS } from '../../src/core/text.ts';
import { SCREENS } from '../../src/tui/contract.ts';
import { sceneOf } from '../../src/tui/state/app.ts';
import { frame } from '../../src/tui/view/frame.ts';
import { createViewport } from '../../src/tui/view/viewport.ts';
import { PaperConsole } from './harness.ts';
import { lineWidth, textOf } from './lines.ts';

let paper: PaperConsole;
afterEach(() => paper.close());

const sizes = [
  [80, 24],
  [60, 16],
  [100, 30],
  [120, 40],
  [200, 60],
] as const;

describe('the picture of the console', () => {
  it.each(LANGS)(
    '%s: fills the terminal exactly on every screen, in every pane, tab and size',
    async (lang) => {
      paper = new PaperConsole({ lang, width: 100, height: 30 });
      await paper.until('127.0.0.1:5100', 'hello-cluster');
      for (const [at] of SCREENS.entries()) {
        await paper.press(String(at + 1));
        for (const key of ['tab', 'right', 'right', 'right', 'z', ':', 'esc', '?', 'esc', '/', 'esc']) {
          await paper.press(key);
          const scene = sceneOf(paper.app);
          for (const [width, height] of sizes) {
            const lines = frame(scene, { width, height }, createViewport());
            expect(lines).toHaveLength(height);
            for (const line of lines) {
              expect(lineWidth(line), textOf(line)).toBe(width);
              expect(stringWidth(textOf(line))).toBe(width);
            }
          }
        }
      }
    },
  );

  it('says in a sentence that a window is too small, whatever its size', async () => {
    paper = new PaperConsole();
    await paper.until('Connected');
    for (const [width, height] of [
      [59, 24],
      [80, 15],
      [20, 4],
      [1, 1],
    ] as const) {
      const lines = frame(sceneOf(paper.app), { width, height }, createViewport());
      expect(lines).toHaveLength(height);
      for (const line of lines) expect(lineWidth(line)).toBe(width);
      if (width > 30) expect(lines.map(textOf).join(' ')).toContain(`${width}×${height}`);
    }
  });

  it('names states by shape and word, and says connection, addresses and outside connections', async () => {
    paper = new PaperConsole({ width: 120, height: 40 });
    paper.state.outside = 3;
    await paper.until(
      /✓ Connected {2}Registry 127\.0\.0\.1:5100 {2}Console 127\.0\.0\.1:5180 .*Outside connections 3/,
    );
    expect(paper.screen).not.toContain('token');
    await paper.press('2');
    await paper.until('✗ Failed', '✗ clb-demo', '✓ hello-cluster');
    await paper.press('4');
    await paper.until('✓ Active', /✗ cloudapp-\S+ +Expired/);
  });

  it('shows without colours what it shows with them', async () => {
    paper = new PaperConsole({ around: { color: false } });
    await paper.until('Connected', 'hello-cluster');
    await paper.press('2');
    await paper.until('✗ Failed');
    // Bold, dim and inverse remain; no foreground or background colour is written.
    expect(paper.raw).not.toMatch(/\x1b\[(3[0-8]|4[0-8]|9[0-7])m/);
  });

  it('keeps what was read when the connection is lost, and says so', async () => {
    paper = new PaperConsole();
    await paper.until('Connected', 'hello-cluster');
    paper.app.console.store.setState({ connection: 'lost' });
    await paper.until('✗ Engine not reachable', 'hello-cluster');
  });

  it('teaches the first step where nothing is', async () => {
    paper = new PaperConsole();
    await paper.until('hello-cluster');
    paper.state.projects.splice(0);
    paper.state.changed('projects');
    await paper.until('No project yet', 'Press n to create the', 'n Create sample project');
  });
});
