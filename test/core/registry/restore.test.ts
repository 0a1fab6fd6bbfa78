import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestHex, restoreHome } from '../../../src/core/registry/index.ts';
import { DAY, openRegistry, pushSmall, sampleImage, storeImage, tempDir } from './helpers.ts';

const fileOf = (dir: string, digest: string) =>
  join(dir, 'blobs/sha256', digest.slice(7, 9), digest.slice(7));

/** A registry with some of everything, and its backup. */
async function backedUp() {
  const opened = openRegistry();
  const { registry } = opened;
  const one = await pushSmall(registry, 'a', ['v1', 'v2'], 'one');
  const untagged = await pushSmall(registry, 'b/c', [], 'untagged');
  await registry.blobs.mount('b/c', one.layer, 'a');
  await storeImage(registry, 'multi', '1.0', sampleImage());
  const dir = join(tempDir(), 'backup');
  await registry.backup(dir);
  return { ...opened, one, untagged, backup: dir };
}

describe('restore into a running registry', () => {
  it('brings back what is not there, and nothing twice', async () => {
    const { backup, one, untagged } = await backedUp();
    const { registry } = openRegistry();
    const steps: string[] = [];
    const report = await registry.restore(backup, {
      onProgress: ({ step, done, total }) => steps.push(`${step} ${done}/${total}`),
    });
    expect(report).toMatchObject({ manifests: 5, tags: 3, kept: [], unusable: [] });
    expect(steps.at(-1)).toBe('manifests 5/5');
    expect(registry.manifests.get('a', 'v2')?.digest).toBe(one.digest);
    expect(registry.manifests.get('b/c', untagged.digest)).toBeDefined();
    expect(registry.blobs.stat('b/c', one.layer)).toBeDefined();
    expect((await registry.browse.show('multi', '1.0')).images.length).toBe(2);
    expect((await registry.check()).damaged).toEqual([]);
    expect(await registry.restore(backup)).toMatchObject({ blobs: 0, bytes: 0, manifests: 0, tags: 0 });
  });

  it('goes back to a backup after a deletion and a collection, while it serves', async () => {
    const { registry, backup, one, advance } = await backedUp();
    await registry.tags.remove('a', 'v1');
    await registry.manifests.remove('a', one.digest);
    advance(2 * DAY);
    await registry.gc.run(registry.gc.plan());
    expect(registry.blobs.stat('a', one.config)).toBeUndefined();
    const [report] = await Promise.all([
      registry.restore(backup),
      pushSmall(registry, 'a', ['meanwhile'], 'meanwhile'),
    ]);
    expect(report).toMatchObject({ tags: 2, unusable: [] });
    expect(registry.tags.list('a', 9)?.names).toEqual(['meanwhile', 'v1', 'v2']);
    expect(registry.blobs.stat('a', one.config)).toBeDefined();
  });

  it('leaves tags that name something else here, unless told to move them back', async () => {
    const { registry, backup, one } = await backedUp();
    const newer = await pushSmall(registry, 'a', ['v1'], 'newer');
    expect(await registry.restore(backup)).toMatchObject({ tags: 0, kept: ['a:v1'] });
    expect(registry.manifests.get('a', 'v1')?.digest).toBe(newer.digest);
    expect(await registry.restore(backup, { replace: true })).toMatchObject({ tags: 1, kept: [] });
    expect(registry.manifests.get('a', 'v1')?.digest).toBe(one.digest);
    expect(registry.manifests.get('a', newer.digest)).toBeDefined();
  });

  it('takes no damaged content: it is named, the rest comes', async () => {
    const { backup, one, untagged } = await backedUp();
    writeFileSync(fileOf(backup, one.layer), 'layer ONE');
    rmSync(fileOf(backup, untagged.layer));
    const { registry, dir } = openRegistry();
    const report = await registry.restore(backup);
    expect([...report.unusable].sort((x, y) => (x.problem < y.problem ? -1 : 1))).toEqual([
      { digest: one.layer, problem: 'damaged' },
      { digest: untagged.layer, problem: 'missing' },
    ]);
    expect(registry.blobs.stat('a', one.layer)).toBeUndefined();
    expect(registry.blobs.stat('a', one.config)).toBeDefined();
    expect(readdirSync(join(dir, 'uploads'))).toEqual([]);
    expect((await registry.check()).damaged).toEqual([]);
  });

  it('goes on after it was cancelled; nothing of before is lost', async () => {
    const { backup } = await backedUp();
    const { registry } = openRegistry();
    const mine = await pushSmall(registry, 'mine', ['v1'], 'mine');
    const stop = new AbortController();
    const cut = registry.restore(backup, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 2) stop.abort();
      },
    });
    await expect(cut).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(registry.manifests.get('mine', 'v1')?.digest).toBe(mine.digest);
    expect(await registry.restore(backup)).toMatchObject({ manifests: 5, tags: 3, unusable: [] });
  });

  it('refuses what is no backup', async () => {
    const { registry } = openRegistry();
    const dir = tempDir();
    const refused = { code: 'REGISTRY_BACKUP_INVALID' };
    await expect(registry.restore(dir)).rejects.toMatchObject(refused);
    expect(readdirSync(dir)).toEqual([]);
    writeFileSync(join(dir, 'drydock.db'), 'no database');
    await expect(registry.restore(dir)).rejects.toMatchObject(refused);
  });
});

describe('restore into a folder of its own', () => {
  it('is a data directory like the one that was backed up', async () => {
    const { backup, one } = await backedUp();
    const home = join(tempDir(), 'new', 'home');
    expect(await restoreHome(backup, home)).toMatchObject({ manifests: 5, tags: 3, unusable: [] });
    const { registry } = openRegistry({}, home);
    await registry.recovered;
    expect(registry.manifests.get('a', 'v1')?.digest).toBe(one.digest);
    expect((await registry.check()).damaged).toEqual([]);
    await pushSmall(registry, 'a', ['v3'], 'after');
    expect(existsSync(fileOf(backup, one.layer))).toBe(true);
  });

  it('goes on after an interruption, is not taken for whole before, and touches no other folder', async () => {
    const { backup } = await backedUp();
    const home = join(tempDir(), 'home');
    const stop = new AbortController();
    const cut = restoreHome(backup, home, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 3) stop.abort();
      },
    });
    await expect(cut).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(join(home, 'drydock.db'))).toBe(false);
    expect(await restoreHome(backup, home)).toMatchObject({ unusable: [] });
    expect(readdirSync(home).sort()).toEqual(['blobs', 'drydock.db']);
    const mine = tempDir();
    mkdirSync(join(mine, 'mine'));
    await expect(restoreHome(backup, mine)).rejects.toMatchObject({ code: 'REGISTRY_BACKUP_TARGET' });
    await expect(restoreHome(backup, home)).rejects.toMatchObject({ code: 'REGISTRY_BACKUP_TARGET' });
  });

  it('names what is damaged and copies the rest', async () => {
    const { backup, one } = await backedUp();
    writeFileSync(fileOf(backup, one.layer), 'rubbish');
    const home = join(tempDir(), 'home');
    expect((await restoreHome(backup, home)).unusable).toEqual([{ digest: one.layer, problem: 'damaged' }]);
    expect(existsSync(fileOf(home, one.layer))).toBe(false);
    expect(existsSync(fileOf(home, one.config))).toBe(true);
    expect(digestHex(one.layer)).toHaveLength(64);
  });
});
