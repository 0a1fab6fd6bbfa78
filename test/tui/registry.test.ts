import { afterEach, describe, expect, it } from 'vitest';
import { PaperConsole } from './harness.ts';

describe('the registry in the terminal console', () => {
  let paper: PaperConsole;
  const open = async (options: ConstructorParameters<typeof PaperConsole>[0] = {}) => {
    paper = new PaperConsole({ width: 120, height: 40, ...options });
    await paper.until('Connected', 'hello-cluster');
    await paper.press('5');
    await paper.until('hello/web');
  };
  afterEach(() => paper.close());

  it('shows pushes and pulls live, watches only while they show', async () => {
    await open();
    expect(paper.inputs('registry.watch')).toEqual([]);
    await paper.press(']');
    await paper.until('↑ Push', 'shop/checkout', '42%', '✗ refused 400', 'hello/web:latest', 'MiB/s');
    await paper.until('$ drydock registry watch');
    expect(paper.inputs('registry.watch')).toHaveLength(1);
    await paper.press('1');
    await paper.until('hello-cluster');
    await paper.press('5');
    await expect.poll(() => paper.inputs('registry.watch')).toHaveLength(2);
  });

  it('keeps the tab while the selection moves', async () => {
    await open();
    await paper.press(']');
    await paper.until('refused 400');
    await paper.press('down', 'down');
    await paper.until('refused 400');
    await paper.press('[');
    await paper.until('library/mysql', 'latest');
  });

  it('draws the space over time and by repository', async () => {
    await open();
    await paper.press(']', ']');
    await paper.until(
      'Space over the last 30 days',
      /6\.9 GiB ┤.*█/,
      'By repository',
      /shop\/checkout\s+█{10}/,
    );
    expect(paper.inputs('registry.usage')).toContainEqual({ history: true, days: 30 });
  });

  it('shows the next collection by reason, past ones, and undoes one with its number ready', async () => {
    await open();
    await paper.press(']', ']', ']');
    await paper.until('What a collection would take now', 'nothing uses it', '46 to remove');
    await paper.until('#2', 'b undoes, until', '#1', 'undone');
    await paper.press('tab', 'enter');
    await expect.poll(() => paper.inputs('registry.receipt')).toEqual([{ receipt: '2' }]);
    await paper.press('b');
    await paper.until('Undo collection', '#2');
    await paper.press('enter');
    await expect.poll(() => paper.inputs('registry.undo')).toEqual([{ receipt: '2' }]);
    await paper.until('Brought back: 12 manifests');
  });

  it('shows layers as a bar, hatched where they are shared, and with whom', async () => {
    await open();
    await paper.press('enter');
    await paper.until('▪ latest');
    await paper.press('down');
    await paper.until(
      /▒{3,}.*█/,
      'only here 25.7 MiB',
      'shared 4.0 MiB',
      'shop/ui:1.4.0 +14',
      '51.3 MiB only here',
    );
  });

  it('copies the pull command through the terminal and shows it', async () => {
    const copied: string[] = [];
    await open({ around: { copy: (text) => copied.push(text) } });
    await paper.press('enter');
    await paper.until('▪ latest');
    await paper.press('down', 'y');
    await paper.until('docker pull 127.0.0.1:5100/hello/web:latest', 'asked to copy');
    expect(copied).toEqual(['docker pull 127.0.0.1:5100/hello/web:latest']);
  });

  it('lets the engine find tags by letters, and changes their order', async () => {
    await open();
    await paper.press('enter');
    await paper.until('▪ 1.19.0');
    await paper.press('/', '=1190', 'enter');
    await expect
      .poll(() => paper.inputs('registry.tags'))
      .toContainEqual({ repository: 'hello/web', filter: '1190' });
    const screen = await paper.until('▪ 1.19.0');
    expect(screen).not.toContain('▪ 1.18.0');
    await paper.press('esc', '==');
    await expect.poll(() => paper.inputs('registry.tags').at(-1)).toMatchObject({ sort: 'newest' });
  });

  it('shows what stays when an image goes', async () => {
    await open();
    await paper.press('enter');
    await paper.until('▪ latest');
    await paper.press('down', 'd');
    await paper.until('3.2 MiB of it stay', 'shop/ui:1.4.0 +11');
  });

  it('answers why something is kept with the way to it', async () => {
    await open({ lang: 'en' });
    await paper.press('w', `=sha256:${'a1'.repeat(32)}`, 'enter');
    await paper.until(
      'A tag leads to it',
      'tag hello/web:latest',
      '└─ manifest',
      '└─ blob sha256:a1a1a1a1a1a1',
    );
  });
});
