import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { milliCpu, quantity } from '../../../src/core/cluster/quantity.ts';
import { cluster, deployment, node, placing } from './clusters.ts';

const asks = (cpu: string, memory = '64Mi') => ({ resources: { requests: { cpu, memory } } });

describe('the scheduler', () => {
  it('says what is short, sorted, as kube-scheduler does', () => {
    const nodes = [
      node('a', { cpu: 2, memory: 4 }),
      node('b', { cpu: 2, memory: 32 }),
      node('c', { cpu: 2, memory: 32 }),
    ];
    expect(placing(cluster({ nodes }), deployment('web', {}, asks('3', '16Gi')))).toBe(
      '0/3 nodes are available: 1 Insufficient memory, 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
    );
  });

  it('counts the init containers as Kubernetes does: the most of them, or the sum of the rest', () => {
    const nodes = [node('a', { cpu: 4, memory: 16 })];
    const pod = { initContainers: [{ name: 'i', image: 'x:1', ...asks('3500m') }] };
    expect(placing(cluster({ nodes }), deployment('web', pod, asks('1')), 1)).toBeUndefined();
    const both = deployment(
      'web',
      { initContainers: [{ name: 'i', image: 'x:1', restartPolicy: 'Always', ...asks('3500m') }] },
      asks('1'),
    );
    expect(placing(cluster({ nodes }), both)).toMatch(/^0\/1 nodes are available: 1 Insufficient cpu\./);
  });

  it('keeps pods off tainted nodes unless they tolerate the taint', () => {
    const nodes = [node('a', { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] })];
    expect(placing(cluster({ nodes }), deployment('web'))).toBe(
      '0/1 nodes are available: 1 node(s) had untolerated taint {gpu: yes}. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    );
    const tolerations = [{ key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }];
    expect(placing(cluster({ nodes }), deployment('web', { tolerations }))).toBeUndefined();
  });

  it('follows node selectors and required affinity, and knows a zone by name and number', () => {
    const nodes = [node('a', { labels: { disk: 'ssd' } }), node('b')];
    const chosen = (pod: object) => placing(cluster({ nodes }), deployment('web', pod as never));
    expect(chosen({ nodeSelector: { disk: 'ssd' } })).toBeUndefined();
    expect(chosen({ nodeSelector: { disk: 'hdd' } })).toContain(
      "2 node(s) didn't match Pod's node affinity/selector",
    );
    expect(chosen({ nodeSelector: { 'topology.kubernetes.io/zone': '100006' } })).toBeUndefined();
    expect(chosen({ nodeSelector: { 'topology.kubernetes.io/zone': 'ap-guangzhou-6' } })).toBeUndefined();
    expect(chosen({ nodeSelector: { 'kubernetes.io/arch': 'arm64' } })).toContain('affinity/selector');
    const affinity = (operator: string) => ({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator, values: ['ssd'] }] }],
          },
        },
      },
    });
    expect(chosen(affinity('In'))).toBeUndefined();
    expect(chosen(affinity('NotIn'))).toBeUndefined();
  });

  it('puts no two pods that want to be apart on one node', () => {
    const apart = deployment('web', {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'kubernetes.io/hostname' },
          ],
        },
      },
    });
    expect(placing(cluster(), apart, 3)).toBeUndefined();
    expect(placing(cluster(), apart, 4)).toContain("3 node(s) didn't match pod anti-affinity rules");
  });

  it('spreads by topology when told to refuse', () => {
    const nodes = [node('a', { zone: 'z1' }), node('b', { zone: 'z2', pods: 1 })];
    const spread = deployment('web', {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { app: 'web' } },
        },
      ],
    });
    expect(placing(cluster({ nodes }), spread, 3)).toBeUndefined();
    expect(placing(cluster({ nodes }), spread, 4)).toContain(
      "node(s) didn't match pod topology spread constraints",
    );
  });

  it('lets a group grow, and says when there is none', () => {
    const scaling = [{ name: 'np-1', size: 1, most: 2, template: node('np-1') }];
    const grown = cluster({ nodes: [node('a', { pods: 1 })], scaling });
    expect(placing(grown, deployment('web'), 2)).toBeUndefined();
    expect(grown.scheduler.nodes.map((each) => each.name)).toEqual(['a', 'np-1-2']);
    expect(placing(cluster({ nodes: [] }), deployment('web'))).toBe('no nodes available to schedule pods');
  });

  it('never gives a node more than it has', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 30 }), (pods) => {
        const target = cluster({ nodes: [node('a', { memory: 64 }), node('b', { memory: 64 })] });
        let taken = 0;
        for (const [i, cpu] of pods.entries())
          if (placing(target, deployment(`p${i}`, {}, asks(`${cpu}m`))) === undefined) taken += cpu;
        expect(taken).toBeLessThanOrEqual(2 * (node('a').allocatable.cpu ?? 0));
      }),
    );
  });
});

describe('quantities', () => {
  it.each([
    ['500m', 0.5],
    ['1', 1],
    [0.1, 0.1],
    ['1Gi', 2 ** 30],
    ['1.5k', 1500],
    ['12e6', 12e6],
    ['1E', 1e18],
  ])('%j is %d', (text, value) => expect(quantity(text)).toBeCloseTo(value));
  it.each(['', 'abc', '1GB', '1 Gi', '--1', null])('%j is none', (text) =>
    expect(quantity(text)).toBeUndefined(),
  );
  it('rounds cores up', () => expect(milliCpu('0.0001')).toBe(1));
});
