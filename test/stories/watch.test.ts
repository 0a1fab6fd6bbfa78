import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openPage } from '../helpers/browser.ts';
import { drydock, engineUp } from '../helpers/cli.ts';
import { freshHome } from '../helpers/home.ts';
import { openTerminal } from '../helpers/terminal.ts';
import { describeTool } from '../helpers/tools.ts';

const home = freshHome();
const TEMPLATE = '.cloudapp/software/chart/templates/web.yaml';

/** An engine that knows a sample project of its own, and an edit that breaks and mends it. */
async function project() {
  const up = await engineUp(home.path);
  onTestFinished(up.down);
  const folder = mkdtempSync(join(tmpdir(), 'drydock-story-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dir = join(folder, 'hello');
  expect((await drydock(['project', 'sample', dir], { home: home.path })).status).toBe(0);
  const file = join(dir, TEMPLATE);
  const text = readFileSync(file, 'utf8');
  return {
    url: up.console,
    dir,
    breakIt: () => writeFileSync(file, `{{ fail "by hand" }}\n${text}`),
    mendIt: () => writeFileSync(file, text),
  };
}

describeTool('chromium', 'editing a package while the page watches it', () => {
  it('shows what broke, and that it is cured', async () => {
    const { url, dir, breakIt, mendIt } = await project();
    const page = await openPage(url);
    await page.goto(`${new URL(url).origin}/#/projects/${encodeURIComponent(dir)}/overview`);
    const strip = page.getByRole('region', { name: 'Watch' });
    await strip.getByRole('switch').click();
    await strip.getByText('The install would succeed').waitFor({ timeout: 20_000 });
    breakIt();
    await strip.getByText('The install would fail').waitFor({ timeout: 15_000 });
    await strip.getByText(/by hand/).waitFor();
    mendIt();
    await strip.getByText('The install would succeed').waitFor({ timeout: 15_000 });
    await strip.getByText('cured').waitFor();
  }, 90_000);
});

describeTool('tmux', 'editing a package while the terminal console watches it', () => {
  it('shows what broke, and that it is cured', async () => {
    const { breakIt, mendIt } = await project();
    const terminal = await openTerminal(home.path);
    await terminal.waitFor(/hello/);
    await terminal.press('w');
    await terminal.waitFor(/The install would succeed/);
    breakIt();
    await terminal.waitFor(/new SIM_CHART_RENDER/);
    mendIt();
    await terminal.waitFor(/cured SIM_CHART_RENDER/);
    await terminal.press('q');
  }, 90_000);
});
