import { expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { HELLO, onFreshPages, type Scene } from './browser.ts';
import { licenseText } from './fake/instances.ts';
import { longScript, script } from './fake/rehearsal.ts';
import { problem } from './fake/state.ts';

describeTool('chromium', 'the console page at work', () => {
  let scene: Scene;
  onFreshPages('violations', (fresh) => {
    scene = fresh;
  });
  const called = (id: string) =>
    scene.engine.state.calls.filter((call) => call.id === id).map((call) => call.input);

  it('asks the form again with every change: linkage, tips, sold-out choices, validation, hidden fields', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'form');
    const machine = page.getByLabel('Machine type of the nodes').first();
    await page.getByText('Choose a network first.').waitFor();
    expect(await machine.isDisabled()).toBe(true);

    await page.getByLabel('Network').first().click();
    await page.getByRole('option', { name: /ap-shanghai-2/ }).click();
    await expect.poll(() => machine.isDisabled()).toBe(false);
    await machine.click();
    const soldOut = page.getByRole('option', { name: /S5.4XLARGE64.*sold out/ });
    expect(await soldOut.getAttribute('data-combobox-disabled')).toBe('true');
    await page.getByRole('option', { name: /S5.LARGE8/ }).click();

    await page.getByLabel('Database password').first().fill('short');
    await page.getByText('At least 8 characters.').waitFor();
    await page.getByLabel('Database password').first().fill('long-enough-1');
    await expect.poll(() => page.getByText('At least 8 characters.').count()).toBe(0);

    expect(await page.getByLabel('Days that backups are kept').count()).toBe(0);
    await page.getByRole('switch', { name: 'Daily backups' }).click();
    await page.getByLabel('Days that backups are kept').waitFor();

    await page.locator('[data-arg="disk"] select').selectOption('CLOUD_SSD');
    await page.getByText('Every required field has a valid answer.').waitFor();
    expect(await page.locator('.form-side').textContent()).not.toContain('long-enough-1');

    await page.getByRole('button', { name: 'Plan with these answers' }).click();
    await expect.poll(() => called('plan').length).toBe(1);
    expect(called('plan')[0]).toMatchObject({
      dir: HELLO,
      answers: {
        values: {
          network: { region: 'ap-shanghai' },
          machine: { instance_type: 'S5.LARGE8' },
          disk: { disk_type: 'CLOUD_SSD' },
          backups: true,
        },
      },
    });
  });

  it('fills the form with first valid choices', async () => {
    await scene.visit('projects', HELLO, 'form');
    await scene.page.getByRole('button', { name: 'Fill with first valid choices' }).click();
    await scene.page.getByText('Every required field has a valid answer.').waitFor();
    await scene.page.getByRole('button', { name: 'Start over' }).click();
    await scene.page.getByText(/Fields that still need an answer/).waitFor();
  });

  it('draws the plan as a graph, with a list as alternative', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'plan');
    await page.locator('.graph[data-nodes="12"]').waitFor();
    await expect.poll(() => page.locator('.react-flow__edge').count()).toBeGreaterThan(10);
    const left = async (name: string) =>
      (await page.locator(`.react-flow__node[data-id="${name}"]`).boundingBox())?.x ?? 0;
    expect(await left('cloudapp_tke_service.web')).toBeGreaterThan(await left('cloudapp_helm_app.hello'));
    expect(await left('cloudapp_helm_app.hello')).toBeGreaterThan(
      await left('tencentcloud_mysql_instance.main'),
    );
    await page.locator('.react-flow__node[data-id="tencentcloud_mysql_instance.main"]').click();
    const side = page.getByRole('complementary', { name: 'tencentcloud_mysql_instance.main' });
    await side.getByText('infrastructure/database.tf:8').waitFor();
    expect(await side.textContent()).toContain('known after apply');
    await page.getByText('List', { exact: true }).click();
    await page.getByRole('row', { name: /^tencentcloud_redis_instance.cache/ }).waitFor();
  });

  it('shows a rehearsal that was started elsewhere, live, and cancels it', async () => {
    const { page } = scene;
    await scene.visit('rehearsals');
    scene.engine.state.add('rh-99', HELLO, script('rh-99', HELLO), 15);
    await page.getByRole('option', { name: /rh-99/ }).click();
    await page.locator('.detail-head .state', { hasText: 'Running' }).waitFor();
    await page
      .getByRole('row', { name: /Creating/ })
      .first()
      .waitFor();
    await page.getByText(': Creating...').first().waitFor();
    await page.getByRole('button', { name: 'Cancel rehearsal' }).click();
    await page.locator('.detail-head .state', { hasText: 'Cancelled' }).waitFor();
    expect(called('rehearsal.cancel')).toEqual([{ id: 'rh-99' }]);
  });

  it('starts a rehearsal with the chosen set-up and goes to it', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'rehearse');
    await page.getByLabel('Speed').selectOption('600');
    await page.getByRole('checkbox', { name: 'Images must be in the embedded registry' }).click();
    await page.locator('.rehearse-form').getByLabel('Licence').selectOption('Permanent');
    await page.getByRole('combobox', { name: 'Faults' }).fill('sold-out');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.locator('.rehearse-form [data-action="rehearsal.start"]').click();
    await expect.poll(() => page.url()).toContain('#/rehearsals/rh-');
    expect(called('rehearsal.start')[0]).toMatchObject({
      dir: HELLO,
      answers: 'auto',
      speed: '600',
      images: 'require',
      fault: ['sold-out'],
      licenseMode: 'Permanent',
    });
  });

  it('names a failure with its cause chain and its cure', async () => {
    await scene.visit('rehearsals', 'rh-6');
    const failure = scene.page.getByRole('region', { name: 'Why it failed' });
    await failure.waitFor();
    expect(await failure.locator('.causes li').allTextContents()).toEqual([
      expect.stringContaining('infrastructure/cluster.tf:41:22'),
      expect.stringContaining('var.machine.instance_type = "S5.4XLARGE64"'),
      expect.stringContaining('needs stock'),
      expect.stringContaining('ap-guangzhou-3: 0'),
    ]);
    expect(await failure.textContent()).toContain('Choose S5.LARGE8');
  });

  it('stays quick with 1,000 resources and 10,000 log lines', async () => {
    const { page } = scene;
    scene.engine.state.add('rh-long', HELLO, longScript('rh-long', 1000, 10_000), 'all');
    await scene.visit('rehearsals', 'rh-long', 'log');
    await page.locator('.log[data-lines="10000"]').waitFor({ timeout: 15_000 });
    expect(await page.locator('*').count()).toBeLessThan(3000);
    const longest = await page.evaluate(async () => {
      const log = document.querySelector('.log');
      let worst = 0;
      for (let step = 0; step < 40; step += 1) {
        const before = performance.now();
        if (log) log.scrollTop = step * 4000;
        await new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
        worst = Math.max(worst, performance.now() - before);
      }
      return worst;
    });
    expect(longest).toBeLessThan(250);
    expect(await page.getByText('line 9999').count()).toBeLessThanOrEqual(1);
  });

  it('shows what a removal would take before it is confirmed, and takes nothing when it is not', async () => {
    const { page } = scene;
    await scene.visit('registry', 'hello/web', '1.19.0');
    await page.getByRole('button', { name: 'Remove image' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/sha256:2f1e0ddbbd0c/).waitFor();
    expect(await dialog.textContent()).toContain('46.0 MiB');
    await dialog.getByRole('button', { name: 'Keep everything' }).click();
    expect(called('registry.rm')).toEqual([{ reference: 'hello/web:1.19.0', dryRun: true }]);

    await page.getByRole('button', { name: 'Remove image' }).click();
    await dialog.getByText(/sha256:2f1e0ddbbd0c/).waitFor();
    await dialog.getByRole('button', { name: 'Remove image' }).click();
    await page.getByText(/A collection gives back/).waitFor();
    expect(called('registry.rm').at(-1)).toEqual({
      reference: 'hello/web:1.19.0',
      preview: 'aaaaaaaaaaaaaaaa',
    });
    await expect.poll(() => page.getByRole('option', { name: /hello\/web/ }).count()).toBe(0);
  });

  it('previews a collection, runs it with progress, and says what it freed', async () => {
    const { page } = scene;
    await scene.visit('registry', 'hello/web');
    await page.getByText('1.19.0').first().waitFor();
    await page.keyboard.press('g');
    await page.getByRole('heading', { name: 'By reason' }).waitFor();
    await page.getByRole('button', { name: 'Collect garbage' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Would go: 46/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Collect garbage' }).click();
    await page.getByText(/Removed: 46/).waitFor();
    const runs = called('registry.gc').filter((input) => (input as { dryRun?: boolean }).dryRun !== true);
    expect(runs).toEqual([{ preview: 'bbbbbbbbbbbbbbbb' }]);
    expect(called('registry.gc')[0]).toEqual({ dryRun: true });
  });

  it('asks for input beside the page, and shows an error with code, message and remedy', async () => {
    const { page } = scene;
    await scene.visit('projects');
    await page.locator('.list-top [data-action="project.add"]').click();
    const panel = page.getByRole('complementary', { name: 'Add project' });
    await panel.getByLabel('dir').fill('/nowhere');
    expect(await panel.textContent()).toContain('drydock project add /nowhere');
    await page.keyboard.press('Enter');
    const job = page.getByRole('alert');
    await job.getByText('There is no package in /nowhere.').waitFor();
    expect(await job.textContent()).toContain('PACKAGE_NOT_FOUND');
    expect(await job.textContent()).toContain('drydock project list');
  });

  it('adds a project from the palette with the keyboard alone', async () => {
    const { page } = scene;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('add proj');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/work/packages/new-one');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(encodeURIComponent('/work/packages/new-one'));
    await page.getByRole('option', { name: /new-one/ }).waitFor();
  });

  it('asks for the subject in the palette where none is selected', async () => {
    const { page } = scene;
    await scene.visit('engine');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cancel rehearsal');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Cancel rehearsal' }).getByLabel('id').fill('rh-7');
    await page.keyboard.press('Enter');
    await expect.poll(() => called('rehearsal.cancel')).toEqual([{ id: 'rh-7' }]);
  });

  it('masks sensitive outputs until asked', async () => {
    const { page } = scene;
    await scene.visit('instances', 'cloudapp-2gwvcfb1');
    await page.getByText('******').waitFor();
    expect(await page.getByText('Zx9!mQ72pL').count()).toBe(0);
    await page.getByRole('switch', { name: 'Show sensitive values' }).click();
    await page.getByText('Zx9!mQ72pL').waitFor();
    await expect
      .poll(() => page.locator('[data-cli]').textContent())
      .toBe('drydock instance show cloudapp-2gwvcfb1 --reveal');
  });

  it.each([
    ['valid', licenseText, 'Valid'],
    ['invalid', licenseText.replace('"LifeSpan":30', '"LifeSpan":300'), 'Not valid'],
    ['unknown', 'hello', 'Unknown, so not valid'],
  ])('shows the verdict %s of a pasted licence', async (verdict, text, words) => {
    const { page } = scene;
    await scene.visit('licenses', '~check');
    await page.locator('textarea').fill(text);
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    const shown = page.locator('[data-verdict]');
    await shown.waitFor();
    expect(await shown.getAttribute('data-verdict')).toBe(verdict);
    expect(await shown.locator('h2').textContent()).toBe(words);
    if (verdict === 'invalid') expect(await shown.textContent()).toContain('LICENSE_ALTERED');
    expect(called('license.verify')).toEqual([{ file: { name: 'pasted.txt', text } }]);
  });

  it('checks a licence that is dropped, and an issued one unchanged', async () => {
    const { page } = scene;
    await scene.visit('licenses', '100000000001:pkg-h4k2m9xq:cloudapp-2gwvcfb1:1');
    await page.getByText('Signed response').waitFor();
    await page.getByRole('button', { name: 'Check this one' }).click();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.locator('[data-verdict="valid"]').waitFor();

    await page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['{}'], 'dropped.json'));
      document
        .querySelector('.content-input')
        ?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    });
    await page.getByText('dropped.json', { exact: true }).waitFor();
    expect(await page.locator('[data-verdict]').count()).toBe(0);
  });

  it('says calmly that the engine is gone, keeps what was read, and reconnects', async () => {
    const { page, engine } = scene;
    await scene.visit('registry');
    await page.getByRole('option', { name: /hello\/web/ }).waitFor();
    await page.route('**/api/**', (route) => route.abort());
    engine.state.broken = problem('ENGINE_STOPPED', 'stopped');
    engine.dropConnections();
    await page.getByText('Engine not reachable.').waitFor();
    expect(await page.getByRole('option', { name: /hello\/web/ }).count()).toBe(1);
    expect(await page.locator('[data-action="image.import"]').getAttribute('aria-disabled')).toBe('true');
    engine.state.broken = undefined;
    await page.unroute('**/api/**');
    await expect.poll(() => page.getByText('Engine not reachable.').count(), { timeout: 10_000 }).toBe(0);
    await page.getByText('Connected').waitFor();
  });

  it('lets its streams go while nobody sees it, and catches up when it is seen again', async () => {
    const { page, engine } = scene;
    const see = (state: string) =>
      page.evaluate((next) => {
        Object.defineProperty(document, 'visibilityState', { value: next, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    engine.state.add('rh-70', HELLO, script('rh-70', HELLO), 4);
    await scene.visit('rehearsals', 'rh-70');
    await page.locator('.detail-head .state', { hasText: 'Running' }).waitFor();
    expect(engine.state.watching).toBe(1);
    await see('hidden');
    await expect.poll(() => engine.state.watching, { timeout: 10_000 }).toBe(0);
    engine.state.add('rh-71', HELLO, script('rh-71', HELLO), 'all');
    await see('visible');
    await page.getByRole('option', { name: /rh-71/ }).waitFor();
    expect(engine.state.watching).toBe(1);
    const watched = called('rehearsal.watch').at(-1) as { id: string; from: number };
    expect(watched.id).toBe('rh-70');
    expect(watched.from).toBeGreaterThan(1);
    expect(await page.getByText('Not connected').count()).toBe(0);
  });

  it('holds a rehearsal that belongs to the page, shows it like every other, and can cancel it', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'rehearse');
    await page.locator('.rehearse-form [data-action="simulate"]').click();
    await expect.poll(() => page.url()).toContain('#/rehearsals/rh-');
    await page.locator('.detail-head .state', { hasText: 'Running' }).waitFor();
    await page.locator('.job').getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.detail-head .state', { hasText: 'Cancelled' }).waitFor();
  });

  it('says that a rehearsal is not there, once', async () => {
    await scene.visit('rehearsals', 'rh-gone');
    await scene.page.getByText('There is no rehearsal "rh-gone".').waitFor();
    await scene.page.waitForTimeout(2500);
    expect(called('rehearsal.watch').length).toBe(1);
  });

  it('teaches the first step where there is nothing yet', async () => {
    const { engine, page } = scene;
    engine.state.projects.length = 0;
    engine.state.repositories = [];
    for (const topic of ['projects', 'registry']) engine.state.changed(topic);
    await scene.visit('projects');
    await page.getByText('No project yet').first().waitFor();
    await page.locator('.detail [data-action="project.sample"]').click();
    await page.getByRole('complementary', { name: 'Create sample project' }).waitFor();
    await scene.visit('registry');
    await page
      .getByText(/docker push 127.0.0.1:5100/)
      .first()
      .waitFor();
  });
});
