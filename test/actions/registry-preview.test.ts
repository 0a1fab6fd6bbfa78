import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/action.ts';
import { largest } from '../../src/actions/run/gc-reasons.ts';
import { gc, rm } from '../../src/actions/run/registry.ts';
import type { ProgressEvent } from '../../src/actions/views.ts';
import { DAY, openRegistry, pushSmall } from '../core/registry/helpers.ts';

function opened() {
  const { registry, advance } = openRegistry();
  const engine = { registry, clock: () => new Date() } as unknown as ActionContext<ProgressEvent>['engine'];
  const { signal } = new AbortController();
  const context: ActionContext<ProgressEvent> = {
    engine,
    dataDir: '',
    signal,
    lang: 'en',
    emit: () => undefined,
  };
  return { registry, advance, context };
}

const collect = { dryRun: false, purge: false, limit: 1000, keepUntagged: false, keepReferrers: false };

describe('what was previewed is what is done', () => {
  it('runs the very plan that was shown, and leaves what became garbage since', async () => {
    const { registry, advance, context } = opened();
    const gone = await pushSmall(registry, 'a', [], 'gone');
    advance(2 * DAY);
    const shown = await gc({ ...collect, dryRun: true }, context);
    const later = await pushSmall(registry, 'a', [], 'later');
    advance(2 * DAY);
    const done = await gc({ ...collect, preview: shown.preview }, context);
    expect(done).toMatchObject({ count: shown.count, bytes: shown.bytes, items: shown.items, skipped: 0 });
    expect(registry.manifests.get('a', gone.digest)).toBeUndefined();
    expect(registry.manifests.get('a', later.digest)).toBeDefined();
    const left = await gc({ ...collect, dryRun: true }, context);
    expect(left.preview).not.toBe(shown.preview);
    expect(left.items.map(({ digest }) => digest)).toContain(later.digest);
  });

  it('says what came into use meanwhile and stayed', async () => {
    const { registry, advance, context } = opened();
    const image = await pushSmall(registry, 'a', [], 'rescued');
    advance(2 * DAY);
    const shown = await gc({ ...collect, dryRun: true }, context);
    await pushSmall(registry, 'a', ['v1'], 'rescued');
    const done = await gc({ ...collect, preview: shown.preview }, context);
    expect(done.skipped).toBe(shown.count);
    expect(done.bytes).toBe(0);
    expect(registry.manifests.get('a', 'v1')?.digest).toBe(image.digest);
  });

  it('makes a plan that is no longer at hand again, and refuses when it came out differently', async () => {
    const { registry, advance, context } = opened();
    await pushSmall(registry, 'a', [], 'gone');
    advance(2 * DAY);
    const { id } = registry.gc.plan({ undoMs: 0 });
    expect(registry.gc.prepared(id)).toBeUndefined();
    await pushSmall(registry, 'a', [], 'more');
    advance(2 * DAY);
    await expect(gc({ ...collect, preview: id }, context)).rejects.toMatchObject({
      code: 'REGISTRY_PREVIEW_STALE',
    });
    expect(registry.gc.receipts()).toEqual([]);
    const now = registry.gc.plan().id;
    expect((await gc({ ...collect, preview: now }, context)).receipt).toBeDefined();
  });

  it('counts everything and names the largest', async () => {
    const { registry, advance, context } = opened();
    for (let n = 0; n < 5; n += 1) await registry.blobs.put('a', Buffer.alloc(10 * (n + 1), n));
    advance(2 * DAY);
    const shown = await gc({ ...collect, dryRun: true, limit: 2 }, context);
    expect(shown.items.map(({ bytes }) => bytes)).toEqual([50, 40]);
    expect(shown.count).toBe(10);
    expect(shown.reasons.reduce((sum, each) => sum + each.count, 0)).toBe(10);
    const many = Array.from({ length: 9000 }, (_, n) => ({
      kind: 'blob',
      digest: String(n),
      reason: 'unreferenced',
      bytes: (n * 7919) % 9001,
    }));
    const best = many.toSorted((a, b) => b.bytes - a.bytes).slice(0, 100);
    expect(largest(many, 100)).toEqual(best);
    expect(largest(many, 0)).toEqual([]);
  });

  it('a removal is refused when it would take something else by now', async () => {
    const { registry, context } = opened();
    await pushSmall(registry, 'a', ['v1'], 'one');
    const input = { reference: 'a:v1', dryRun: true };
    const shown = await rm(input, context as never);
    expect((await rm(input, context as never)).preview).toBe(shown.preview);
    const moved = await pushSmall(registry, 'a', ['v1'], 'two');
    const run = { reference: 'a:v1', dryRun: false, preview: shown.preview };
    await expect(rm(run, context as never)).rejects.toMatchObject({ code: 'REGISTRY_PREVIEW_STALE' });
    expect(registry.manifests.get('a', 'v1')?.digest).toBe(moved.digest);
    const { preview } = await rm(input, context as never);
    expect((await rm({ ...run, preview }, context as never)).removed).toContain('a:v1');
  });
});

describe('what a collection may take is asked for by name', () => {
  it('untagged manifests, and how long things are left alone', async () => {
    const { registry, advance, context } = opened();
    await pushSmall(registry, 'a', [], 'gone');
    advance(30 * 60_000);
    const plan = (more: object) => gc({ ...collect, dryRun: true, ...more }, context);
    expect((await plan({})).count).toBe(0);
    expect((await plan({ grace: 10, uploadExpiry: 0.1 })).reasons.map(({ reason }) => reason)).toContain(
      'untagged',
    );
    expect((await plan({ grace: 10, keepUntagged: true })).count).toBe(0);
    advance(2 * DAY);
    expect((await plan({})).count).toBeGreaterThan(0);
    expect((await plan({ keepUntagged: true })).items.filter(({ kind }) => kind === 'manifest')).toEqual([]);
  });
});
