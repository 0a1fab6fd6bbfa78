import { afterEach, describe, expect, it } from 'vitest';
import { PaperConsole } from './harness.ts';

let paper: PaperConsole;
afterEach(() => paper.close());

const ID = 'cloudapp-2gwvcfb1';

async function openTab(
  tab: string,
  options: ConstructorParameters<typeof PaperConsole>[0] = {},
): Promise<void> {
  paper = new PaperConsole({ width: 200, height: 60, ...options });
  await paper.until('hello-cluster');
  await paper.press('3');
  await paper.until(ID);
  const { ui } = paper.app;
  ui.setState({ tabs: { ...ui.getState().tabs, instances: tab } });
}

describe('instances that live on, in the terminal console', () => {
  it('shows what an operation would change, lose and leave; ~ goes to the next operation', async () => {
    await openTab('changes');
    // Something drifted: a repair is shown first.
    await paper.until('Repair', 'Loses data', 'everything in the cluster', '# forces replacement');
    await paper.until('Kubernetes refuses to change: spec.selector', '1 of 2 resources priced');
    expect(paper.inputs('instance.preview')).toContainEqual({ id: ID, operation: 'repair' });
    await paper.press('~', '~');
    await paper.until('Left behind', 'PersistentVolumeClaim/default/data-db-0');
    expect(paper.inputs('instance.preview')).toContainEqual({ id: ID, operation: 'uninstall' });
  });

  it('shows what a retry would do of what failed, and offers none of what succeeded', async () => {
    await openTab('changes');
    await paper.press('down', 'down');
    await paper.until('cloudapp-0d4f6h8j', 'Retry', '~ Operation');
    expect(paper.inputs('instance.preview')).toContainEqual({ id: 'cloudapp-0d4f6h8j', operation: 'retry' });
    await paper.press('~');
    await paper.until('Upgrade to the package');
  });

  it('keeps the history and says what it costs', async () => {
    await openTab('history');
    await paper.until('3 upgrade', '2 upgrade', 'SIM_IMMUTABLE_FIELD', '1 install');
    const { ui } = paper.app;
    ui.setState({ tabs: { ...ui.getState().tabs, instances: 'cost' } });
    await paper.until('0.0400 USD', '1 of 2 resources priced', 'no price known', '2026-10-31');
  });

  it('says the same in Chinese', async () => {
    await openTab('changes', { lang: 'zh-CN' });
    await paper.until('丢失数据', '集群内的全部内容', '强制替换');
  });

  it('asks before it uninstalls', async () => {
    await openTab('outputs');
    await paper.press('U');
    await paper.until('Uninstall');
    expect(paper.inputs('instance.uninstall')).toEqual([]);
  });
});
