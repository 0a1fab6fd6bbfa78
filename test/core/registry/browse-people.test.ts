import { describe, expect, it } from 'vitest';
import type { Registry } from '../../../src/core/registry/index.ts';
import {
  descriptor,
  imageBody,
  OCI_IMAGE,
  openRegistry,
  pushSmall,
  sampleImage,
  storeImage,
} from './helpers.ts';

async function manyTags(registry: Registry, count: number): Promise<void> {
  const { body } = await pushSmall(registry, 'many', ['latest'], 'small');
  for (let from = 0; from < count; from += 100) {
    const tags = Array.from({ length: Math.min(100, count - from) }, (_, index) => `v1.${from + index}`);
    await registry.manifests.put({ repository: 'many', body, mediaType: OCI_IMAGE, tags });
  }
}

describe('what people look for in the registry', () => {
  it('finds tags by letters, sorts them and pages through them', async () => {
    const opened = openRegistry();
    const { registry } = opened;
    await manyTags(registry, 5000);
    const names = async (page: Parameters<Registry['browse']['tags']>[1]) =>
      (await registry.browse.tags('many', page)).map((tag) => tag.name);
    expect(await names({ filter: '1.4999' })).toEqual(['v1.4999']);
    expect((await names({ filter: 'v1 42', limit: 3 }))[0]).toBe('v1.42');
    expect(await names({ filter: 'no such tag' })).toEqual([]);
    const all = await names({ limit: 10_000 });
    expect(all).toHaveLength(5001);
    expect(await names({ offset: 4990, limit: 5 })).toEqual(all.slice(4990, 4995));
    expect(await names({ limit: 3, reverse: true })).toEqual(all.slice(-3).reverse());
    const filtered = await names({ filter: 'v1.1', limit: 10_000, sort: 'name' });
    expect(await names({ filter: 'v1.1', offset: 100, limit: 50, sort: 'name' })).toEqual(
      filtered.slice(100, 150),
    );
    opened.advance(1000);
    await pushSmall(registry, 'many', ['fresh'], 'a longer content than the other');
    expect(await names({ sort: 'newest', limit: 1 })).toEqual(['fresh']);
    expect(await names({ sort: 'size', limit: 1 })).toEqual(['fresh']);
    expect((await names({ sort: 'size', reverse: true, limit: 10_000 })).at(-1)).toBe('fresh');
  });

  it('lets requests through while it searches many tags', async () => {
    const { registry } = openRegistry();
    await manyTags(registry, 10_000);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await registry.browse.tags('many', { filter: 'v1', sort: 'size', limit: 10 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });

  it('tells what images share and what only one needs; platforms of one image are no others', async () => {
    const { registry } = openRegistry();
    await storeImage(registry, 'a', 'v1', sampleImage('one'));
    const alone = await registry.browse.show('a', 'v1');
    expect(alone.images[0]?.layers[0]?.sharedBy).toEqual({ images: [], more: 0 });
    expect(alone.uniqueBytes).toBe(alone.size);
    await storeImage(registry, 'b/c', 'v2', sampleImage('two'));
    const view = await registry.browse.show('a', 'v1');
    const [first, second] = view.images[0]?.layers ?? [];
    expect(first?.sharedBy).toEqual({ images: ['b/c:v2'], more: 0 });
    expect(second?.sharedBy.images).toEqual([]);
    expect(view.uniqueBytes).toBe(view.size - (first?.size ?? 0));
    const removal = registry.browse.previewRemoval({ kind: 'tag', repository: 'a', tag: 'v1' });
    expect(removal.bytes).toBe(view.uniqueBytes);
    expect(removal.kept).toMatchObject([{ digest: first?.digest, images: ['b/c:v2'] }]);
    expect(removal.keptBytes).toBe(first?.size);
    const done = await registry.browse.remove({ kind: 'tag', repository: 'a', tag: 'v1' });
    expect(done).toEqual(removal);
  });

  it('names many users of a layer up to a bound, newest first', async () => {
    const { registry } = openRegistry();
    const layer = Buffer.from('the layer that everybody has');
    await registry.blobs.put('all', layer);
    for (let index = 0; index < 90; index += 1) {
      const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', index }));
      await registry.blobs.put('all', config);
      const body = imageBody(config, [layer]);
      await registry.manifests.put({ repository: 'all', body, mediaType: OCI_IMAGE, tags: [`v${index}`] });
    }
    const view = await registry.browse.show('all', 'v0');
    const shared = view.images[0]?.layers[0]?.sharedBy;
    expect(shared?.images).toHaveLength(20);
    expect(shared?.images[0]).toBe('all:v89');
    expect((shared?.images.length ?? 0) + (shared?.more ?? 0)).toBe(89);
  });

  it('says why an image stays though its tag goes', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'a', ['v1', 'latest'], 'x');
    const removal = registry.browse.previewRemoval({ kind: 'tag', repository: 'a', tag: 'v1' });
    expect(removal).toMatchObject({ tags: ['v1'], manifests: [], holders: ['a:latest'], bytes: 0 });
  });

  it('tells the steps of the build with the layers they made', async () => {
    const { registry } = openRegistry();
    const config = Buffer.from(
      JSON.stringify({
        os: 'linux',
        architecture: 'amd64',
        history: [
          { created_by: 'ADD x' },
          { created_by: 'ENV A=1', empty_layer: true },
          { created_by: 'COPY y', created: '2026-01-01T00:00:00Z' },
        ],
      }),
    );
    const layers = [Buffer.from('one'), Buffer.from('two')];
    for (const blob of [config, ...layers]) await registry.blobs.put('a', blob);
    await registry.manifests.put({ repository: 'a', body: imageBody(config, layers), tags: ['v'] });
    const [only] = (await registry.browse.show('a', 'v')).images;
    expect(only?.history).toEqual([
      { command: 'ADD x', layer: 0 },
      { command: 'ENV A=1' },
      { command: 'COPY y', created: '2026-01-01T00:00:00Z', layer: 1 },
    ]);
    expect(only?.layers.map((layer) => layer.createdBy)).toEqual(['ADD x', 'COPY y']);
  });

  it('shows a chart as a chart, and the files of an artifact by name', async () => {
    const { registry } = openRegistry();
    const config = Buffer.from(
      JSON.stringify({
        name: 'shop',
        version: '1.2.3',
        appVersion: '7',
        description: 'A shop',
        dependencies: [{ name: 'mysql', version: '9.x', repository: 'oci://charts' }],
        maintainers: [{ name: 'Ann' }, 5],
      }),
    );
    const archive = Buffer.from('tgz');
    for (const blob of [config, archive]) await registry.blobs.put('charts/shop', blob);
    const body = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: OCI_IMAGE,
        config: descriptor('application/vnd.cncf.helm.config.v1+json', config),
        layers: [
          {
            ...descriptor('application/vnd.cncf.helm.chart.content.v1.tar+gzip', archive),
            annotations: { 'org.opencontainers.image.title': 'shop-1.2.3.tgz' },
          },
        ],
      }),
    );
    await registry.manifests.put({ repository: 'charts/shop', body, tags: ['1.2.3'] });
    const view = await registry.browse.show('charts/shop', '1.2.3');
    expect(view.chart).toEqual({
      name: 'shop',
      version: '1.2.3',
      appVersion: '7',
      description: 'A shop',
      keywords: [],
      maintainers: ['Ann'],
      dependencies: [{ name: 'mysql', version: '9.x', repository: 'oci://charts' }],
    });
    expect(view.images).toEqual([]);
    expect(view.files).toMatchObject([{ title: 'shop-1.2.3.tgz', stored: true, size: 3 }]);
  });
});
