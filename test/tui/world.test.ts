import { afterEach, describe, expect, it } from 'vitest';
import { PaperConsole } from './harness.ts';

let paper: PaperConsole;
afterEach(() => paper.close());

describe('the world in the terminal console', () => {
  it.each([
    ['instances', 'ins-gzweb001', 'ap-guangzhou-6', 'S5.LARGE8'],
    ['loadBalancers', 'lb-gzintern', 'INTERNAL', '10.0.0.80'],
    ['clusters', 'cls-gzprod01', '1.30.0', 'node pools: 2'],
    ['databases', 'postgres-gzbilln', 'billing', 'postgresql 15.1'],
    ['eips', 'eip-gzfree01', '192.0.2.120', 'nat-gzprod01'],
    ['natGateways', 'nat-gzprod01', 'vpc-gzprod01', '192.0.2.100'],
    ['routeTables', 'rtb-gzpeer01', '10.1.0.0/16', 'ccn-company1'],
    ['fileSystems', 'cfs-gzshare1', 'NFS', '10.0.0.90'],
    ['disks', 'disk-gzweb01d', '200 GiB', 'ins-gzweb001'],
    ['users', 'alex', '100030002001', 'operators'],
    ['userGroups', 'developers', '300102', 'ReadOnlyAccess'],
    ['roles', 'TKE_QCSRole', '4611686018427000101', 'QcloudTKEFullAccess'],
  ])('shows its %s', async (part, ...words) => {
    paper = new PaperConsole({ width: 170, height: 50 });
    await paper.until('Connected');
    await paper.press('6');
    paper.app.ui.setState({ selected: { ...paper.app.ui.getState().selected, world: part } });
    await paper.until(...words);
    expect(paper.screen).toContain('$ drydock world show');
  });

  it('speaks Chinese', async () => {
    paper = new PaperConsole({ width: 140, height: 50, lang: 'zh-CN' });
    await paper.until('已连接');
    await paper.press('6');
    paper.app.ui.setState({ selected: { ...paper.app.ui.getState().selected, world: 'clusters' } });
    await paper.until('集群', '节点池:2', '负载均衡', '用户组');
  });
});
