import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Host, startHost } from '../../src/server/index.ts';
import { describeTool, tool } from '../helpers/tools.ts';
import { BROWSER_ARGS } from './browser.ts';
import { rendererDir } from './fake-engine.ts';

/** The whole way on the real engine: sample, form, plan, rehearsal, instance, licence, registry. */
describeTool('chromium', 'the console page on the real engine', () => {
  let folder = '';
  let host: Host;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(rendererDir, 'index.html'))) {
      const { build } = await import('vite');
      await build({ configFile: join(import.meta.dirname, '../../vite.config.ts'), logLevel: 'error' });
    }
    folder = mkdtempSync(join(tmpdir(), 'drydock-console-'));
    const anyPort = { port: 0, exact: false };
    host = await startHost({ home: join(folder, 'home'), registry: anyPort, console: anyPort });
    browser = await chromium.launch({ executablePath: tool('chromium') ?? '', args: [...BROWSER_ARGS] });
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1360, height: 860 } });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets the page in with its one-time address, which leaves the address bar', async () => {
    const answer = await page.goto(host.engine.consoleUrl() ?? '');
    expect(page.url()).not.toContain('token');
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
    await page.getByText('Connected').waitFor();
    await page.getByText('No project yet').first().waitFor();
  });

  it('creates the sample and shows what it consists of', async () => {
    await page.locator('.detail [data-action="project.sample"]').click();
    await page
      .getByRole('complementary', { name: 'Create sample project' })
      .getByLabel('dir')
      .fill(join(folder, 'sample'));
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /package.yaml/ }).waitFor();
    await page
      .getByRole('row', { name: /software\/chart/ })
      .first()
      .waitFor();
  });

  it('fills its form and plans with the answers', async () => {
    await page.getByRole('tab', { name: 'Install form' }).click();
    await page.getByRole('button', { name: 'Fill with first valid choices' }).click();
    await page.getByText('Every required field has a valid answer.').waitFor();
    await page.getByRole('button', { name: 'Plan with these answers' }).click();
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByText('with your answers').waitFor();
    await page.locator('.react-flow__node[data-id^="tencentcloud_mysql_instance"]').click();
    await page.locator('.plan-side').getByText('engine_version').waitFor();
  });

  it('rehearses the install, live, to its outputs', async () => {
    await page.getByRole('tab', { name: 'Rehearse', exact: true }).click();
    await page.getByLabel('Speed').selectOption('600');
    await page.locator('.rehearse-form [data-action="rehearsal.start"]').click();
    await page.locator('.detail-head .state', { hasText: 'Running' }).waitFor();
    await page.locator('.detail-head .state', { hasText: 'Succeeded' }).waitFor({ timeout: 25_000 });
    await page.getByRole('tab', { name: /Outputs/ }).click();
    await page.locator('.outputs .main').waitFor();
  });

  it('shows the instance that it left, with its sensitive output masked', async () => {
    await page.getByRole('button', { name: 'Open the instance' }).click();
    await page.getByText('******').first().waitFor();
    const masked = await page.locator('.outputs').textContent();
    await page.getByRole('switch', { name: 'Show sensitive values' }).click();
    await expect.poll(() => page.locator('.outputs').textContent()).not.toBe(masked);
  });

  it('judges its licence valid as issued, and invalid once altered', async () => {
    await page.locator('.facts a[href^="#/licenses/"]').click();
    await page.getByText('Signed response').waitFor();
    await page.getByRole('button', { name: 'Check this one' }).click();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.locator('[data-verdict="valid"]').waitFor();
    const box = page.locator('textarea');
    await box.fill((await box.inputValue()).replace('"LifeSpan":1', '"LifeSpan":9'));
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.locator('[data-verdict="invalid"]').waitFor();
  });

  it('shows the images that the sample pushed, and removes one after a preview', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: /^Registry/ }).click();
    await page.getByRole('option', { name: /web/ }).click();
    await page
      .getByRole('row', { name: /linux\/amd64 linux\/arm64/ })
      .first()
      .click();
    await page
      .getByText(/sha256:[0-9a-f]{64}/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Remove image' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Goes: [1-9]/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove image' }).click();
    await page.getByText(/A collection gives back/).waitFor();
  });

  it('names what is wrong with a folder that is no package', async () => {
    await page.getByRole('link', { name: /^Projects/ }).click();
    await page.locator('.list-top [data-action="project.add"]').click();
    await page
      .getByRole('complementary', { name: 'Add project' })
      .getByLabel('dir')
      .fill(join(folder, 'nothing'));
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/[A-Z]+_[A-Z_]+/);
  });

  it('worked without an error in the console but the refusals that were asked for', () => {
    expect(problems.filter((problem) => !/status of 4\d\d/.test(problem))).toEqual([]);
    expect(problems.length).toBeLessThanOrEqual(1);
  });
});
