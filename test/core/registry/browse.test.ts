import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/core/registry/index.ts';
import {
  descriptor,
  OCI_IMAGE,
  OCI_INDEX,
  openRegistry,
  pushSmall,
  sampleImage,
  storeImage,
} from './helpers.ts';

const now = { graceMs: 0, uploadExpiryMs: 0 };

describe('browsing', () => {
  it('lists repositories and tags with sizes and platforms', async () => {
    const { registry } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'sample/web', '1.0', image);
    await pushSmall(registry, 'sample/web', ['latest'], 'x');
    await pushSmall(registry, 'a', ['v1'], 'y');
    const repositories = registry.browse.repositories();
    expect(repositories.map(({ name, tags, manifests }) => [name, tags, manifests])).toEqual([
      ['a', 1, 1],
      ['sample/web', 2, 4],
    ]);
    const tags = await registry.browse.tags('sample/web');
    const blobBytes = image.blobs.reduce((sum, blob) => sum + blob.content.byteLength, 0);
    expect(tags[0]).toMatchObject({
      name: '1.0',
      digest: image.index.digest,
      size: blobBytes,
      platforms: [
        { os: 'linux', architecture: 'amd64' },
        { os: 'linux', architecture: 'arm64' },
      ],
    });
    expect(tags[1]?.platforms).toEqual([{ os: 'linux', architecture: 'amd64' }]);
    expect(
      (await registry.browse.tags('sample/web', { after: '1.0', limit: 1 })).map((tag) => tag.name),
    ).toEqual(['latest']);
    await expect(registry.browse.tags('none')).rejects.toMatchObject({ code: 'REGISTRY_REPOSITORY_UNKNOWN' });
  });

  it('shows an image by platform with layers and configuration', async () => {
    const { registry } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'a', 'v1', image);
    await storeImage(registry, 'b', 'v1', image);
    const view = await registry.browse.show('a', 'v1');
    expect(view).toMatchObject({
      repository: 'a',
      digest: image.index.digest,
      tags: ['v1'],
      missing: [],
      referrers: [],
    });
    expect(view.images.map((each) => each.platform.architecture)).toEqual(['amd64', 'arm64']);
    expect(view.images[0]).toMatchObject({
      created: '2026-01-01T00:00:00Z',
      cmd: ['/app'],
      env: ['MODE=test'],
      exposedPorts: ['8080/tcp'],
      labels: { team: 'docks' },
      layers: [
        { createdBy: 'COPY base /', sharedWith: 1, stored: true },
        { createdBy: 'COPY app /', sharedWith: 1, stored: true },
      ],
    });
    expect((await registry.browse.show('a', image.manifests[0]?.digest ?? '')).images.length).toBe(1);
    await expect(registry.browse.show('a', 'none')).rejects.toMatchObject({
      code: 'REGISTRY_MANIFEST_UNKNOWN',
    });
  });

  it('tells what a sparse index and an artifact are', async () => {
    const { registry } = openRegistry();
    const absent = descriptor(OCI_IMAGE, Buffer.from('absent'));
    const index = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [absent] }),
    );
    await registry.manifests.put({ repository: 'a', body: index, tags: ['sparse'] });
    expect(await registry.browse.show('a', 'sparse')).toMatchObject({ images: [], missing: [absent.digest] });
    const empty = Buffer.from('{}');
    await registry.blobs.put('a', empty);
    const artifact = {
      schemaVersion: 2,
      mediaType: OCI_IMAGE,
      artifactType: 'application/chart',
      config: descriptor('application/vnd.oci.empty.v1+json', empty),
      layers: [],
      annotations: { note: 'hi' },
    };
    await registry.manifests.put({
      repository: 'a',
      body: Buffer.from(JSON.stringify(artifact)),
      tags: ['chart'],
    });
    expect(await registry.browse.show('a', 'chart')).toMatchObject({
      artifactType: 'application/chart',
      images: [],
      annotations: { note: 'hi' },
    });
  });
});

describe('removing', () => {
  it('a tag takes its image along, and the preview says so without doing it', async () => {
    const { registry } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'a', 'v1', image);
    const target = { kind: 'tag', repository: 'a', tag: 'v1' } as const;
    const preview = registry.browse.previewRemoval(target);
    expect(preview.tags).toEqual(['v1']);
    expect([...preview.manifests].sort()).toEqual(
      [image.index, ...image.manifests].map((m) => m.digest).sort(),
    );
    expect(preview.unreferenced.map((blob) => blob.digest).sort()).toEqual(
      image.blobs.map((b) => b.digest).sort(),
    );
    expect(preview.bytes).toBe(image.blobs.reduce((sum, blob) => sum + blob.content.byteLength, 0));
    expect((await registry.browse.show('a', 'v1')).images.length).toBe(2);
    expect(await registry.browse.remove(target)).toEqual(preview);
    await expect(registry.browse.show('a', 'v1')).rejects.toMatchObject({
      code: 'REGISTRY_MANIFEST_UNKNOWN',
    });
    const receipt = await registry.gc.run(registry.gc.plan());
    expect(receipt.bytes).toBe(preview.bytes);
    expect(registry.browse.usage()).toMatchObject({ blobs: 0, manifests: 0 });
  });

  it('a tag leaves an image that another tag or an index needs', async () => {
    const { registry } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'a', 'v1', image);
    const [child] = image.manifests;
    await registry.manifests.put({ repository: 'a', body: image.index.content, tags: ['v2'] });
    await registry.manifests.put({
      repository: 'a',
      body: child?.content ?? Buffer.alloc(0),
      tags: ['only-amd64'],
    });
    for (const tag of ['v1', 'only-amd64']) {
      expect(await registry.browse.remove({ kind: 'tag', repository: 'a', tag })).toMatchObject({
        tags: [tag],
        manifests: [],
        bytes: 0,
      });
    }
    expect(registry.gc.plan(now).items).toEqual([]);
  });

  it('shared layers are not counted as coming free', async () => {
    const { registry } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'a', 'v1', image);
    await storeImage(registry, 'b', 'v1', image);
    const preview = registry.browse.previewRemoval({ kind: 'repository', repository: 'a' });
    expect(preview).toMatchObject({ tags: ['v1'], unreferenced: [], bytes: 0 });
    await registry.browse.remove({ kind: 'repository', repository: 'a' });
    expect(registry.catalog(10).names).toEqual(['b']);
    await registry.gc.run(registry.gc.plan(now));
    expect((await registry.browse.show('b', 'v1')).images.length).toBe(2);
  });

  it('a manifest goes with its tags and its untagged referrers', async () => {
    const { registry } = openRegistry();
    const { digest } = await pushSmall(registry, 'a', ['v1', 'v2'], 'subject');
    const subject = { subject: { mediaType: OCI_IMAGE, digest, size: 1 } };
    const sbom = await pushSmall(registry, 'a', [], 'sbom', subject);
    const done = await registry.browse.remove({ kind: 'manifest', repository: 'a', digest });
    expect(done.tags).toEqual(['v1', 'v2']);
    expect([...done.manifests].sort()).toEqual([digest, sbom.digest].sort());
  });

  it('says what is not there', () => {
    const { registry } = openRegistry();
    const { previewRemoval } = { previewRemoval: registry.browse.previewRemoval.bind(registry.browse) };
    expect(() => previewRemoval({ kind: 'repository', repository: 'x' })).toThrow(
      expect.objectContaining({ code: 'REGISTRY_REPOSITORY_UNKNOWN' }),
    );
  });
});

describe('resolving image names', () => {
  it('finds local copies under every name design section 9 lists', async () => {
    const { registry } = openRegistry();
    const image = sampleImage();
    await storeImage(registry, 'ns/app', '1.0', image);
    for (const reference of [
      'ns/app:1.0',
      'localhost:5000/ns/app:1.0',
      'ccr.ccs.tencentyun.com/ns/app:1.0',
      'mine.tencentcloudcr.com/ns/app:1.0',
      'cloudapp-tcr.tencentcloudcr.com/ns/app:1.0',
      'cloudapp.tencentcloudcr.com/ns/app:1.0',
      'dockerhub.yonyoucloud.com/tenant/ns/app:1.0',
      `ns/app@${image.index.digest}`,
    ]) {
      expect(await registry.resolveImage(reference), reference).toMatchObject({
        found: true,
        repository: 'ns/app',
        digest: image.index.digest,
        platforms: [{ architecture: 'amd64' }, { architecture: 'arm64' }],
      });
    }
  });

  it('prefers the repository that carries the host, and names what is missing', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'ns/app', ['v1'], 'plain');
    const hosted = await pushSmall(registry, 'ccr.ccs.tencentyun.com/ns/app', ['v1'], 'hosted');
    expect(await registry.resolveImage('ccr.ccs.tencentyun.com/ns/app:v1')).toMatchObject({
      digest: hosted.digest,
    });
    expect(await registry.resolveImage('ns/app:v9')).toMatchObject({ found: false, reason: 'tag' });
    expect(await registry.resolveImage('ns/none')).toMatchObject({ found: false, reason: 'repository' });
    expect(await registry.resolveImage('NOT A NAME')).toMatchObject({ found: false, reason: 'invalid' });
    expect(await registry.resolveImage(`ns/app@${digestOf('x')}`)).toMatchObject({
      found: false,
      reason: 'tag',
    });
  });
});

describe('damaged configs', () => {
  it('do not stop a look-up: the image is there, its platform unknown', async () => {
    const { registry, dir } = openRegistry({ limits: { cacheBytes: 0 } });
    const { config } = await pushSmall(registry, 'a', ['v1'], 'x');
    rmSync(join(dir, 'blobs', 'sha256', config.slice(7, 9), config.slice(7)));
    expect(await registry.resolveImage('a:v1')).toMatchObject({ found: true, platforms: [] });
    expect(await registry.browse.tags('a')).toMatchObject([{ name: 'v1', platforms: [] }]);
    expect((await registry.browse.show('a', 'v1')).images).toEqual([]);
  });
});
