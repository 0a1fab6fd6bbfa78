import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../src/actions/index.ts';
import {
  type ActivityModel,
  emptyActivity,
  flowSeries,
  rateOf,
  reduceActivity,
} from '../../src/client/activity-model.ts';

const START = Date.parse('2026-11-20T10:00:00Z');
const common = (id: number, ms: number, bytes: number) =>
  ({
    id,
    at: new Date(START + ms).toISOString(),
    kind: 'push',
    what: 'blob',
    repository: 'a',
    reference: 'v1',
    client: 'c',
    bytes,
  }) as const;
const run = (events: readonly ActivityEvent[]): ActivityModel => events.reduce(reduceActivity, emptyActivity);

describe('the live panel of the registry', () => {
  it('follows a transfer from beginning to end, those under way first', () => {
    const model = run([
      { ...common(1, 0, 0), type: 'started' },
      { ...common(2, 10, 0), type: 'started' },
      { ...common(1, 250, 500), type: 'progress', rate: 2000 },
      { ...common(2, 300, 10), type: 'finished', rate: 100, ms: 290 },
    ]);
    expect(model.transfers.map(({ id, state, bytes }) => [id, state, bytes])).toEqual([
      [1, 'active', 500],
      [2, 'finished', 10],
    ]);
    const over = reduceActivity(model, { ...common(1, 900, 700), type: 'failed', ms: 900, status: 400 });
    expect(over.transfers[0]).toMatchObject({ id: 1, state: 'failed', status: 400 });
  });

  it('counts what moved in each second, also of transfers that were too many to tell', () => {
    const model = run([
      { ...common(1, 0, 100), type: 'progress', rate: 0 },
      { ...common(1, 500, 300), type: 'progress', rate: 0 },
      { ...common(1, 1500, 1000), type: 'finished', rate: 0, ms: 1500 },
      { type: 'skipped', at: new Date(START + 1600).toISOString(), pushes: 0, pulls: 7, bytes: 70 },
    ]);
    const now = { ...model, now: START + 2000 };
    expect(flowSeries(now, 'push').slice(-3)).toEqual([300, 700, 0]);
    expect(flowSeries(now, 'pull').slice(-3)).toEqual([0, 70, 0]);
    expect(flowSeries(now, 'push')).toHaveLength(60);
    expect(rateOf(flowSeries(now, 'push'))).toBe(700);
    expect(rateOf(flowSeries({ ...model, now: START + 10_000 }, 'push'))).toBe(0);
    expect(model.skipped).toBe(7);
  });

  it('stays bounded and loses no active transfer, whatever comes', () => {
    const event = fc.record({
      id: fc.integer({ min: 1, max: 600 }),
      ms: fc.integer({ min: 0, max: 500_000 }),
      bytes: fc.integer({ min: 0, max: 1e9 }),
      type: fc.constantFrom('started', 'finished', 'failed'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 900 }), (list) => {
        const ordered = list.toSorted((a, b) => a.ms - b.ms);
        const model = run(
          ordered.map(
            ({ id, ms, bytes, type }) => ({ ...common(id, ms, bytes), type, rate: 1, ms: 1 }) as never,
          ),
        );
        const last = new Map(ordered.map(({ id, type }) => [id, type]));
        const active = [...last].filter(([, type]) => type === 'started').map(([id]) => id);
        const shown = model.transfers.filter((each) => each.state === 'active').map((each) => each.id);
        expect(shown.toSorted((a, b) => a - b)).toEqual(active.toSorted((a, b) => a - b));
        expect(model.transfers.length).toBeLessThanOrEqual(Math.max(200, active.length + 1));
        expect(model.flow.length).toBeLessThanOrEqual(61);
      }),
      { numRuns: 40 },
    );
  });
});
