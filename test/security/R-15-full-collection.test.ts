import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RESERVE_BYTES } from '../../src/core/registry/index.ts';
import { openRegistry, pushSmall, type TestRegistry, tempDir } from '../core/registry/helpers.ts';

const BLOBS = 2_000;
const now = { graceMs: -1, uploadExpiryMs: -1 };

/** A file system of its own with so many MiB; undefined where we may not mount one. */
function smallDisk(mib: number): string | undefined {
  const dir = tempDir();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', dir]);
  if (mounted.status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', ['-l', dir]));
  return dir;
}

/** Takes every byte that is left. */
function fill(dir: string): void {
  const file = openSync(join(dir, 'filler'), 'w');
  const block = Buffer.alloc(64 * 1024, 1);
  try {
    for (let size = block.byteLength; size > 0; ) {
      try {
        if (writeSync(file, block, 0, size) < size) size >>= 1;
      } catch {
        size >>= 1;
      }
    }
  } finally {
    closeSync(file);
  }
  const { bavail } = statfsSync(dir);
  expect(bavail, 'not a byte is left').toBe(0);
}

async function filledRegistry(dir: string): Promise<TestRegistry & { readonly layer: string }> {
  const opened = openRegistry({ reserveBytes: RESERVE_BYTES }, dir);
  const { registry } = opened;
  await registry.recovered;
  expect(statSync(join(dir, 'reserve')).size).toBe(RESERVE_BYTES);
  const kept = await pushSmall(registry, 'a', ['v1'], 'kept');
  for (let at = 0; at < BLOBS; at += 100) {
    const some = Array.from({ length: 100 }, (_, index) =>
      registry.blobs.put('a', Buffer.alloc(5_000, `garbage ${at + index} `)),
    );
    await Promise.all(some);
  }
  // A log that was cut to nothing is the hard case: every byte that a collection writes needs room.
  opened.db.pragma('wal_checkpoint(TRUNCATE)');
  fill(dir);
  return { ...opened, layer: kept.layer };
}

async function expectCollected(
  { registry, dir }: Pick<TestRegistry, 'registry' | 'dir'>,
  layer: string,
): Promise<void> {
  const plan = await registry.gc.prepare({ ...now, undoMs: 0 });
  expect(plan.items.filter(({ kind }) => kind === 'blob').length).toBe(BLOBS);
  const receipt = await registry.gc.run(plan);
  expect(receipt).toMatchObject({ state: 'complete', removed: plan.items.length, bytes: plan.bytes });
  const { bavail, bsize } = statfsSync(dir);
  expect(bavail * bsize).toBeGreaterThan(0);
  expect(registry.blobs.stat('a', layer as never)).toBeDefined();
  expect(registry.gc.receiptItems(receipt.id).length).toBe(plan.items.length);
  expect(statSync(join(dir, 'reserve')).size, 'the reserve is there for the next time').toBe(RESERVE_BYTES);
  await pushSmall(registry, 'a', ['v2'], 'after');
}

describe('R-15: a collection on a disk without a free byte', () => {
  it('works, and frees its space', async ({ skip }) => {
    const dir = smallDisk(64) ?? skip('no file system can be mounted here');
    const opened = await filledRegistry(dir);
    await expect(opened.registry.blobs.put('a', Buffer.alloc(9_000, 1))).rejects.toMatchObject({
      code: 'REGISTRY_DISK_FULL',
    });
    await expectCollected(opened, opened.layer);
  });

  it('works after a restart on the full disk, too', async ({ skip }) => {
    const dir = smallDisk(64) ?? skip('no file system can be mounted here');
    const opened = await filledRegistry(dir);
    const again = opened.crash();
    await expectCollected(again, opened.layer);
  });

  it('says that the disk is full where even the reserve is gone, and changes nothing', async ({ skip }) => {
    const dir = smallDisk(64) ?? skip('no file system can be mounted here');
    const { registry } = await filledRegistry(dir);
    unlinkSync(join(dir, 'reserve'));
    rmSync(join(dir, 'filler'));
    fill(dir);
    expect(existsSync(join(dir, 'reserve'))).toBe(false);
    const usage = registry.browse.usage();
    const plan = await registry.gc.prepare({ ...now, undoMs: 0 });
    await expect(registry.gc.run(plan)).rejects.toMatchObject({ code: 'REGISTRY_DISK_FULL' });
    expect(registry.browse.usage()).toEqual(usage);
  });
});
