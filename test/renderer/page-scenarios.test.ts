import { expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { HELLO, onFreshPages, type Scene } from './browser.ts';

describeTool('chromium', 'scenarios and permissions on the page', () => {
  let scene: Scene;
  onFreshPages('violations', (fresh) => {
    scene = fresh;
  });
  const called = (id: string) =>
    scene.engine.state.calls.filter((call) => call.id === id).map((call) => call.input);

  it('lists scenarios, runs them all and shows why one failed', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'scenarios');
    await page.getByText('The node type is sold out').waitFor();
    await page.getByRole('button', { name: 'Run scenarios (2)' }).click();
    await page.getByText('1 of 2 passed').waitFor();
    await page.getByRole('row', { name: /The node type is sold out/ }).click();
    await page.getByText('expect.outcome: expected failed, came success').waitFor();
    await page.getByText('scenarios/sold-out.yaml:9').waitFor();
    expect(called('test')).toHaveLength(1);
  });

  it('plays one live', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'scenarios');
    await page.getByRole('row', { name: /The node type is sold out/ }).click();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Rehearse in the background' }).click();
    await expect.poll(() => called('rehearsal.start').length).toBe(1);
    expect(called('rehearsal.start')[0]).toMatchObject({
      scenario: '/home/dev/shop/scenarios/sold-out.yaml',
    });
  });

  it('filters, and runs only what is shown', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'scenarios');
    await page.getByRole('textbox', { name: 'Filter' }).last().fill('S5.LARGE8');
    await page.getByRole('button', { name: 'Run scenarios (1)' }).click();
    await expect.poll(() => called('test').at(-1)).toMatchObject({ filter: 'S5.LARGE8' });
  });

  it('says what the application may call and which line decides', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'permissions');
    await page.getByText('package.yaml:12:13').first().waitFor();
    await page.getByRole('textbox', { name: 'Action' }).fill('cvm:RunInstances');
    await page.getByText('not declared').waitFor();
    await expect.poll(() => called('permissions').at(-1)).toMatchObject({ call: 'cvm:RunInstances' });
  });

  it('offers the catalogue of faults with what each does', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'rehearse');
    await page.getByLabel('Faults').first().click();
    await page.getByText('The subnet has no free address.').waitFor();
  });
});
