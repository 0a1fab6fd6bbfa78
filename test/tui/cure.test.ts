import { afterEach, describe, expect, it } from 'vitest';
import { PaperConsole } from './harness.ts';

let paper: PaperConsole;
afterEach(() => paper.close());

async function open(options: ConstructorParameters<typeof PaperConsole>[0] = {}): Promise<void> {
  paper = new PaperConsole({ width: 120, height: 45, ...options });
  await paper.until('hello-cluster');
  await paper.press('2');
  await paper.until('rh-6');
  const { ui } = paper.app;
  ui.setState({ selected: { ...ui.getState().selected, rehearsals: 'rh-6' } });
}

describe('cures in the terminal console', () => {
  it('names the key beside the failure; u shows what would change, y writes exactly that', async () => {
    await open();
    await paper.until('SIM_STOCK_SOLD_OUT', 'u applies the cure');
    await paper.press('u');
    await paper.until('before: the install fails with SIM_STOCK_SOLD_OUT', 'after: the install succeeds');
    await paper.until('-type = "S5.4XLARGE64"', '+type = "S5.LARGE8"', 'Cured');
    expect(paper.inputs('rehearsal.cure')).toEqual([{ id: 'rh-6', dryRun: true }]);
    await paper.press('y');
    await expect
      .poll(() => paper.inputs('rehearsal.cure').at(-1))
      .toEqual({ id: 'rh-6', preview: 'bbbbbbbbbbbbbbbb' });
    await paper.until('Wrote .cloudapp/infrastructure/cluster.tf');
  });

  it('leaves everything as it is with Esc', async () => {
    await open();
    await paper.until('u applies the cure');
    await paper.press('u');
    await paper.until('+type = "S5.LARGE8"');
    await paper.press('esc');
    expect(paper.inputs('rehearsal.cure')).toHaveLength(1);
  });

  it('fits 80 columns, and speaks Chinese', async () => {
    await open({ width: 80, height: 24, lang: 'zh-CN' });
    await paper.press('u');
    await paper.until('处理前:安装失败,SIM_STOCK_SOLD_OUT');
  });
});
