import { afterEach, describe, expect, it } from 'vitest';
import { script } from '../renderer/fake/rehearsal.ts';
import { PaperConsole, pause } from './harness.ts';

let paper: PaperConsole;
afterEach(() => paper.close());

/** Bytes that were written while something happened. */
async function bytesOf(work: () => Promise<void>): Promise<number> {
  const before = paper.raw.length;
  await work();
  return paper.raw.length - before;
}

/** Waits until all that was to be drawn is drawn: nothing is written for a while. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 30; tries++)
    if ((await bytesOf(() => pause(250))) === 0 && paper.raw !== '') return;
  throw new Error('the console never comes to rest');
}

describe('the console over a slow line', () => {
  it('writes little when a cursor moves, nothing when nothing changes', async () => {
    paper = new PaperConsole({ wire: true });
    await settled();
    await paper.press('f');
    await settled();
    expect(await bytesOf(() => pause(300))).toBe(0);
    const moved = await bytesOf(async () => {
      await paper.press('j');
      await pause(150);
    });
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThan(1500);
  });

  it('draws a storm of events as few pictures', async () => {
    paper = new PaperConsole({ wire: true });
    await settled();
    await paper.press('2');
    await settled();
    let pictures = 0;
    paper.app.watch.store.subscribe(() => {
      pictures += 1;
    });
    const written = await bytesOf(async () => {
      paper.state.add(
        'rh-storm',
        '/work/packages/hello-cluster',
        script('rh-storm', '/work/packages/hello-cluster'),
        500,
      );
      await pause(1000);
    });
    expect(pictures).toBeGreaterThan(0);
    expect(pictures).toBeLessThan(25);
    // 20 pictures a second at most, each of what changed: 38400 baud carries 4 kB a second, and catches up soon.
    expect(written).toBeLessThan(24_000);
  });

  it('never clears the whole screen between pictures', async () => {
    paper = new PaperConsole({ wire: true });
    await settled();
    const start = paper.raw.length;
    await paper.press('2', 'tab', 'right', '3', '?', 'esc', ':', '=reg', 'esc');
    await pause(200);
    expect(paper.raw.slice(start)).not.toMatch(/\x1b\[[23]?J/);
  });
});
