import { expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { HELLO, onFreshPages, type Scene } from './browser.ts';

describeTool('chromium', 'matrix and watch on the page', () => {
  let scene: Scene;
  onFreshPages('violations', (fresh) => {
    scene = fresh;
  });
  const called = (id: string) =>
    scene.engine.state.calls.filter((call) => call.id === id).map((call) => call.input);

  it('runs a matrix and fills the heat map by letter, word and colour', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'matrix');
    await page.getByRole('tabpanel').getByRole('button', { name: 'Run matrix' }).click();
    await page.getByText('4 of 4 cells').waitFor();
    const bad = page.getByRole('button', { name: /large, sold-out: not as expected SIM_STOCK_SOLD_OUT/ });
    expect(await bad.locator('b').textContent()).toBe('F');
    expect(
      await page
        .getByRole('button', { name: /small, sold-out: fails as expected/ })
        .locator('b')
        .textContent(),
    ).toBe('E');
    expect(called('matrix')[0]).toMatchObject({ format: 'json' });
  });

  it('is walked with the arrow keys; Enter opens a cell with cause and cure, and it is played', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'matrix');
    await page.getByRole('tabpanel').getByRole('button', { name: 'Run matrix' }).click();
    await page.locator('[data-cell="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('S5.LARGE8 is sold out in ap-guangzhou-6.').waitFor();
    await page.getByText('infrastructure/cvm.tf:7').first().waitFor();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Rehearse in the background' }).click();
    await expect.poll(() => called('rehearsal.start').length).toBe(1);
    expect(called('rehearsal.start')[0]).toMatchObject({
      scenario: expect.stringMatching(/sizes\.matrix\.yaml#size=large,fault=sold-out$/),
    });
  });

  it('watches a project: the verdict, then what an edit broke; switching off ends it', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'overview');
    const strip = page.getByRole('region', { name: 'Watch' });
    await strip.getByRole('switch').click();
    await strip.getByText('The install would succeed').waitFor();
    await strip.getByText('The install would fail').waitFor();
    await strip.getByText('infrastructure/cvm.tf').waitFor();
    await strip.getByText('SIM_STOCK_SOLD_OUT').waitFor();
    await strip.getByRole('button', { name: 'More' }).click();
    await strip.getByText(/51 of 84 rules/).waitFor();
    await strip.getByRole('switch').click();
    await expect.poll(() => strip.getByText('The install would fail').count()).toBe(0);
    expect(called('project.watch')).toHaveLength(1);
  });
});
