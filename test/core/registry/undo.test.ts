import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestHex } from '../../../src/core/registry/index.ts';
import { DAY, openRegistry, pushSmall, type TestRegistry } from './helpers.ts';

const MINUTE = 60_000;
const policy = { undoMs: 10 * MINUTE };

async function collected(): Promise<
  TestRegistry & { readonly gone: Awaited<ReturnType<typeof pushSmall>>; readonly receipt: number }
> {
  const opened = openRegistry();
  const { registry, advance } = opened;
  await pushSmall(registry, 'a', ['v1'], 'kept');
  const gone = await pushSmall(registry, 'a', [], 'gone');
  advance(2 * DAY);
  const { id } = await registry.gc.run(registry.gc.plan(policy));
  return { ...opened, gone, receipt: id };
}

const fileOf = (dir: string, digest: string): string => {
  const hex = digestHex(digest as never);
  return join(dir, 'blobs', 'sha256', hex.slice(0, 2), hex);
};

describe('undo of a collection', () => {
  it('brings back manifests, links and blobs, and lets the next collection take them when they are old again', async () => {
    const { registry, gone, receipt, advance } = await collected();
    expect(registry.manifests.get('a', gone.digest)).toBeUndefined();
    expect(registry.blobs.stat('a', gone.layer)).toBeUndefined();
    const undone = await registry.gc.undo(receipt);
    expect(undone).toMatchObject({ receipt, manifests: 1, blobs: 2 });
    expect(registry.manifests.get('a', gone.digest)?.body).toEqual(gone.body);
    const info = registry.blobs.stat('a', gone.layer);
    expect(info && (await registry.blobs.read(info)).toString()).toBe('layer gone');
    expect(registry.gc.plan(policy).items).toEqual([]);
    expect(registry.gc.receipts()[0]?.undoneAt).toBeDefined();
    advance(2 * DAY);
    expect(registry.gc.plan(policy).items.filter(({ kind }) => kind === 'blob')).toHaveLength(2);
  });

  it('can be done once, in time, for a collection that there was', async () => {
    const { registry, receipt, advance } = await collected();
    await expect(registry.gc.undo(receipt + 1)).rejects.toMatchObject({ code: 'REGISTRY_UNDO_UNKNOWN' });
    await registry.gc.undo(receipt);
    await expect(registry.gc.undo(receipt)).rejects.toMatchObject({ code: 'REGISTRY_UNDO_EXPIRED' });
    advance(2 * DAY);
    const second = await registry.gc.run(registry.gc.plan(policy));
    advance(11 * MINUTE);
    await expect(registry.gc.undo(second.id)).rejects.toMatchObject({ code: 'REGISTRY_UNDO_EXPIRED' });
  });

  it('keeps files until its time is over, through a crash, and no longer', async () => {
    const { gone, receipt, dir, crash } = await collected();
    expect(existsSync(fileOf(dir, gone.layer))).toBe(true);
    const after = crash();
    await after.registry.recovered;
    expect(existsSync(fileOf(dir, gone.layer))).toBe(true);
    await after.registry.gc.undo(receipt);
    after.advance(2 * DAY);
    await after.registry.gc.run(after.registry.gc.plan(policy));
    after.advance(11 * MINUTE);
    const last = await after.restart();
    await last.registry.recovered;
    expect(existsSync(fileOf(dir, gone.layer))).toBe(false);
    expect(last.registry.browse.usage().trashBytes).toBe(0);
    expect(readdirSync(join(dir, 'trash'))).toEqual([]);
  });

  it('does not take the file of content that was pushed again meanwhile', async () => {
    const { registry, gone, dir, advance, restart } = await collected();
    await pushSmall(registry, 'b', ['again'], 'gone');
    advance(11 * MINUTE);
    const after = await restart();
    await after.registry.recovered;
    expect(existsSync(fileOf(dir, gone.layer))).toBe(true);
    const info = after.registry.blobs.stat('b', gone.layer);
    expect(info && (await after.registry.blobs.read(info)).toString()).toBe('layer gone');
  });
});
