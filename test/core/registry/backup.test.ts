import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestHex } from '../../../src/core/registry/index.ts';
import { DAY, openRegistry, pushSmall, tempDir } from './helpers.ts';

describe('backup while running', () => {
  it('is a registry of its own, as of one moment, whatever is pushed and collected meanwhile', async () => {
    const { registry, advance } = openRegistry();
    const kept = await Promise.all(
      Array.from({ length: 30 }, (_, at) => pushSmall(registry, 'a', [`v${at}`], `image ${at}`)),
    );
    const leaving = await pushSmall(registry, 'a', [], 'leaves while the backup runs');
    advance(2 * DAY);
    const to = join(tempDir(), 'copy');
    let collected: Promise<unknown> | undefined;
    const report = await registry.backup(to, {
      onProgress: ({ done }) => {
        if (done !== 3) return;
        collected = Promise.all([
          registry.gc.run(registry.gc.plan()),
          pushSmall(registry, 'a', ['late'], 'late'),
        ]);
      },
    });
    await collected;
    expect(registry.blobs.stat('a', leaving.layer)).toBeUndefined();
    expect(report).toMatchObject({ blobs: 62, missing: [] });
    const copy = openRegistry({}, to).registry;
    await copy.recovered;
    for (const [at, { digest, layer }] of kept.entries()) {
      expect(copy.manifests.get('a', `v${at}`)?.digest).toBe(digest);
      expect(copy.blobs.stat('a', layer)).toBeDefined();
    }
    expect(copy.manifests.get('a', leaving.digest)?.body).toEqual(leaving.body);
    expect((await copy.check()).damaged).toEqual([]);
  });

  it('names what is missing, writes into empty folders only, and can be cancelled', async () => {
    const { registry, dir } = openRegistry();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'x');
    const hex = digestHex(layer);
    rmSync(join(dir, 'blobs', 'sha256', hex.slice(0, 2), hex));
    expect((await registry.backup(join(tempDir(), 'b'))).missing).toEqual([layer]);
    const full = join(tempDir(), 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'mine'), '');
    await expect(registry.backup(full)).rejects.toMatchObject({ code: 'REGISTRY_BACKUP_TARGET' });
    const signal = AbortSignal.abort();
    await expect(registry.backup(join(tempDir(), 'c'), { signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('that is cancelled half way leaves nothing that looks like one, and can be begun again', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'a', ['v1'], 'x');
    const to = join(tempDir(), 'copy');
    const stop = new AbortController();
    const seen: string[][] = [];
    const cut = registry.backup(to, {
      signal: stop.signal,
      onProgress: () => {
        seen.push(readdirSync(to).sort());
        stop.abort();
      },
    });
    await expect(cut).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen[0]).not.toContain('drydock.db');
    expect(readdirSync(to)).toEqual([]);
    expect(await registry.backup(to)).toMatchObject({ blobs: 2, missing: [] });
    expect(readdirSync(to).sort()).toEqual(['blobs', 'drydock.db']);
  });
});
