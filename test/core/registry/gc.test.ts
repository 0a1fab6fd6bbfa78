import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf, type GcPlan, parseDigest } from '../../../src/core/registry/index.ts';
import {
  chunksOf,
  DAY,
  descriptor,
  HOUR,
  OCI_IMAGE,
  OCI_INDEX,
  openRegistry,
  pushSmall,
  sampleImage,
  storeImage,
} from './helpers.ts';

const now = { graceMs: 0, uploadExpiryMs: 0 };
const digests = (plan: GcPlan, kind: string) =>
  plan.items.filter((i) => i.kind === kind).map((i) => i.digest);

describe('the plan', () => {
  it('takes what nothing refers to, with reason and bytes, and nothing else', async () => {
    const { registry, advance } = openRegistry();
    const kept = await pushSmall(registry, 'a', ['v1'], 'kept');
    const gone = await pushSmall(registry, 'a', [], 'gone');
    const loose = await registry.blobs.put('a', Buffer.from('loose'));
    advance(2 * DAY);
    const plan = registry.gc.plan();
    expect(digests(plan, 'manifest')).toEqual([gone.digest]);
    expect(digests(plan, 'blob').sort()).toEqual([gone.layer, gone.config, loose.digest].sort());
    expect(
      plan.items.every((item) => ![kept.digest, kept.layer, kept.config].includes(item.digest as never)),
    ).toBe(true);
    expect(plan.bytes).toBe(plan.items.reduce((sum, item) => sum + item.bytes, 0));
    expect(plan.items.find((item) => item.digest === loose.digest && item.kind === 'blob')).toEqual({
      kind: 'blob',
      digest: loose.digest,
      reason: 'unreferenced',
      bytes: 5,
    });
  });

  it('leaves young content, pushes under way and what a client was just told it need not push', async () => {
    const { registry, advance } = openRegistry();
    const untagged = await pushSmall(registry, 'a', [], 'young');
    const pushing = await registry.blobs.put('a', Buffer.from('manifest comes later'));
    expect(registry.gc.plan().items).toEqual([]);
    advance(2 * HOUR);
    expect(digests(registry.gc.plan(), 'manifest')).toEqual([untagged.digest]);
    expect(digests(registry.gc.plan(), 'blob')).not.toContain(pushing.digest);
    advance(2 * DAY);
    expect(digests(registry.gc.plan(), 'blob')).toContain(pushing.digest);
    registry.blobs.stat('a', pushing.digest, { touch: true });
    expect(digests(registry.gc.plan(), 'blob')).not.toContain(pushing.digest);
    expect(registry.gc.plan().protectedBlobs).toBe(1);
  });

  it('keeps children of tagged indexes, referrers of what stays, subjects of tagged referrers', async () => {
    const { registry } = openRegistry();
    await storeImage(registry, 'a', 'multi', sampleImage());
    const subject = await pushSmall(registry, 'a', [], 'subject');
    const link = { subject: { mediaType: OCI_IMAGE, digest: subject.digest, size: 1 } };
    await pushSmall(registry, 'a', ['signature'], 'signature', link);
    await pushSmall(registry, 'a', [], 'sbom', link);
    const orphan = await pushSmall(registry, 'a', [], 'orphan', {
      subject: { mediaType: OCI_IMAGE, digest: digestOf('never'), size: 1 },
    });
    const plan = registry.gc.plan(now);
    expect(digests(plan, 'manifest')).toEqual([orphan.digest]);
    expect(plan.items[0]?.reason).toBe('dangling-referrer');
    expect(registry.gc.plan({ ...now, danglingReferrers: 'keep' }).items).toEqual([]);
  });

  it('keeps untagged manifests where the policy says so', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'a', [], 'by digest');
    expect(registry.gc.plan({ ...now, untaggedManifests: 'keep' }).items).toEqual([]);
    expect(registry.gc.plan(now).items.length).toBeGreaterThan(0);
  });

  it('takes a repository’s link where another still needs the blob, and no bytes', async () => {
    const { registry } = openRegistry();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'x');
    await registry.blobs.mount('b', layer, 'a');
    const plan = registry.gc.plan(now);
    expect(plan.items).toEqual([
      { kind: 'link', digest: layer, repository: 'b', reason: 'unreferenced-in-repository', bytes: 0 },
    ]);
    await registry.gc.run(plan);
    expect(registry.blobs.stat('b', layer)).toBeUndefined();
    expect(registry.blobs.stat('a', layer)).toBeDefined();
  });

  it('changes nothing', async () => {
    const { registry, dir, db } = openRegistry();
    await pushSmall(registry, 'a', ['v1'], 'x');
    await pushSmall(registry, 'a', ['v1'], 'y');
    const state = () => {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('drydock.db'))
        .map(
          (entry) =>
            `${entry.name} ${createHash('sha256')
              .update(readFileSync(join(entry.parentPath, entry.name)))
              .digest('hex')}`,
        );
      return [...files, db.pragma('data_version'), db.prepare('SELECT total_changes() AS n').get()];
    };
    const before = state();
    expect(registry.gc.plan(now).items.length).toBeGreaterThan(0);
    expect(state()).toEqual(before);
  });
});

describe('the run', () => {
  it('does what the plan says and keeps a receipt', async () => {
    const { registry, dir } = openRegistry();
    const kept = await pushSmall(registry, 'a', ['v1'], 'kept');
    await pushSmall(registry, 'a', [], 'gone');
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf('abandoned'));
    const plan = registry.gc.plan(now);
    const seen: number[] = [];
    const receipt = await registry.gc.run(plan, { onProgress: ({ done }) => seen.push(done) });
    expect(receipt).toMatchObject({
      state: 'complete',
      removed: plan.items.length,
      skipped: 0,
      bytes: plan.bytes,
    });
    expect(
      registry.gc
        .receiptItems(receipt.id)
        .map((item) => item.digest)
        .sort(),
    ).toEqual(plan.items.map((item) => item.digest).sort());
    expect(registry.gc.receipts()).toEqual([receipt]);
    expect(seen.length).toBeGreaterThan(0);
    const names = (part: string) =>
      readdirSync(join(dir, part), { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => e.name);
    expect(names('blobs').sort()).toEqual([kept.layer.slice(7), kept.config.slice(7)].sort());
    expect([...names('trash'), ...names('uploads')]).toEqual([]);
    expect(registry.gc.plan(now).items).toEqual([]);
  });

  it('skips what came into use after the plan was made', async () => {
    const { registry, advance } = openRegistry();
    const image = await pushSmall(registry, 'a', [], 'rescued');
    advance(2 * DAY);
    const plan = registry.gc.plan();
    expect(digests(plan, 'blob').length).toBe(2);
    await registry.manifests.put({ repository: 'a', body: image.body, tags: ['back'] });
    const receipt = await registry.gc.run(plan);
    expect(receipt).toMatchObject({ removed: 0, skipped: plan.items.length, bytes: 0 });
    expect(await registry.blobs.read({ digest: image.layer, size: 13 })).toEqual(
      Buffer.from('layer rescued'),
    );
  });

  it('spares the children of an index that was tagged again after the plan was made', async () => {
    const { registry, advance } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'a', 'v1', image);
    await registry.tags.remove('a', 'v1');
    advance(2 * DAY);
    const plan = registry.gc.plan();
    expect(digests(plan, 'manifest').length).toBe(3);
    await registry.manifests.put({ repository: 'a', body: image.index.content, tags: ['v1'] });
    expect(await registry.gc.run(plan)).toMatchObject({ removed: 0 });
    expect((await registry.browse.show('a', 'v1')).images.length).toBe(2);
  });

  it('takes whole trees: an index goes before its children', async () => {
    const { registry } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'a', 'old', image);
    const outer = {
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [descriptor(OCI_INDEX, image.index.content)],
    };
    await registry.manifests.put({
      repository: 'a',
      body: Buffer.from(JSON.stringify(outer)),
      tags: ['old'],
    });
    await registry.tags.remove('a', 'old');
    await registry.gc.run(registry.gc.plan(now));
    expect(registry.browse.usage()).toMatchObject({ manifests: 0, blobs: 0, blobBytes: 0, manifestBytes: 0 });
  });

  it('stops when it is cancelled, says so, and can go on', async () => {
    const { registry } = openRegistry();
    for (let index = 0; index < 200; index += 1) await registry.blobs.put('a', Buffer.from(`blob ${index}`));
    const plan = registry.gc.plan(now);
    const controller = new AbortController();
    const run = registry.gc.run(plan, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    const [receipt] = registry.gc.receipts();
    expect(receipt?.state).toBe('cancelled');
    expect(receipt?.removed).toBeGreaterThan(0);
    expect(receipt?.removed).toBeLessThan(plan.items.length);
    await registry.gc.run(registry.gc.plan(now));
    expect(registry.browse.usage().blobs).toBe(0);
  });

  it('content that was collected can be pushed again', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'a', [], 'again');
    await registry.gc.run(registry.gc.plan(now));
    const again = await pushSmall(registry, 'a', ['v1'], 'again');
    await registry.gc.run(registry.gc.plan(now));
    expect(parseDigest(again.layer) && registry.blobs.stat('a', again.layer)).toBeDefined();
    expect((await registry.blobs.read({ digest: again.layer, size: 11 })).toString()).toBe('layer again');
  });
});
