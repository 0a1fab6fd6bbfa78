import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActivityFeed } from '../../../src/core/registry/activity/index.ts';
import type { ActivityEvent } from '../../../src/core/registry/index.ts';

const about = (reference: string) =>
  ({ kind: 'push', what: 'blob', repository: 'a', reference, client: 'test/1' }) as const;

describe('activity of the registry', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const open = () => {
    const feed = new ActivityFeed(() => new Date(Date.now()));
    const events: ActivityEvent[] = [];
    return { feed, events, watch: () => feed.subscribe((event) => events.push(event)) };
  };

  it('follows nothing while nobody watches, and forgets all when the last one leaves', () => {
    const { feed, watch } = open();
    expect(feed.watched).toBe(false);
    expect(feed.begin(about('x'))).toBeUndefined();
    const end = watch();
    const transfer = feed.begin(about('x'));
    expect(feed.active).toBe(1);
    end();
    expect([feed.watched, feed.active]).toEqual([false, 0]);
    transfer?.add(10);
    transfer?.finish();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells beginning, progress at most four times a second, and the end with the rate of the whole', () => {
    const { feed, events, watch } = open();
    watch();
    const transfer = feed.begin({ ...about('x'), total: 4000 });
    for (let step = 0; step < 100; step += 1) {
      transfer?.add(40);
      vi.advanceTimersByTime(10);
    }
    transfer?.know({ reference: 'sha256:aa' });
    transfer?.finish();
    const types = events.map((event) => event.type);
    expect(types[0]).toBe('started');
    expect(types.filter((type) => type === 'progress')).toHaveLength(4);
    expect(events.at(-1)).toMatchObject({
      type: 'finished',
      reference: 'sha256:aa',
      bytes: 4000,
      total: 4000,
      ms: 1000,
      rate: 4000,
    });
    expect(events.find((event) => event.type === 'progress')).toMatchObject({ rate: 4000 });
  });

  it('says nothing of a transfer that stands still, and gives it up after minutes', () => {
    const { feed, events, watch } = open();
    watch();
    feed.begin(about('x'))?.add(1);
    vi.advanceTimersByTime(10_000);
    expect(events.map((event) => event.type)).toEqual(['started', 'progress']);
    vi.advanceTimersByTime(5 * 60_000);
    expect(events.at(-1)).toMatchObject({ type: 'failed' });
    expect(feed.active).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stays readable in a flood: counts what it does not tell, loses no transfer', () => {
    const { feed, events, watch } = open();
    watch();
    for (let index = 0; index < 5000; index += 1) {
      const transfer = feed.begin(about(String(index)));
      transfer?.add(10);
      transfer?.finish();
    }
    expect(events.length).toBeLessThanOrEqual(200);
    vi.advanceTimersByTime(300);
    const finished = events.filter((event) => event.type === 'finished').length;
    const skipped = events.filter((event) => event.type === 'skipped');
    expect(finished + skipped.reduce((sum, event) => sum + event.pushes, 0)).toBe(5000);
    expect(skipped.reduce((sum, event) => sum + event.bytes, 0)).toBe((5000 - finished) * 10);
  });

  it('follows a thousand transfers at a time at most', () => {
    const { feed, events, watch } = open();
    watch();
    for (let index = 0; index < 1500; index += 1) feed.begin(about(String(index)));
    expect(feed.active).toBe(1000);
    vi.advanceTimersByTime(300);
    expect(events.find((event) => event.type === 'skipped')).toMatchObject({ pushes: 500 });
  });
});
