import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlobFiles } from '../../../src/core/registry/files/blob-files.ts';
import { digestHex, digestOf } from '../../../src/core/registry/index.ts';
import { sqliteMetadata } from '../../../src/core/registry/stores/sqlite-metadata.ts';
import { openStore } from '../../../src/core/store/index.ts';
import { blobStoreContract } from './contract/blob-store.ts';
import { MemoryBlobStore } from './contract/memory-blob-store.ts';
import { MemoryMetadata } from './contract/memory-metadata.ts';
import { metadataStoreContract } from './contract/metadata-store.ts';
import { chunksOf, DAY, openRegistry, pushSmall, registryMigrations, tempDir } from './helpers.ts';

blobStoreContract('files', () => {
  const dir = tempDir();
  return {
    store: new BlobFiles(dir),
    reopen: () => new BlobFiles(dir),
    damage: (digest, content) => {
      const path = join(dir, 'blobs', 'sha256', digestHex(digest).slice(0, 2), digestHex(digest));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
  };
});

blobStoreContract('memory (as an object store)', () => {
  const store = new MemoryBlobStore();
  return {
    store,
    reopen: () => new MemoryBlobStore(store.objects),
    damage: (digest, content) => store.objects.blobs.set(digest, content),
  };
});

metadataStoreContract('SQLite', () =>
  sqliteMetadata(openStore(tempDir(), registryMigrations(), () => new Date())),
);
metadataStoreContract('memory', () => new MemoryMetadata());

describe('the registry on a store without files', () => {
  it('pushes, pulls, collects, checks, repairs, backs up and goes on after a crash', async () => {
    const store = new MemoryBlobStore();
    const { registry, advance, db, dir } = openRegistry({ blobStore: store });
    const kept = await pushSmall(registry, 'a', ['v1'], 'kept');
    const gone = await pushSmall(registry, 'a', [], 'gone');
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf('part one, '));
    advance(2 * DAY);
    await registry.uploads.append('a', id, chunksOf('part two, '));
    await registry.gc.run(registry.gc.plan());
    expect([...store.objects.blobs.keys()].sort()).toEqual([kept.layer, kept.config].sort());
    expect(registry.manifests.get('a', gone.digest)).toBeUndefined();
    const report = await registry.backup(join(tempDir(), 'copy'));
    expect(report).toMatchObject({ blobs: 2, missing: [] });
    store.objects.blobs.set(kept.layer, Buffer.from('rubbish'));
    expect((await registry.check({ repair: true })).damaged).toMatchObject([{ digest: kept.layer }]);
    await pushSmall(registry, 'a', ['v1'], 'kept');
    store.objects.blobs.set(digestOf('orphan'), Buffer.from('orphan'));
    db.close();
    const next = openRegistry({ blobStore: new MemoryBlobStore(store.objects) }, dir).registry;
    await next.recovered;
    expect((await next.check()).damaged).toEqual([]);
    await next.uploads.append('a', id, chunksOf('part three'), { start: 20 });
    const whole = digestOf('part one, part two, part three');
    await next.uploads.finish('a', id, whole);
    expect((await next.blobs.read({ digest: whole, size: 30 })).toString()).toContain('part two');
    expect(store.objects.uploads.size).toBe(0);
    expect(store.objects.blobs.has(digestOf('orphan'))).toBe(false);
  });

  it('no part but the file store touches files of the registry', () => {
    const root = resolve(import.meta.dirname, '../../../src/core/registry');
    /** Archives that people name, the folder of a backup, keys, the space kept for a full disk: not the store's content. */
    const others = /^(files|import|export|transfer|access|image)\/|^(backup|restore)|^gc\/reserve/;
    const touching = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !others.test(name))
      .filter((name) => /from 'node:fs/.test(readFileSync(join(root, name), 'utf8')));
    expect(touching).toEqual([]);
  });
});
