import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildImage, digestOf } from '../../../src/core/registry/index.ts';
import { sampleImage } from './helpers.ts';

describe('building images in memory', () => {
  it('gives the same digests for the same input, others for other input', () => {
    expect(sampleImage().index.digest).toBe(sampleImage().index.digest);
    expect(sampleImage('other').index.digest).not.toBe(sampleImage().index.digest);
    // Pinned: the sample project's images must have the same digests on every machine.
    expect(sampleImage().index.digest).toBe(
      'sha256:6dbc4a3ef26884454ca139a603c7fd7a13421b851f217abbad39512485b594d9',
    );
  });

  it('describes every blob truly, and its layers unpack to what diff_ids say', () => {
    const image = sampleImage();
    const blobs = new Map(image.blobs.map((blob) => [blob.digest as string, blob.content]));
    for (const manifest of image.manifests) {
      const { config, layers } = JSON.parse(manifest.content.toString()) as {
        config: { digest: string; size: number };
        layers: { digest: string; size: number }[];
      };
      for (const each of [config, ...layers]) expect(blobs.get(each.digest)?.byteLength).toBe(each.size);
      const file = JSON.parse(String(blobs.get(config.digest))) as { rootfs: { diff_ids: string[] } };
      expect(layers.map((layer) => digestOf(gunzipSync(blobs.get(layer.digest) ?? Buffer.alloc(0))))).toEqual(
        file.rootfs.diff_ids,
      );
    }
  });

  it('keeps a layer that platforms share once', () => {
    expect(sampleImage().blobs.length).toBe(5);
  });

  it('packs layers of any size so that gunzip gives them back', () => {
    const pack = (size: number) =>
      buildImage({
        created: '2026-01-01T00:00:00Z',
        platforms: [{ os: 'linux', architecture: 'amd64' }],
        config: {},
        layers: [{ createdBy: 'x', files: [{ path: 'f', content: Buffer.alloc(size, 'y') }] }],
      });
    for (const size of [0, 1, 511, 512, 64_512, 65_535, 200_000]) {
      const layer = pack(size).blobs.find((blob) => blob.mediaType.endsWith('tar+gzip'));
      const tar = gunzipSync(layer?.content ?? Buffer.alloc(0));
      expect(tar.subarray(512, 512 + size).equals(Buffer.alloc(size, 'y')), `${size}`).toBe(true);
      expect(tar.byteLength % 512).toBe(0);
    }
  });
});
