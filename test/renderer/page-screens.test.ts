import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { actions } from '../../src/actions/index.ts';
import { describeTool } from '../helpers/tools.ts';
import { HELLO, openScene, openStage, type Scene, type Stage } from './browser.ts';

const LICENSE = '100000000001:pkg-h4k2m9xq:cloudapp-2gwvcfb1:1';
const DIGEST = `sha256:${'a1'.repeat(32)}`;

/** Every place of the page, with a command line that it must show and a word that is there once it is drawn. */
const places: readonly (readonly [path: readonly string[], line: string, words: string])[] = [
  [['projects'], 'drydock project list', 'Select a project'],
  [['projects', HELLO, 'overview'], `drydock project show ${HELLO}`, 'infrastructure/cluster.tf'],
  [['projects', HELLO, 'lint'], `drydock lint ${HELLO}`, 'TF_ZONE_HARD_CODED'],
  [['projects', HELLO, 'form'], `drydock form ${HELLO} --answers FILE`, 'Database password'],
  [['projects', HELLO, 'plan'], `drydock plan ${HELLO}`, 'tencentcloud_mysql_instance'],
  [['projects', HELLO, 'rehearse'], `drydock rehearsal start ${HELLO} --speed 60`, 'Earlier rehearsals'],
  [['rehearsals'], 'drydock rehearsal list', 'Select a rehearsal'],
  [['rehearsals', 'rh-7'], 'drydock rehearsal watch rh-7', 'http://118.25.10.44'],
  [['rehearsals', 'rh-6'], 'drydock rehearsal watch rh-6', 'SIM_STOCK_SOLD_OUT'],
  [['instances'], 'drydock instance list', 'Select an instance'],
  [['instances', 'cloudapp-2gwvcfb1'], 'drydock instance show cloudapp-2gwvcfb1', 'cls-8f2k1m0q'],
  [
    ['instances', 'cloudapp-2gwvcfb1', 'resources'],
    'drydock instance show cloudapp-2gwvcfb1',
    'random_password.db',
  ],
  [
    ['instances', 'cloudapp-2gwvcfb1', 'changes'],
    'drydock instance preview cloudapp-2gwvcfb1 --operation repair',
    'Loses data',
  ],
  [['licenses'], 'drydock license list', 'Select a licence'],
  [['licenses', LICENSE], `drydock license show ${LICENSE}`, 'Signed response'],
  [['licenses', '~check'], 'drydock license verify license.json', 'Paste or drop a licence response'],
  [['registry'], 'drydock registry usage --history', 'Space over time'],
  [['registry', '~live'], 'drydock registry watch', 'skopeo/1.18.0'],
  [['registry', '~collect'], 'drydock registry gc --dry-run', 'No tag leads to it'],
  [['registry', '~collect', '2'], 'drydock registry gc --dry-run', 'Undone at'],
  [['registry', '~why', DIGEST], `drydock registry why ${DIGEST}`, 'A tag leads to it'],
  [['registry', 'hello/web'], 'drydock registry tags hello/web', '1.19.0'],
  [['registry', 'hello/web', '1.19.0'], 'drydock registry show hello/web:1.19.0', 'RUN npm ci --omit=dev'],
  [['world', 'regions'], 'drydock world show', 'ap-guangzhou'],
  [['world', 'networks'], 'drydock world show', 'no way to the internet'],
  [['world', 'machines'], 'drydock world show', 'Types:'],
  [['world', 'running'], 'drydock world show', 'postgresql 15.1'],
  [['world', 'people'], 'drydock world show', 'TKE_QCSRole'],
  [['engine'], 'drydock status', 'opened no connection to another machine'],
];

/** Controls without a name that a screen reader could say. */
const nameless = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, a, input, select, textarea, [role="listbox"], [role="table"], [role="tab"]',
      ),
    ]
      .filter((element) => element instanceof HTMLElement && element.offsetParent !== null)
      .filter((element) => {
        const own = `${element.getAttribute('aria-label') ?? ''}${element.textContent ?? ''}${element.getAttribute('title') ?? ''}`;
        const labelled = element.getAttribute('aria-labelledby');
        const labels = (element as HTMLInputElement).labels?.length ?? 0;
        return own.trim() === '' && !labelled && labels === 0;
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  );

describeTool('chromium', 'the console page, screen by screen', () => {
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
    expect(scene.engine.violations, 'content security policy').toEqual([]);
    await scene.close();
  });

  it('shows every place with its command line and names for all controls', async () => {
    for (const [path, line, words] of places) {
      await scene.visit(...path);
      await scene.page.getByText(words).first().waitFor();
      await expect
        .poll(() => scene.page.locator('[data-cli]').textContent(), { message: path.join('/') })
        .toBe(line);
      expect(await nameless(scene.page), path.join('/')).toEqual([]);
    }
  }, 60_000);

  it('copies the command line', async () => {
    await scene.visit('projects', HELLO, 'lint');
    await scene.page.getByRole('button', { name: 'Copy command' }).click();
    expect(await scene.page.evaluate(() => navigator.clipboard.readText())).toBe(`drydock lint ${HELLO}`);
  });

  it('reaches every action by a button or the palette', async () => {
    const buttons = new Set<string>();
    for (const path of [
      ['projects', HELLO],
      ['rehearsals', 'rh-7'],
      ['rehearsals', 'rh-6'],
      ['instances', 'cloudapp-2gwvcfb1'],
      ['licenses', LICENSE],
      ['registry'],
      ['registry', '~collect'],
      ['registry', '~why'],
      ['registry', '~copies'],
      ['registry', '~access'],
      ['registry', 'hello/web', '1.19.0'],
      ['world'],
      ['world', 'prices'],
      ['engine'],
    ]) {
      await scene.visit(...path);
      await scene.page.locator('.detail [data-action], .action-bar [data-action]').first().waitFor();
      // What failed can be cured.
      if (path.includes('rh-6')) await scene.page.locator('[data-action="rehearsal.cure"]').first().waitFor();
      if (path.includes('prices'))
        await scene.page.locator('[data-action="cost.price.set"]').first().waitFor();
      if (path.includes('~access'))
        await scene.page.locator('[data-action="access.grant"]').first().waitFor();
      // Receipts come after the preview of a collection.
      if (path.includes('~collect'))
        await scene.page.locator('[data-action="registry.undo"]').first().waitFor();
      for (const id of await scene.page
        .locator('[data-action]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-action') ?? '')))
        buttons.add(id);
    }
    expect([...buttons].sort()).toEqual(
      actions
        .filter((each) => !each.face.ambient)
        .map((each) => each.id)
        .sort(),
    );

    await scene.page.keyboard.press('Control+k');
    const listed = await scene.page
      .locator('.palette [data-action]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-action') ?? ''));
    expect(listed.sort()).toEqual(actions.map((each) => each.id).sort());
  });

  it('says why an action cannot run, and does not run it', async () => {
    await scene.visit('rehearsals', 'rh-7');
    const cancel = scene.page.getByRole('button', { name: 'Cancel rehearsal' });
    await cancel.waitFor();
    expect(await cancel.getAttribute('aria-disabled')).toBe('true');
    await cancel.focus();
    await scene.page.getByText('This rehearsal has ended.').waitFor();
    await cancel.press('Enter');
    expect(scene.engine.state.calls.map((call) => call.id)).not.toContain('rehearsal.cancel');
  });

  it('keeps language and colours over a reload, and starts in the language of the browser', async () => {
    await scene.page.getByRole('button', { name: '中文' }).click();
    await scene.page.getByRole('link', { name: '项目', exact: true }).first().waitFor();
    expect(await scene.page.locator('html').getAttribute('lang')).toBe('zh-CN');
    for (let press = 0; press < 2; press += 1) await scene.page.locator('[data-scheme]').click();
    await scene.page.reload();
    await scene.page.getByText('已连接').waitFor();
    expect(await scene.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');

    const chinese = await openScene(stage, { locale: 'zh-CN', colorScheme: 'dark' });
    expect(await chinese.page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await chinese.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await chinese.close();
  });

  it('shows texts of packages as text, with what is hidden in them marked', async () => {
    await scene.visit('projects');
    const evil = scene.page.getByRole('option', { name: /^safe/ });
    await evil.waitFor();
    expect(await evil.textContent()).toContain('⟨U+202E⟩gnp.exe␛[2J<img src=x onerror=alert(1)>');
    expect(await evil.locator('img').count()).toBe(0);
    await evil.click();
    expect(await scene.page.locator('.detail img').count()).toBe(0);
  });

  it('says when the engine opened outside connections', async () => {
    await scene.page.getByText('Outside connections: 0').waitFor();
    scene.engine.state.outside = 3;
    scene.engine.state.changed('engine');
    await scene.page.getByText('Outside connections: 3').waitFor();
  });

  it('can be used without a mouse', async () => {
    const { page } = scene;
    await page.keyboard.press('5');
    await page.getByRole('option', { name: /hello\/web/ }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('shop');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.url()).toContain('#/registry/shop%2Fcheckout');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.url()).toContain('#/registry/shop%2Fui');
    await page.keyboard.press('?');
    await page.getByRole('complementary', { name: 'Keyboard' }).waitFor();
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await page.keyboard.press('Escape');
    await page.locator('body').press('1');
    expect(page.url()).toContain('#/registry');
  });
});
