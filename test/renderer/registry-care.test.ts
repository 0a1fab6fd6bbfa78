import { expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { onFreshPages, type Scene } from './browser.ts';

describeTool('chromium', 'the care of the registry in the page', () => {
  let scene: Scene;
  onFreshPages('problems', (fresh) => {
    scene = fresh;
  });

  it('restores from a folder: key, form, progress, what stayed and what is damaged', async () => {
    const { page, engine } = scene;
    const given: unknown[] = [];
    const answer = engine.state.call.bind(engine.state);
    engine.state.call = async (id, input, emit, signal) => {
      if (id !== 'registry.restore') return answer(id, input, emit, signal);
      given.push(input);
      return {
        blobs: 3,
        bytes: 4_000,
        manifests: 2,
        tags: 1,
        kept: ['shop/web:1.0'],
        unusable: [{ digest: `sha256:${'a'.repeat(64)}`, problem: 'damaged' }],
      };
    };
    await scene.visit('registry');
    await page.getByText('shop/checkout').first().waitFor();
    await page.keyboard.press('R');
    await page.getByPlaceholder('DIR').fill('/mnt/backup');
    await page.getByText('drydock registry restore /mnt/backup').waitFor();
    await page.getByRole('button', { name: 'Restore', exact: true }).last().click();
    await expect.poll(() => given).toMatchObject([{ dir: '/mnt/backup' }]);
    await page
      .getByText(/left out: 1\. Tags that stayed: shop\/web:1\.0/)
      .first()
      .waitFor();
  });
});
