import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PaperConsole } from './harness.ts';

describe('matrix and watch in the terminal console', () => {
  let paper: PaperConsole;
  beforeEach(async () => {
    paper = new PaperConsole({ width: 110, height: 44 });
    await paper.until('Connected');
  });
  afterEach(() => paper.close());

  it('runs a matrix and draws its heat map with letters', async () => {
    await paper.press('x');
    await paper.until('Sizes and faults', 'size × fault');
    await paper.press('enter');
    await paper.until('4/4 cells, 2 threads', 'not as expected 1');
    expect(paper.screen).toMatch(/small\s+S {2}E/);
    expect(paper.screen).toMatch(/large\s+S {2}F/);
    expect(paper.screen).toContain('SIM_STOCK_SOLD_OUT  S5.LARGE8 is sold out');
    expect(paper.screen).toContain('infrastructure/cvm.tf:7');
  });

  it('plays a cell live', async () => {
    await paper.press('x');
    await paper.until('Sizes and faults');
    await paper.press('enter');
    await paper.until('4/4 cells');
    await paper.press('down', 'enter');
    const started = () => paper.state.calls.find((call) => call.id === 'rehearsal.start');
    await expect.poll(started).toBeDefined();
    expect(started()?.input).toMatchObject({
      scenario: expect.stringMatching(/sizes\.matrix\.yaml#size=large,fault=sold-out$/),
    });
  });

  it('watches a project with w until the same key ends it', async () => {
    await paper.press('w');
    await paper.until('The install would succeed', '31 ms  lint: 0 errors');
    await paper.until('The install would fail', 'new SIM_STOCK_SOLD_OUT');
    await paper.press('w');
    await paper.until('No longer watched.');
    expect(paper.screen).not.toContain('The install would fail');
  });
});
