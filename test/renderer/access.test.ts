import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { openScene, openStage, type Scene, type Stage } from './browser.ts';

/** Where pictures go when somebody wants to look (DRYDOCK_PICTURES). */
const pictures = process.env.DRYDOCK_PICTURES;

describeTool('chromium', 'the access place of the registry', () => {
  let stage: Stage;
  let scene: Scene;
  beforeAll(async () => {
    stage = await openStage();
    if (pictures) mkdirSync(pictures, { recursive: true });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    scene = await openScene(stage);
    await scene.visit('registry', '~access');
  });
  afterEach(async () => {
    expect(scene.engine.violations).toEqual([]);
    await scene.close();
  });
  const called = (id: string) =>
    scene.engine.state.calls.filter((call) => call.id === id).map((call) => call.input);
  const picture = async (name: string): Promise<void> => {
    if (pictures) await scene.page.screenshot({ path: `${pictures}/${name}.png` });
  };

  it('switches at once, one thing at a time', async () => {
    const { page } = scene;
    await page.getByText('Whoever reaches the port may use the registry.').waitFor();
    await picture('access');
    await page.getByRole('switch', { name: 'Ask for a login' }).click();
    await page.getByText('Every request needs an account').waitFor();
    await page.getByRole('switch', { name: 'Deleting' }).click();
    await expect.poll(() => called('access.policy')).toEqual([{ auth: 'on' }, { delete: 'off' }]);
  });

  it('rules are saved as a whole', async () => {
    const { page } = scene;
    const rules = page.getByRole('combobox', { name: 'Immutable tags' });
    await rules.fill('release-*');
    await rules.press('Enter');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => called('access.policy')).toEqual([{ immutable: ['shop/**:v*', 'release-*'] }]);
    await expect.poll(() => page.getByRole('button', { name: 'Save' }).count()).toBe(0);
  });

  it('grants are changed in place; commas belong to them', async () => {
    const { page } = scene;
    const grants = page.getByRole('combobox', { name: 'Grants cluster' });
    await grants.fill('shop/*=pull,push');
    await grants.press('Enter');
    await page.locator('.account', { has: grants }).getByRole('button', { name: 'Set grants' }).click();
    await expect
      .poll(() => called('access.grant'))
      .toEqual([{ name: 'cluster', grant: ['**=pull', 'shop/*=pull,push'] }]);
  });

  it('a new account’s secret is shown once, and gone when closed', async () => {
    const { page } = scene;
    await page.getByRole('button', { name: 'Add account' }).first().click();
    await page.locator('[data-field="name"]').fill('robot');
    await picture('access-add');
    await page.locator('form.input-form button[type="submit"]').click();
    await page.getByText('Secret of robot').waitFor();
    await page.getByText('tPq3-made-up-secret-of-32-letters').waitFor();
    await picture('access-secret');
    expect(called('access.add')).toEqual([{ name: 'robot', grant: [] }]);
    await page.locator('.secret-card').getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.getByText('tPq3-made-up-secret').count()).toBe(0);
  });

  it('removing asks first and names the account', async () => {
    const { page } = scene;
    await page.locator('.account', { hasText: 'ci' }).getByRole('button', { name: 'Remove account' }).click();
    await page.getByRole('dialog').getByText('ci', { exact: true }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove account' }).click();
    await expect.poll(() => called('access.remove')).toEqual([{ name: 'ci' }]);
    await expect.poll(() => page.locator('.account').count()).toBe(1);
  });

  it('says so when a login is asked for and nobody has an account', async () => {
    const { state } = scene.engine;
    state.access.accounts = [];
    state.access.policy = { ...state.access.policy, auth: true };
    state.changed('registry');
    await scene.page.getByRole('alert').getByText('nobody can use the registry').waitFor();
  });
});
