import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageHistory } from '../../../src/core/registry/usage-history.ts';
import { Writer } from '../../../src/core/registry/writer.ts';
import { DAY, HOUR, openRegistry, pushSmall } from './helpers.ts';

describe('space over time', () => {
  it('remembers what a push and a collection changed, across a restart', async () => {
    const opened = openRegistry();
    const { registry } = opened;
    await pushSmall(registry, 'a', ['v1'], 'one');
    opened.advance(HOUR);
    const again = await opened.restart();
    await pushSmall(again.registry, 'a', ['v2'], 'two');
    again.advance(HOUR);
    const last = await again.restart();
    const points = last.registry.usageHistory.points(new Date(0));
    expect(points.map((point) => point.tags)).toEqual([1, 2, 2]);
    expect(points[1]?.bytes).toBeGreaterThan(points[0]?.bytes ?? 0);
    const usage = last.registry.browse.usage();
    expect(points.at(-1)?.bytes).toBe(usage.blobBytes + usage.manifestBytes);
  });

  it('begins a span with how it was before it', async () => {
    const opened = openRegistry();
    await pushSmall(opened.registry, 'a', ['v1'], 'one');
    opened.advance(40 * DAY);
    const later = await opened.restart();
    const from = new Date(Date.parse('2026-01-01T00:00:00Z') + 30 * DAY);
    const points = later.registry.usageHistory.points(from);
    expect(points.length).toBeGreaterThan(1);
    expect(Date.parse(points[0]?.at ?? '')).toBeLessThanOrEqual(from.getTime() + 10 * DAY);
    expect(points[0]?.tags).toBe(1);
  });

  describe('with a clock of its own', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it('thins what is old, so that years of change stay a few thousand rows', async () => {
      const { db } = openRegistry();
      let now = Date.parse('2026-01-01T00:00:00Z');
      let bytes = 0;
      const history = new UsageHistory({
        db,
        writer: new Writer(db),
        now: () => now,
        usage: () => ({
          repositories: 1,
          tags: 1,
          manifests: 1,
          blobs: 1,
          blobBytes: bytes,
          manifestBytes: 0,
          uploads: 0,
          trashBytes: 0,
        }),
        log: (error) => {
          throw error;
        },
      });
      // Two months of a change an hour, at times six.
      for (let step = 0; step < 900; step += 1) {
        now += step > 840 ? HOUR / 6 : 2 * HOUR;
        bytes += 1;
        await history.record();
      }
      const rows = history.points(new Date(0));
      expect(rows.length).toBeLessThan(400);
      expect(rows.at(-1)?.bytes).toBe(900);
      const ages = rows.map((row) => now - Date.parse(row.at));
      expect(ages.filter((age) => age < 6 * HOUR).length).toBeGreaterThanOrEqual(12);
      // One a day beyond three weeks, the last of each day.
      const old = rows.filter((row) => now - Date.parse(row.at) > 22 * DAY);
      expect(new Set(old.map((row) => row.at.slice(0, 10))).size).toBe(old.length);
      // The same again is no row.
      const before = history.points(new Date(0)).length;
      now += HOUR;
      await history.record();
      expect(history.points(new Date(0)).length).toBe(before);
      await history.close();
    });

    it('writes one row for many changes that come together', async () => {
      const opened = openRegistry();
      for (let index = 0; index < 20; index += 1)
        await pushSmall(opened.registry, 'a', [`v${index}`], String(index));
      const before = opened.registry.usageHistory.points(new Date(0)).length;
      expect(before).toBe(1);
      opened.advance(1);
      await vi.advanceTimersByTimeAsync(6000);
      await opened.registry.manifests.get('a', 'v1');
      await vi.waitFor(() => expect(opened.registry.usageHistory.points(new Date(0)).length).toBe(2));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(opened.registry.usageHistory.points(new Date(0)).length).toBe(2);
    });
  });
});
