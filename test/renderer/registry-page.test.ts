import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeTool } from '../helpers/tools.ts';
import { openScene, openStage, type Scene, type Stage } from './browser.ts';

describeTool('chromium', 'the registry in the page', () => {
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
    expect(scene.engine.violations).toEqual([]);
    await scene.close();
  });
  const called = (id: string) =>
    scene.engine.state.calls.filter((call) => call.id === id).map((call) => call.input);

  it('finds tags as one types, marks what fits, sorts, and opens one with the keyboard', async () => {
    const { page } = scene;
    await scene.visit('registry', 'shop/checkout');
    await page.getByText('Tags: 31').last().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('19');
    await page.getByText(/Found: \d+/).waitFor();
    await expect.poll(() => page.locator('.tag-grid .grid-row.selectable').count()).toBeLessThan(31);
    const first = page.locator('.tag-grid .grid-row.selectable').first();
    expect(await first.textContent()).toContain('1.19.0');
    expect(await first.locator('mark').allTextContents()).toEqual(['19']);
    expect(called('registry.tags').at(-1)).toMatchObject({ filter: '19', limit: 500 });
    await page.getByText('Size', { exact: true }).first().click();
    await expect.poll(() => called('registry.tags').at(-1)).toMatchObject({ filter: '19', sort: 'size' });
    await page.locator('[data-filter="tags"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toMatch(/shop%2Fcheckout\/1\./);
  });

  it('reads thousands of tags page by page and keeps few rows in the document', async () => {
    const { page, engine } = scene;
    const [one] = engine.state.repositories;
    if (one) engine.state.repositories = [{ ...one, name: 'big/one', tags: 0 }, ...engine.state.repositories];
    const all = Array.from({ length: 1800 }, (_, index) => `v${String(index).padStart(5, '0')}`);
    const answer = engine.state.call.bind(engine.state);
    engine.state.call = async (id, input, emit, signal) => {
      if (id !== 'registry.tags') return answer(id, input, emit, signal);
      const [tag] = (await answer(id, { repository: 'hello/web' }, emit, signal)) as object[];
      return all.slice(0, Number(input.limit)).map((name) => ({ ...tag, tag: name }));
    };
    engine.state.changed('registry');
    await scene.visit('registry', 'big/one');
    await page.getByText('v00003').waitFor();
    const box = page.locator('.tag-grid .grid-box');
    for (const wanted of ['v00499', 'v00999', 'v01799']) {
      await expect
        .poll(
          async () => {
            await box.evaluate((element) => element.scrollTo(0, element.scrollHeight));
            // The next page may have come and moved the end on: what is seen last is at least that far.
            const last = await page.locator('.tag-grid .grid-row').last().textContent();
            return (last ?? '').slice(0, wanted.length) >= wanted;
          },
          { timeout: 10_000 },
        )
        .toBe(true);
    }
    expect(await page.locator('.tag-grid .grid-row').count()).toBeLessThan(120);
  });

  it('shows what an image shares, layer by layer, and why a layer is kept', async () => {
    const { page } = scene;
    await scene.visit('registry', 'hello/web', 'latest');
    await page.getByText('51.3 MiB only here').waitFor();
    expect(await page.locator('.layer-piece.hatched').count()).toBe(2);
    expect(await page.locator('.layer-piece.own').count()).toBe(3);
    const widths = await page
      .locator('.layer-piece')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().width));
    expect(Math.max(...widths)).toBe(widths[3]);
    await page.locator('.layers .grid-row.selectable').first().focus();
    await page.keyboard.press('Enter');
    const more = page.locator('.layer-more');
    expect(await more.textContent()).toContain('hello/worker:latest');
    await more.getByRole('link', { name: 'Why is it kept?' }).click();
    await page.getByText('A tag leads to it').waitFor();
    expect(await page.locator('.why-step').allTextContents()).toHaveLength(6);
  });

  it('copies the pull command with a key and each client\u2019s with a button', async () => {
    const { page } = scene;
    await scene.visit('registry', 'hello/web', 'latest');
    await page.getByText('51.3 MiB only here').waitFor();
    await page.keyboard.press('y');
    await page.getByText('Copied: docker pull').waitFor();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    expect(await clipboard()).toBe('docker pull 127.0.0.1:5100/hello/web:latest');
    await page.getByRole('button', { name: 'Copy the command for podman' }).click();
    await expect.poll(clipboard).toBe('podman pull --tls-verify=false 127.0.0.1:5100/hello/web:latest');
  });

  it('shows what a removal takes and what stays for others, before anything goes', async () => {
    const { page } = scene;
    await scene.visit('registry', 'hello/web', 'latest');
    await page.getByText('51.3 MiB only here').waitFor();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/3.2 MiB of it stay/).waitFor();
    expect(await dialog.textContent()).toContain('shop/ui:1.4.0');
    expect(called('registry.rm')).toEqual([{ reference: 'hello/web:latest', dryRun: true }]);
    await page.keyboard.press('Escape');
    expect(called('registry.rm')).toHaveLength(1);
  });

  it('shows pushes and pulls live, and stops watching when it is left', async () => {
    const { page } = scene;
    await scene.visit('registry', '~live');
    await page.getByText('skopeo/1.18.0').waitFor();
    await page.getByText('42%').waitFor();
    await page.getByText('refused 400').waitFor();
    await page.getByText('Under way: 1').waitFor();
    const rows = await page.locator('.detail .grid-row.selectable').allTextContents();
    expect(rows[0]).toContain('shop/checkout');
    expect(called('registry.watch')).toHaveLength(1);
    await scene.visit('registry');
    await page.getByText('Space over time').waitFor();
    await scene.visit('registry', '~live');
    await expect.poll(() => called('registry.watch')).toHaveLength(2);
  });

  it('draws the space over time and reads another span', async () => {
    const { page } = scene;
    await scene.visit('registry');
    await page.locator('.usage-chart canvas').waitFor();
    const drawn = await page.locator('.usage-chart canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data;
      return data?.some((value) => value > 0) ?? false;
    });
    expect(drawn).toBe(true);
    await page.getByText('Week', { exact: true }).click();
    await expect.poll(() => called('registry.usage').at(-1)).toEqual({ history: true, days: 7 });
    await page.getByRole('link', { name: 'shop/checkout' }).click();
    await expect.poll(() => page.url()).toContain('shop%2Fcheckout');
  });

  it('undoes a collection from its receipt and shows what it took', async () => {
    const { page } = scene;
    await scene.visit('registry', '~collect');
    await page.getByText('Undone at').waitFor();
    await page.getByRole('link', { name: '#2' }).click();
    await expect.poll(() => called('registry.receipt')).toEqual([{ receipt: '2' }]);
    await page.getByRole('button', { name: 'Undo collection' }).click();
    await expect.poll(() => called('registry.undo')).toEqual([{ receipt: '2' }]);
    await page.getByText('Brought back: 12 manifests').waitFor();
  });
});
