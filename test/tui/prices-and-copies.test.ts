import { afterEach, describe, expect, it } from 'vitest';
import { FakeState } from '../renderer/fake/state.ts';
import { PaperConsole } from './harness.ts';

let paper: PaperConsole;
afterEach(() => paper.close());

async function open(options: ConstructorParameters<typeof PaperConsole>[0] = {}): Promise<void> {
  paper = new PaperConsole({ width: 120, height: 40, ...options });
  await paper.until(options?.lang === 'zh-CN' ? '已连接' : 'Connected');
}

describe('the price book in the terminal console', () => {
  const toPrices = async (): Promise<void> => {
    await paper.press('6');
    paper.app.ui.setState({
      selected: { ...paper.app.ui.getState().selected, world: 'prices' },
      pane: 'detail',
    });
    await paper.until('SA2.MEDIUM4', '2026-10-31', '$ drydock prices');
  };

  it('lists its lines and changes the one under the cursor', async () => {
    await open();
    await toPrices();
    await paper.press('down', 'enter');
    await paper.until('Set price', 'instance_type=SA2.MEDIUM4', '0.04');
    // Everything stands as it is; Enter sends it.
    for (let i = 0; i < 14 && paper.inputs('cost.price.set').length === 0; i++) await paper.press('enter');
    expect(paper.inputs('cost.price.set')).toMatchObject([
      {
        resource: 'tencentcloud_instance',
        component: 'machine',
        where: ['instance_type=SA2.MEDIUM4'],
        amount: 0.04,
        currency: 'USD',
        source: 'a recorded answer',
        date: '2026-10-31',
        line: 1,
      },
    ]);
  });

  it('speaks Chinese', async () => {
    await open({ lang: 'zh-CN' });
    await paper.press('6');
    paper.app.ui.setState({ selected: { ...paper.app.ui.getState().selected, world: 'prices' } });
    await paper.until('价目表', 'USD/小时', '回车更改光标所在行');
  });
});

describe('copies in the terminal console', () => {
  it('lists what the Docker engine has, and takes the image under the cursor', async () => {
    const state = new FakeState();
    state.answers['image.docker.ls'] = () => ({
      address: 'unix:///var/run/docker.sock',
      images: [
        {
          names: ['shop/web:1.0'],
          id: `sha256:${'a'.repeat(64)}`,
          bytes: 5_000_000,
          createdAt: '2026-11-01T10:00:00Z',
        },
        {
          names: ['shop/api:2.0'],
          id: `sha256:${'b'.repeat(64)}`,
          bytes: 7_000_000,
          createdAt: '2026-11-02T10:00:00Z',
        },
      ],
    });
    state.answers['image.docker.import'] = () => ({ images: [] });
    await open({ state });
    await paper.press('5', 'o');
    for (let i = 0; i < 3 && paper.inputs('image.docker.ls').length === 0; i++) await paper.press('enter');
    await paper.until('shop/web:1.0', 'shop/api:2.0', 'Enter takes the image');
    await paper.press('down', 'enter');
    await expect
      .poll(() => paper.inputs('image.docker.import').at(-1))
      .toMatchObject({
        image: expect.stringMatching(/^shop\//),
      });
  });
});
