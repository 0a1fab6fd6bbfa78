import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRegistry, digestHex } from '../../../src/core/registry/index.ts';
import { openStore } from '../../../src/core/store/index.ts';
import { DAY, openRegistry, pushSmall, registryMigrations, tempDir } from './helpers.ts';

const MINUTE = 60_000;
const policy = { undoMs: 10 * MINUTE };
const NO_LIMITS = { graceMs: 0, uploadExpiryMs: 0 };

describe('receipts of the earlier format', () => {
  it('keep every item, in order, when they become receipts in parts', async () => {
    const dir = tempDir();
    const clock = () => new Date('2026-01-01T00:00:00Z');
    const all = registryMigrations();
    const before = openStore(
      dir,
      all.filter(({ number }) => number <= 140),
      clock,
    );
    const receipt = before.prepare(
      'INSERT INTO registry_gc_receipts (id, started_at, finished_at, state, removed, bytes) VALUES (?, 1, 2, ?, 0, 0)',
    );
    const item = before.prepare(
      'INSERT INTO registry_gc_receipt_items (receipt_id, position, kind, repository, digest, reason, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    receipt.run(1, 'complete');
    receipt.run(2, 'complete');
    receipt.run(3, 'running');
    const expected = Array.from({ length: 2_500 }, (_, at) =>
      at < 1_200
        ? {
            kind: 'manifest',
            repository: `r/"q'${at % 7}`,
            digest: `sha256:${at}`,
            reason: 'untagged',
            bytes: at,
          }
        : { kind: 'blob', digest: `sha256:${at}`, reason: 'unreferenced', bytes: 3_000_000_000 + at },
    );
    before.transaction(() => {
      for (const [at, { kind, digest, reason, bytes, ...rest }] of expected.entries()) {
        const { repository = null } = rest as { repository?: string };
        item.run(1, at, kind, repository, digest, reason, bytes);
        if (at < 1_001) item.run(3, at, kind, repository, digest, reason, bytes);
      }
      item.run(2, 0, 'upload', 'a', 'id', 'upload-expired', 0);
    })();
    before.close();

    const db = openStore(dir, all, clock);
    const registry = createRegistry({ db, dir, clock });
    await registry.recovered;
    expect(registry.gc.receiptItems(1)).toEqual(expected);
    expect(registry.gc.receiptItems(2)).toEqual([
      { kind: 'upload', repository: 'a', digest: 'id', reason: 'upload-expired', bytes: 0 },
    ]);
    expect(registry.gc.receipts().find(({ id }) => id === 3)).toMatchObject({
      state: 'interrupted',
      removed: 1_001,
      bytes: expected.slice(0, 1_001).reduce((sum, { bytes }) => sum + bytes, 0),
    });
    await registry.close();
    db.close();
  });
});

describe('content that two collections took', () => {
  it('stays until the second cannot be undone any more either', async () => {
    const { registry, dir, advance } = openRegistry();
    const gone = await pushSmall(registry, 'a', [], 'gone');
    advance(2 * DAY);
    await registry.gc.run(registry.gc.plan(policy));
    await pushSmall(registry, 'a', [], 'gone');
    advance(8 * MINUTE);
    const second = await registry.gc.run(registry.gc.plan({ ...policy, ...NO_LIMITS }));
    expect(second.removed).toBeGreaterThan(0);
    // The first is over now, the second is not; another collection purges.
    advance(5 * MINUTE);
    await registry.gc.run(registry.gc.plan(policy));
    const hex = digestHex(gone.layer);
    expect(existsSync(join(dir, 'blobs', 'sha256', hex.slice(0, 2), hex))).toBe(true);
    await registry.gc.undo(second.id);
    const info = registry.blobs.stat('a', gone.layer);
    expect(info && (await registry.blobs.read(info)).toString()).toBe('layer gone');
  });
});

describe('a receipt', () => {
  it('of a collection that still runs cannot be undone', async () => {
    const { registry, advance } = openRegistry();
    await pushSmall(registry, 'a', [], 'gone');
    advance(2 * DAY);
    const plan = registry.gc.plan(policy);
    let tried: Promise<unknown> | undefined;
    const done = await registry.gc.run(plan, {
      onProgress: () => {
        tried ??= registry.gc.undo(1).catch((error: unknown) => error);
      },
    });
    expect(await tried).toMatchObject({ code: 'REGISTRY_UNDO_UNKNOWN' });
    expect(await registry.gc.undo(done.id)).toMatchObject({ manifests: 1, blobs: 2 });
  });

  it('can be asked to be undone twice at once, and is undone once', async () => {
    const { registry, advance } = openRegistry();
    for (let at = 0; at < 40; at += 1) await pushSmall(registry, 'a', [], `gone ${at}`);
    advance(2 * DAY);
    const { id } = await registry.gc.run(registry.gc.plan(policy));
    const results = await Promise.allSettled([registry.gc.undo(id), registry.gc.undo(id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [first] = results;
    expect(first?.status === 'fulfilled' && first.value.manifests).toBe(40);
    expect(registry.gc.plan(policy).items).toEqual([]);
  });

  it('says what was taken when a collection breaks off in the middle', async () => {
    const { registry, advance } = openRegistry();
    await pushSmall(registry, 'a', [], 'gone');
    advance(2 * DAY);
    const broken = registry.gc.run(registry.gc.plan(policy), {
      onProgress: () => {
        throw new Error('the disk is on fire');
      },
    });
    await expect(broken).rejects.toThrow('on fire');
    const [receipt] = registry.gc.receipts();
    expect(receipt).toMatchObject({ id: 1, state: 'interrupted', removed: 1 });
    expect(registry.gc.receiptItems(1)).toHaveLength(1);
    expect(await registry.gc.undo(1)).toMatchObject({ manifests: 1 });
  });
});

describe('a repository that a collection empties', () => {
  it('leaves the catalog, comes back with an undo, and with a push', async () => {
    const { registry, advance } = openRegistry();
    await pushSmall(registry, 'kept', ['v1'], 'kept');
    await pushSmall(registry, 'gone', [], 'gone');
    const open = await registry.uploads.begin('gone');
    advance(2 * DAY);
    const { id } = await registry.gc.run(registry.gc.plan({ ...policy, uploadExpiryMs: 30 * DAY }));
    expect(registry.catalog(10).names).toEqual(['kept']);
    expect(registry.uploads.status('gone', open.id)).toMatchObject({ offset: 0 });
    await registry.gc.undo(id);
    expect(registry.catalog(10).names).toEqual(['gone', 'kept']);
    await pushSmall(registry, 'new', ['v1'], 'gone');
    expect(registry.catalog(10).names).toEqual(['gone', 'kept', 'new']);
  });
});

describe('pushes of the same content at once', () => {
  it('all succeed, the content is written once, and one that fails takes nothing from the other', async () => {
    const { registry, dir } = openRegistry();
    const content = Buffer.alloc(300_000, 'x');
    const infos = await Promise.all(
      ['a', 'b', 'c', 'a'].map((repository) => registry.blobs.put(repository, content)),
    );
    const [first] = infos;
    if (!first) throw new Error('nothing stored');
    expect(new Set(infos.map(({ digest }) => digest)).size).toBe(1);
    for (const repository of ['a', 'b', 'c'])
      expect(registry.blobs.stat(repository, first.digest)?.size).toBe(300_000);
    expect(await registry.blobs.read(first)).toEqual(content);
    expect(existsSync(join(dir, 'uploads'))).toBe(true);
  });
});
