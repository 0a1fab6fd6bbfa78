import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../src/core/registry/index.ts';
import { openRegistry } from '../core/registry/helpers.ts';

describe('R-16: starting does not read the store (zot#2413)', () => {
  it('with 100,000 blobs and 100,000 tags the first answer comes within 300 ms', async () => {
    const { registry, db, dir } = openRegistry();
    const body = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [],
      }),
    );
    await registry.manifests.put({ repository: 'a', body, tags: ['first'] });
    await registry.close();
    const blob = db.prepare('INSERT INTO registry_blobs (digest, size, stored_at) VALUES (?, 1, 0)');
    const link = db.prepare('INSERT INTO registry_blob_links (repository_id, digest) VALUES (1, ?)');
    const tag = db.prepare(
      'INSERT INTO registry_tags (repository_id, name, manifest_id, updated_at) VALUES (1, ?, 1, 0)',
    );
    db.transaction(() => {
      for (let index = 0; index < 100_000; index += 1) {
        const digest = `sha256:${index.toString(16).padStart(64, '0')}`;
        blob.run(digest);
        link.run(digest);
        tag.run(`t${index}`);
      }
    })();
    const start = performance.now();
    const again = createRegistry({ db, dir, clock: () => new Date() });
    expect(again.manifests.get('a', 't99999')).toBeDefined();
    expect(performance.now() - start).toBeLessThan(300);
    await again.recovered;
  });

  it('corruption that a pull meets later is reported, set aside and mended by the next push', async () => {
    const opened = openRegistry({ limits: { cacheBytes: 0 } });
    const content = Buffer.alloc(300_000, 'x');
    const { digest } = await opened.registry.blobs.put('a', content);
    const file = join(opened.dir, 'blobs', 'sha256', digest.slice(7, 9), digest.slice(7));
    truncateSync(file, 1_000);
    const start = performance.now();
    const { registry } = opened.crash();
    expect(registry.blobs.stat('a', digest)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(300);
    await registry.recovered;
    await expect(registry.blobs.read({ digest, size: content.byteLength })).rejects.toMatchObject({
      code: expect.stringMatching(/^REGISTRY_/),
    });
    await expect
      .poll(async () => (await registry.check()).earlier.map((each) => each.digest))
      .toEqual([digest]);
    expect(readdirSync(join(opened.dir, 'quarantine')).length).toBeGreaterThan(0);
    await registry.blobs.put('a', content);
    expect((await registry.blobs.read({ digest, size: content.byteLength })).equals(content)).toBe(true);
  });
});
