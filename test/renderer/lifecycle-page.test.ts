import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { HELLO, openScene, openStage, type Scene, type Stage } from './browser.ts';

const ID = 'cloudapp-2gwvcfb1';

describeTool('chromium', 'instances that live on, in the console page', () => {
  let stage: Stage;
  let scene: Scene;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    scene = await openScene(stage);
  });
  afterEach(async () => {
    expect(scene.problems).toEqual([]);
    await scene.close();
  });

  const shot = async (name: string): Promise<void> => {
    const dir = process.env.DRYDOCK_SHOTS;
    if (dir) await scene.page.screenshot({ path: `${dir}/${name}.png` });
  };

  it('shows what would change, the worst first, with the loss, the line and the refusal', async () => {
    await scene.visit('instances', ID, 'changes');
    const { page } = scene;
    await page.getByText('Upgrade to the package as it is now').click();
    await page.getByRole('heading', { name: /Loses data/ }).waitFor();
    await page.getByText('everything in the cluster').first().waitFor();
    await page.getByText('forces replacement').waitFor();
    await page.getByText('0 to create, 0 to update, 1 to replace, 0 to delete').waitFor();
    await page.getByText('infrastructure/deployment.tf:16').first().waitFor();
    await page.getByText('Kubernetes refuses to change: spec.selector').waitFor();
    await page.getByText('1 of 2 resources priced').first().waitFor();
    await shot('changes');
    expect(await page.locator('[data-cli]').textContent()).toBe(`drydock instance preview ${ID}`);
  });

  it('says before an uninstall what would be left behind', async () => {
    await scene.visit('instances', ID, 'changes');
    const { page } = scene;
    await page.locator('label').filter({ hasText: 'Uninstall' }).click();
    await page.getByText('PersistentVolumeClaim/default/data-db-0').waitFor();
    await expect
      .poll(() => page.locator('[data-cli]').textContent())
      .toBe(`drydock instance preview ${ID} --operation uninstall`);
  });

  it('shows what a retry would do of what failed', async () => {
    await scene.visit('instances', 'cloudapp-0d4f6h8j', 'changes');
    await scene.page
      .getByText('Retry', { exact: true })
      .and(scene.page.locator('label *, label'))
      .first()
      .waitFor();
    await expect
      .poll(() => scene.page.locator('[data-cli]').textContent())
      .toBe('drydock instance preview cloudapp-0d4f6h8j --operation retry');
  });

  it('keeps the history', async () => {
    await scene.visit('instances', ID, 'history');
    const { page } = scene;
    await page.getByText('3 · upgrade').waitFor();
    await page.getByText('SIM_IMMUTABLE_FIELD').waitFor();
    await page.getByText('1 · install').waitFor();
    await shot('history');
  });

  it('shows cost with day, trust and coverage, of an instance and of a project', async () => {
    for (const path of [
      ['instances', ID, 'cost'],
      ['projects', HELLO, 'cost'],
    ]) {
      await scene.visit(...path);
      await scene.page.getByText('1 of 2 resources priced').waitFor();
      await scene.page.getByText('no price known').waitFor();
      await scene.page.getByText('2026-10-31').first().waitFor();
      await scene.page.getByText('tencentcloud.yaml').waitFor();
    }
    await shot('cost');
  });

  it('says which price book is in use', async () => {
    await scene.visit('world', 'prices');
    await scene.page.getByText('/opt/drydock/data/prices/tencentcloud.yaml').waitFor();
    await scene.page.getByText('0.0400 USD/hour').waitFor();
    await shot('prices');
  });

  it('changes and removes the line of the price book that is selected', async () => {
    const { page, engine } = scene;
    const called = (id: string) =>
      engine.state.calls.filter((call) => call.id === id).map((call) => call.input);
    await scene.visit('world', 'prices');
    await page.getByRole('row', { name: /SA2.MEDIUM4/ }).click();
    await page.getByText('a recorded answer').first().waitFor();
    await page.locator('[data-edit="1"]').click();
    const panel = page.getByRole('complementary', { name: 'Set price' });
    await panel.locator('[data-field="amount"]').fill('0.05');
    await panel.getByRole('button', { name: 'Set price' }).click();
    await expect
      .poll(() => called('cost.price.set'))
      .toMatchObject([
        { amount: 0.05, line: 1, where: ['instance_type=SA2.MEDIUM4'], source: 'a recorded answer' },
      ]);
    await page.locator('.grid-under [data-action="cost.price.remove"]').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove price' }).click();
    await expect.poll(() => called('cost.price.remove')).toEqual([{ line: 1 }]);
  });

  it('removes a rehearsal from the list after asking', async () => {
    const { page, engine } = scene;
    await scene.visit('rehearsals', 'rh-7');
    await page.locator('.detail-head [data-action="rehearsal.remove"]').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove rehearsal' }).click();
    await expect
      .poll(() =>
        engine.state.calls.filter((call) => call.id === 'rehearsal.remove').map((call) => call.input),
      )
      .toEqual([{ id: 'rh-7' }]);
  });
});
