import { expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { HELLO, onFreshPages, type Scene } from './browser.ts';

describeTool('chromium', 'cures on the page', () => {
  let scene: Scene;
  onFreshPages('violations', (fresh) => {
    scene = fresh;
  });
  const called = (id: string) =>
    scene.engine.state.calls.filter((call) => call.id === id).map((call) => call.input);

  it('shows beside the failure what would change, asks, and writes exactly that', async () => {
    const { page } = scene;
    await scene.visit('rehearsals', 'rh-6');
    await page
      .getByRole('region', { name: 'Why it failed' })
      .getByRole('button', { name: 'Apply cure' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('before: the install fails with SIM_STOCK_SOLD_OUT').waitFor();
    await dialog.getByText('after: the install succeeds').waitFor();
    await dialog.getByText('+type = "S5.LARGE8"').waitFor();
    expect(called('rehearsal.cure')).toEqual([{ id: 'rh-6', dryRun: true }]);
    await dialog.getByRole('button', { name: 'Apply cure' }).click();
    await expect
      .poll(() => called('rehearsal.cure').at(-1))
      .toEqual({ id: 'rh-6', preview: 'bbbbbbbbbbbbbbbb' });
    await page.getByText('Wrote .cloudapp/infrastructure/cluster.tf').waitFor();
  });

  it('keeps everything when it is not agreed to', async () => {
    const { page } = scene;
    await scene.visit('rehearsals', 'rh-6');
    await page.getByRole('button', { name: 'Apply cure' }).click();
    await page.getByRole('dialog').getByText('+type = "S5.LARGE8"').waitFor();
    await page.getByRole('button', { name: 'Keep everything' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(called('rehearsal.cure')).toHaveLength(1);
  });

  it('asks a project for the conditions first', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO);
    await page.locator('[data-action="project.cure"]').click();
    await page.locator('[data-field="scenario"]').fill('/w/scenarios/quota.yaml');
    await page.getByRole('button', { name: 'Apply cure' }).last().click();
    await page.getByRole('dialog').getByText('+type = "S5.LARGE8"').waitFor();
    expect(called('project.cure').at(-1)).toMatchObject({
      dir: HELLO,
      scenario: '/w/scenarios/quota.yaml',
      dryRun: true,
    });
  });
});
