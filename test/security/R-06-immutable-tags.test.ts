import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, importImage } from '../../src/core/registry/index.ts';
import {
  imageBody,
  OCI_IMAGE,
  openRegistry,
  pushSmall,
  sampleImage,
  storeImage,
  tempDir,
} from '../core/registry/helpers.ts';
import { codeOf, serveRegistry } from '../server/oci/helpers.ts';

const headers = { 'content-type': OCI_IMAGE };
const other = imageBody(Buffer.from('{"other":1}'), []);
const TAGS = ['latest', 'LATEST', 'v1.0', '1', '_x', 'sha256-abc', 'stable'];

async function guarded(immutable: string[]) {
  const opened = openRegistry();
  const image = await pushSmall(opened.registry, 'shop/web', TAGS, 'x');
  opened.registry.access.setPolicy({ immutable });
  return { ...(await serveRegistry({}, {}, opened)), image };
}

/** Whatever would move or remove the tag; each answers with its status. */
async function attempts(server: Awaited<ReturnType<typeof guarded>>, tag: string): Promise<number[]> {
  const { send, image } = server;
  const put = async (path: string) => (await send('PUT', path, { body: other, headers })).status;
  const { digest } = await server.registry.manifests.put({
    repository: 'shop/web',
    body: other,
    mediaType: OCI_IMAGE,
  });
  return [
    await put(`/v2/shop/web/manifests/${tag}`),
    await put(`/v2/shop/web/manifests/${digest}?tag=${tag}`),
    await put(`/v2/shop/web/manifests/${digest}?tag=free&tag=${tag}&tag=also-free`),
    (await send('DELETE', `/v2/shop/web/manifests/${tag}`)).status,
    (await send('DELETE', `/v2/shop/web/manifests/${image.digest}`)).status,
    (await send('DELETE', `/v2/shop/web/blobs/${image.layer}`)).status,
  ];
}

describe('R-6: a protected tag is not overwritten, whatever its name (zot CVE-2026-31801)', () => {
  it.each(TAGS)('%s', async (tag) => {
    const server = await guarded([`shop/*:${tag}`]);
    expect(await attempts(server, tag)).toEqual([409, 409, 409, 409, 409, 409]);
    const now = await server.send('GET', `/v2/shop/web/manifests/${tag}`);
    expect(now.headers['docker-content-digest']).toBe(server.image.digest);
    // Nothing of the refused push with several tags is there.
    expect((await server.send('GET', '/v2/shop/web/manifests/free')).status).toBe(404);
  });

  it('nothing is special without a rule: latest, stable and v1.0 move like any other', async () => {
    for (const tag of TAGS) {
      const server = await guarded(['shop/*:unrelated', 'other/**:*']);
      expect(await attempts(server, tag)).toEqual([201, 201, 201, 202, 202, 202]);
    }
  });

  it('setting it the first time and pushing the same again are allowed', async () => {
    const { send, image } = await guarded(['**:*']);
    expect((await send('PUT', '/v2/shop/web/manifests/v1.0', { body: image.body, headers })).status).toBe(
      201,
    );
    expect((await send('PUT', '/v2/shop/web/manifests/v2.0', { body: image.body, headers })).status).toBe(
      201,
    );
    expect((await send('PUT', '/v2/new/repo/manifests/latest', { body: other, headers })).status).toBe(201);
    const again = await send('PUT', '/v2/new/repo/manifests/latest', { body: image.body, headers });
    expect([again.status, codeOf(again)]).toEqual([409, 'DENIED']);
  });

  it('rules tell upper from lower case and whole names from parts', async () => {
    const { send } = await guarded(['**:latest', 'shop:v1.0']);
    const move = async (tag: string) =>
      (await send('PUT', `/v2/shop/web/manifests/${tag}`, { body: other, headers })).status;
    expect(await move('LATEST')).toBe(201);
    expect(await move('latest2')).toBe(201);
    expect(await move('v1.0')).toBe(201);
    expect(await move('latest')).toBe(409);
  });

  it('an index keeps what it leads to', async () => {
    const opened = openRegistry();
    const image = sampleImage();
    await storeImage(opened.registry, 'shop/web', 'v1', image);
    opened.registry.access.setPolicy({ immutable: ['v*'] });
    const { send } = await serveRegistry({}, {}, opened);
    for (const { digest } of image.manifests)
      expect((await send('DELETE', `/v2/shop/web/manifests/${digest}`)).status).toBe(409);
    for (const { digest } of image.blobs)
      expect((await send('DELETE', `/v2/shop/web/blobs/${digest}`)).status).toBe(409);
  });

  it('Drydock itself keeps to it: removal, import, collection', async () => {
    const { registry, image } = await guarded(['shop/**:v*']);
    const refused = { code: 'REGISTRY_TAG_IMMUTABLE' };
    const { browse } = registry;
    await expect(browse.remove({ kind: 'tag', repository: 'shop/web', tag: 'v1.0' })).rejects.toMatchObject(
      refused,
    );
    await expect(
      browse.remove({ kind: 'manifest', repository: 'shop/web', digest: image.digest }),
    ).rejects.toMatchObject(refused);
    await expect(browse.remove({ kind: 'repository', repository: 'shop/web' })).rejects.toMatchObject(
      refused,
    );
    const dir = tempDir();
    const source = openRegistry();
    await storeImage(source.registry, 'web', 'v1.0', sampleImage());
    const { exportImage } = await import('../../src/core/registry/index.ts');
    await exportImage(source.registry, { repository: 'web', reference: 'v1.0' }, `${dir}/web.tar`, {
      format: 'oci',
    });
    await expect(importImage(registry, `${dir}/web.tar`, { name: 'shop/web:v1.0' })).rejects.toMatchObject(
      refused,
    );
    await registry.gc.run(registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 }));
    expect(registry.manifests.get('shop/web', 'v1.0')?.digest).toBe(image.digest);
  });

  it('patterns mean what they say, and are quick whatever they are', () => {
    const naive = (pattern: string): RegExp =>
      new RegExp(
        `^${pattern
          .split(/(\*\*+|\*)/)
          .map((part) =>
            part === '*' ? '[^/]*' : part.startsWith('**') ? '.*' : part.replaceAll('.', '\\.'),
          )
          .join('')}$`,
      );
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '*', '**'), maxLength: 8 });
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 10 });
    fc.assert(
      fc.property(letters, plain, (pattern, name) => {
        expect(covers(pattern, name)).toBe(naive(pattern).test(name));
      }),
      { numRuns: 2000 },
    );
    const start = performance.now();
    covers('*a'.repeat(127), `${'a'.repeat(254)}b`);
    covers('**a'.repeat(85), `${'a'.repeat(254)}b`);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
