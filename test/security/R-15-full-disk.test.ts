import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { chunksOf, imageBody, OCI_IMAGE, openRegistry, pushSmall } from '../core/registry/helpers.ts';
import { serveRegistry } from '../server/oci/helpers.ts';

describe('R-15: a full disk', () => {
  it.skipIf(!existsSync('/dev/full'))(
    'a file that cannot be written: a clear error, nothing changed, reads go on',
    async () => {
      let next = 'first';
      const opened = openRegistry({ randomId: () => next });
      const kept = await pushSmall(opened.registry, 'a', ['v1'], 'kept');
      const { send } = await serveRegistry({}, {}, opened);
      const usage = opened.registry.browse.usage();
      next = 'full';
      const { headers } = await send('POST', '/v2/a/blobs/uploads/');
      symlinkSync('/dev/full', join(opened.dir, 'uploads', 'full'));
      const answer = await send('PATCH', String(headers.location), { body: Buffer.alloc(200_000, 'x') });
      expect([answer.status, answer.body.toString()]).toEqual([507, expect.stringContaining('disk is full')]);
      expect(opened.registry.browse.usage()).toEqual({ ...usage, uploads: 1 });
      expect((await send('GET', `/v2/a/blobs/${kept.layer}`)).status).toBe(200);
      expect((await send('GET', '/v2/a/manifests/v1')).status).toBe(200);
      await send('DELETE', String(headers.location));
      next = 'again';
      expect((await opened.registry.blobs.put('a', Buffer.from('later'))).size).toBe(5);
    },
  );

  it('a database that cannot grow: nobody is told yes, everything from before is there', async () => {
    const { registry, db, dir } = openRegistry();
    await pushSmall(registry, 'a', ['v1'], 'kept');
    await registry.recovered;
    const usage = registry.browse.usage();
    const pages = db.pragma('page_count', { simple: true });
    db.pragma(`max_page_count = ${pages}`);
    const attempts = Array.from({ length: 20 }, (_, index) => {
      const body = imageBody(Buffer.from('{}'), [], { annotations: { pad: `${index}`.repeat(20_000) } });
      return registry.manifests.put({ repository: 'a', body, mediaType: OCI_IMAGE, tags: [`big${index}`] });
    });
    const results = await Promise.allSettled(attempts);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'REGISTRY_DISK_FULL' } });
    }
    expect(registry.browse.usage()).toEqual(usage);
    expect(registry.tags.list('a', 10)?.names).toEqual(['v1']);
    db.pragma('max_page_count = 1000000');
    await pushSmall(registry, 'a', ['v2'], 'later');
    expect(registry.tags.list('a', 10)?.names).toEqual(['v1', 'v2']);
    expect(existsSync(dir)).toBe(true);
  });

  it('a write that breaks in the middle of an upload can be taken up again', async () => {
    const { registry } = openRegistry();
    const { id } = await registry.uploads.begin('a');
    await registry.uploads.append('a', id, chunksOf('01234'));
    const wrong = registry.uploads.append('a', id, chunksOf('567'), { length: 5 });
    await expect(wrong).rejects.toMatchObject({ code: 'REGISTRY_SIZE_MISMATCH' });
    await registry.uploads.append('a', id, chunksOf('89'), { start: 8 });
    await registry.uploads.finish('a', id, digestOf('0123456789'));
  });
});
