import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  archiveBytes,
  exportImage,
  exportStream,
  importImage,
  importStream,
  layoutOf,
} from '../../../src/core/registry/index.ts';
import { runTool } from '../../conformance/helpers.ts';
import { describeTool } from '../../helpers/tools.ts';
import { openRegistry, sampleImage, storeImage, tempDir } from './helpers.ts';
import { MiB, pushBig } from './transfer/helpers.ts';

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

  it('goes on where a stopped export ends, and only with what is right', async () => {
    const { registry, file } = await filled();
    await pushBig({ registry }, 'big', '1', 3 * MiB);
    const big = { repository: 'big', reference: '1' };
    const options = { format: 'oci' as const };
    const whole = await exportImage(registry, big, file, options);
    const bytes = readFileSync(file);
    const again = (partial: Buffer) => {
      rmSync(file, { force: true });
      writeFileSync(`${file}.partial`, partial);
      return exportImage(registry, big, file, options);
    };
    const complete = await again(bytes);
    expect(complete).toEqual({ ...whole, resumed: expect.any(Number) });
    expect(complete.resumed).toBeGreaterThan(3 * MiB);
    const damaged = Buffer.from(bytes);
    damaged[bytes.byteLength - 2 * MiB] = (damaged[bytes.byteLength - 2 * MiB] ?? 0) ^ 1;
    for (const partial of [
      bytes.subarray(0, 100),
      bytes.subarray(0, 2 * MiB),
      damaged,
      Buffer.alloc(4 * MiB),
    ]) {
      await again(partial);
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
  });

  it('as a folder is an OCI layout; blobs that lie there whole stay', async () => {
    const { registry, sample, file } = await filled();
    const options = { format: 'folder' as const };
    expect(await exportImage(registry, image, file, options)).toMatchObject({ resumed: 0, manifests: 3 });
    const blobs = join(file, 'blobs', 'sha256');
    const blob = sample.blobs[0];
    const path = join(blobs, String(blob?.digest.slice(7)));
    const before = statSync(path).ino;
    const other = sample.blobs[1];
    writeFileSync(join(blobs, String(other?.digest.slice(7))), Buffer.alloc(other?.content.byteLength ?? 0));
    rmSync(join(file, 'index.json'));
    const second = await exportImage(registry, image, file, options);
    expect(second.resumed).toBeGreaterThan(0);
    expect(statSync(path).ino).toBe(before);
    const { images } = await importImage(openRegistry().registry, file, { name: 'again' });
    expect(images).toEqual([{ repository: 'again', tag: '1.0', digest: sample.index.digest }]);
    writeFileSync(join(file, 'note.txt'), 'mine');
    await expect(exportImage(registry, image, file, options)).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
    });
  });

  it('as a stream has the bytes that it promises, and comes back', async () => {
    const { registry, sample } = await filled();
    const layout = layoutOf(registry, image, { format: 'oci' });
    let count = 0;
    const there = openRegistry().registry;
    const back = await importStream(there, exportStream(registry, image, { format: 'oci' }), {
      what: 'stream',
      name: 'again:2',
      onBytes: (done) => {
        count = done;
      },
    });
    expect(back.images).toEqual([{ repository: 'again', tag: '2', digest: sample.index.digest }]);
    // A reader may stop at the end mark's first block.
    expect(archiveBytes(layout) - count).toBeLessThanOrEqual(1024);
    const twice = await importStream(there, exportStream(registry, image, { format: 'oci' }), {
      what: 'stream',
      name: 'again:3',
    });
    expect(twice).toMatchObject({ newBlobs: 0, newBytes: 0 });
    expect(await there.check()).toMatchObject({ damaged: [] });
  });

  it('leaves no file under its name when it is cancelled or cannot be written', async () => {
    const { registry, file } = await filled();
    const stop = new AbortController();
    const options = { format: 'oci' as const, signal: stop.signal, onProgress: () => stop.abort() };
    await expect(exportImage(registry, image, file, options)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(join(file, '..'))).toEqual(['web.tar.partial']);
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
