import { expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { HELLO, onFreshPages, type Scene } from './browser.ts';

describeTool('chromium', 'ready to ship on the page', () => {
  let scene: Scene;
  onFreshPages('violations', (fresh) => {
    scene = fresh;
  });

  it('shows the verdict, what is missing and when, what cannot be told, what the verdict rests on', async () => {
    const { page } = scene;
    await scene.visit('projects', HELLO, 'images');
    await page.getByRole('status').getByText('Not ready to ship').waitFor();
    await page
      .getByText(
        'Tried: 8 of 8 sets of answers (all sets, 4 different results), renderings 12, open branches 3.',
      )
      .waitFor();
    const missing = page.getByRole('listitem').filter({ hasText: 'sentinel:1.0 is not in the registry.' });
    await missing.getByText('mode=ha').waitFor();
    await missing.getByText('software/chart/templates/web.yaml:31').waitFor();
    await page.getByText('made of a free answer').waitFor();
    await page.getByText('write “drydock:images NAME:TAG …”').waitFor();
    await page.getByText('Declared: cloudapp.tencentcloudcr.com/hello/agent:1.0').waitFor();
    const rests = page.getByRole('region', { name: 'What a verdict rests on' });
    // The least known comes first.
    expect(await rests.locator('[data-fidelity]').first().getAttribute('data-fidelity')).toBe('opaque');
    const shot = process.env.DRYDOCK_SHOT;
    if (shot) await page.screenshot({ path: shot });
  });
});
