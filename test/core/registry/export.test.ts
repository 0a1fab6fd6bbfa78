import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportImage, importImage } from '../../../src/core/registry/index.ts';
import { runTool } from '../../conformance/helpers.ts';
import { describeTool } from '../../helpers/tools.ts';
import { openRegistry, sampleImage, storeImage, tempDir } from './helpers.ts';

const image = { repository: 'team/web', reference: '1.0' };

async function filled() {
  const opened = openRegistry();
  const sample = sampleImage();
  await storeImage(opened.registry, image.repository, image.reference, sample);
  return { ...opened, sample, file: join(tempDir(), 'web.tar') };
}

describe('export of an image', () => {
  it('as OCI layout comes back with the same digests, every platform kept', async () => {
    const { registry, sample, file } = await filled();
    const seen: number[] = [];
    const done = await exportImage(registry, image, file, {
      format: 'oci',
      onProgress: ({ done: bytes, total }) => seen.push(bytes / total),
    });
    expect(done).toMatchObject({ digest: sample.index.digest, manifests: 3, missing: [] });
    expect(seen.at(-1)).toBe(1);
    const other = openRegistry().registry;
    const { images } = await importImage(other, file, { name: 'again' });
    expect(images).toEqual([{ repository: 'again', tag: '1.0', digest: sample.index.digest }]);
    expect((await other.browse.show('again', '1.0')).images).toHaveLength(2);
  });

  it('as Docker archive holds one platform', async () => {
    const { registry, file } = await filled();
    await exportImage(registry, image, file, { format: 'docker', platform: 'linux/arm64' });
    const other = openRegistry().registry;
    const { images } = await importImage(other, file, { name: 'one:2' });
    const view = await other.browse.show('one', '2');
    expect(images).toHaveLength(1);
    expect(view.images.map(({ platform }) => platform.architecture)).toEqual(['arm64']);
    await expect(
      exportImage(registry, image, file, { format: 'docker', platform: 'linux/s390x' }),
    ).rejects.toMatchObject({ code: 'REGISTRY_PLATFORM_UNKNOWN' });
  });

  it('leaves no file when it is cancelled or cannot be written', async () => {
    const { registry, file } = await filled();
    const stop = new AbortController();
    const options = { format: 'oci' as const, signal: stop.signal, onProgress: () => stop.abort() };
    await expect(exportImage(registry, image, file, options)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(join(file, '..'))).toEqual([]);
    await expect(exportImage(registry, image, '/nowhere/x.tar', { format: 'oci' })).rejects.toMatchObject({
      code: 'STORE_READ_ONLY',
    });
    await expect(
      exportImage(registry, { ...image, reference: '9' }, file, { format: 'oci' }),
    ).rejects.toMatchObject({ code: 'REGISTRY_MANIFEST_UNKNOWN' });
  });
});

describeTool('skopeo', 'export for others', () => {
  it('is read by skopeo as OCI archive and as Docker archive', async () => {
    const { registry, sample, file } = await filled();
    await exportImage(registry, image, file, { format: 'oci' });
    const raw = await runTool('skopeo', ['inspect', '--raw', `oci-archive:${file}:1.0`]);
    expect(raw).toBe(sample.index.content.toString());
    await exportImage(registry, image, file, { format: 'docker', platform: 'linux/amd64' });
    const found = JSON.parse(await runTool('skopeo', ['inspect', `docker-archive:${file}:team/web:1.0`]));
    expect(found).toMatchObject({ Architecture: 'amd64', Labels: { team: 'docks' } });
  });
});
