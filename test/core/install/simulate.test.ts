import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/core/install/simulate.ts';
import {
  chartPackage,
  collect,
  type FakePackage,
  fakeDeps,
  fakeEngines,
  fakeInput,
  ofType,
  run,
} from './fakes.ts';

const network: FakePackage = {
  resources: [
    { address: 'tencentcloud_vpc.main', args: { cidr_block: '10.99.0.0/16' } },
    {
      address: 'tencentcloud_subnet.main',
      dependsOn: ['tencentcloud_vpc.main'],
      args: (done) => ({
        vpc_id: done['tencentcloud_vpc.main']?.id ?? '',
        cidr_block: '10.99.1.0/24',
        availability_zone: 'ap-guangzhou-6',
      }),
      written: ['vpc_id', 'cidr_block', 'availability_zone'],
    },
    { address: 'random_password.db', args: { length: 16 } },
  ],
  outputs: (done) => ({
    zeta: done['tencentcloud_vpc.main']?.id ?? null,
    alpha: done['random_password.db']?.result ?? null,
  }),
  sensitive: ['alpha'],
};

describe('a rehearsal', () => {
  it('creates resources after what they depend on and ends with outputs by name', async () => {
    const { events, record } = await run(network);
    const created = ofType(events, 'resource')
      .filter((each) => each.state === 'created')
      .map((each) => each.address);
    expect(created.indexOf('tencentcloud_vpc.main')).toBeLessThan(
      created.indexOf('tencentcloud_subnet.main'),
    );
    expect(created).toHaveLength(3);
    const [outputs] = ofType(events, 'outputs');
    expect(outputs?.outputs.map((each) => each.name)).toEqual(['alpha', 'zeta']);
    expect(outputs?.outputs[0]?.value).toBe('******');
    expect(record.outputs[0]?.value).toMatch(/^.{16}$/);
    expect(outputs?.outputs[1]?.value).toMatch(/^vpc-[0-9a-z]{8}$/);
    expect(events.at(-1)).toMatchObject({
      type: 'finished',
      status: 'succeeded',
      counts: { created: 3, failed: 0 },
    });
  });

  it('numbers events without gaps, and time never goes back', async () => {
    const { events } = await run(network);
    expect(events.map((each) => each.seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.every((each, i) => i === 0 || each.at >= (events[i - 1]?.at ?? 0))).toBe(true);
  });

  it('has one history for one seed, and another for another', async () => {
    const [one, again, other] = [await run(network), await run(network), await run(network, { seed: 2 })];
    expect(again).toEqual(one);
    expect(other.record.id).not.toBe(one.record.id);
    expect(other.record.resources.map((each) => each.id)).not.toEqual(
      one.record.resources.map((each) => each.id),
    );
  });

  it('keeps ids of the rest when a resource is added', async () => {
    const more: FakePackage = {
      ...network,
      resources: [{ address: 'tencentcloud_security_group.new' }, ...network.resources],
    };
    const before = (await run(network)).record.resources.find(
      (each) => each.address === 'tencentcloud_vpc.main',
    );
    const after = (await run(more)).record.resources.find((each) => each.address === 'tencentcloud_vpc.main');
    expect(after?.id).toBe(before?.id);
  });

  it('creates at most ten resources at a time', async () => {
    const many: FakePackage = {
      resources: Array.from({ length: 25 }, (_, i) => ({ address: `tencentcloud_security_group.g${i}` })),
    };
    const { events } = await run(many);
    let busy = 0;
    let most = 0;
    for (const event of ofType(events, 'resource')) {
      if (event.state === 'creating') most = Math.max(most, ++busy);
      if (event.state === 'created' || event.state === 'failed') busy--;
    }
    expect(most).toBe(10);
  });

  it('skips what depends on a failed resource, finishes the rest, and gives no outputs', async () => {
    const { events, record } = await run(network, {
      faults: [{ kind: 'cloud-error', target: 'tencentcloud_vpc.main' }],
    });
    const last = new Map(ofType(events, 'resource').map((each) => [each.address, each.state]));
    expect(Object.fromEntries(last)).toEqual({
      'tencentcloud_vpc.main': 'failed',
      'tencentcloud_subnet.main': 'skipped',
      'random_password.db': 'created',
    });
    expect(record).toMatchObject({ status: 'failed', outputs: [], counts: { created: 1, failed: 1 } });
    expect(ofType(events, 'failed')[0]?.failure).toMatchObject({
      code: 'SIM_CLOUD_ERROR',
      address: 'tencentcloud_vpc.main',
    });
  });

  it('sleeps as long as the speed says', async () => {
    let slept = 0;
    const sleep = async (ms: number): Promise<void> => {
      slept += ms;
    };
    const { events } = await run(network, { speed: 100, sleep });
    expect(slept).toBeCloseTo((events.at(-1)?.at ?? 0) / 100, 0);
  });

  it('ends as cancelled wherever it is stopped', async () => {
    const whole = await run(network);
    for (const stopAfter of [0, 1, 5, whole.events.length - 2]) {
      const abort = new AbortController();
      const source = simulate(fakeEngines(network), fakeInput(), fakeDeps({ signal: abort.signal }));
      if (stopAfter === 0) abort.abort();
      let seen = 0;
      const counted = (async function* () {
        for (;;) {
          const { done, value } = await source.next();
          if (done) return value;
          yield value;
          if (++seen === stopAfter) abort.abort();
        }
      })();
      const { events, record } = await collect(counted);
      expect(events.at(-1)).toMatchObject({ type: 'finished', status: 'cancelled' });
      expect(events).toHaveLength(stopAfter + 1);
      expect(record.status).toBe('cancelled');
    }
  });

  it('ends a sleep when cancelled', async () => {
    const abort = new AbortController();
    const sleep = (_: number, signal: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    setTimeout(() => abort.abort(), 5);
    const { record } = await run(network, { speed: 1, sleep, signal: abort.signal });
    expect(record.status).toBe('cancelled');
  });

  it('refuses a fault that it does not know, and a speed that goes nowhere', async () => {
    await expect(run(network, { faults: [{ kind: 'earthquake' as never }] })).rejects.toMatchObject({
      code: 'SIM_FAULT_UNKNOWN',
    });
    await expect(run(network, { speed: 0 })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(run(network, { faults: [{ kind: 'argument-null' }] })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('ends as failed when it would never end', async () => {
    const resources = Array.from({ length: 60_000 }, (_, i) => ({
      address: `tencentcloud_security_group.g${i}`,
    }));
    const { events, record } = await run({ resources });
    expect(record.failures.map((each) => each.code)).toEqual(['SIM_TOO_LONG']);
    expect(events.at(-1)).toMatchObject({ type: 'finished', status: 'failed' });
  });

  it('says when a fault had nothing to strike', async () => {
    const { events, record } = await run(network, { faults: [{ kind: 'image-missing' }] });
    expect(record.status).toBe('succeeded');
    const [found] = ofType(events, 'finding');
    expect(found?.finding.code).toBe('SIM_FAULT_IDLE');
    expect(found?.finding.message.en).toContain('image-missing had nothing to strike');
    expect(record.findings).toEqual([found?.finding]);
  });

  it('assumes that a type it does not know succeeds, and says so', async () => {
    const { record } = await run({
      resources: [{ address: 'tencentcloud_teo_zone.edge', args: { zone_name: 'x' } }],
    });
    expect(record.status).toBe('succeeded');
    expect(record.assumptions).toMatchObject([{ code: 'ASSUMED_OPAQUE' }]);
    expect(record.resources[0]).toMatchObject({ fidelity: 'opaque', state: 'created' });
  });

  it('goes through the phases of a chart in their order', async () => {
    const pkg = chartPackage({
      objects: [{}],
      images: { 'Deployment/app': ['cloudapp.tencentcloudcr.com/x/app:1'] },
    });
    const { events } = await run(pkg);
    expect(ofType(events, 'phase').map((each) => each.phase)).toEqual([
      'form',
      'plan',
      'resources',
      'chart',
      'images',
      'workloads',
      'outputs',
    ]);
  });
});
