import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import {
  digestAlgorithm,
  digestHex,
  digestOf,
  importImage,
  pushImage,
} from '../../src/core/registry/index.ts';
import { sampleImage, tempDir } from '../core/registry/helpers.ts';
import { describeTool } from '../helpers/tools.ts';
import { serveRegistry } from '../server/oci/helpers.ts';
import { runTool } from './helpers.ts';

/** The image as an OCI layout folder, written by hand. */
function writeLayout(dir: string, tag = 'v1'): string {
  const image = sampleImage();
  for (const { digest, content } of [...image.blobs, ...image.manifests, image.index]) {
    const file = join(dir, 'blobs', digestAlgorithm(digest), digestHex(digest));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const { digest, mediaType, content } = image.index;
  const entry = {
    mediaType,
    digest,
    size: content.byteLength,
    annotations: { 'org.opencontainers.image.ref.name': tag },
  };
  writeFileSync(join(dir, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
  writeFileSync(join(dir, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  return digest;
}

const blobNames = (dir: string) => readdirSync(join(dir, 'blobs', 'sha256')).sort();

describeTool('skopeo', 'skopeo', () => {
  it('copies in and out with identical digests', async () => {
    const { port, send } = await serveRegistry({ hosts: ['127.0.0.1'] });
    const dir = tempDir();
    const digest = writeLayout(join(dir, 'in'));
    const remote = `docker://127.0.0.1:${port}/team/web:1.0`;
    await runTool('skopeo', ['copy', '--all', '--dest-tls-verify=false', `oci:${dir}/in:v1`, remote]);
    expect((await send('HEAD', '/v2/team/web/manifests/1.0')).headers['docker-content-digest']).toBe(digest);
    await runTool('skopeo', ['copy', '--all', '--src-tls-verify=false', remote, `oci:${dir}/out:v1`]);
    expect(blobNames(join(dir, 'out'))).toEqual(blobNames(join(dir, 'in')));
    const raw = await runTool('skopeo', ['inspect', '--raw', '--tls-verify=false', remote]);
    expect(digestOf(raw)).toBe(digest);
  });

  it('lists tags and deletes', async () => {
    const { port, url } = await serveRegistry();
    for (const tag of ['a', 'b']) await pushImage(url, 'x', tag, sampleImage(tag));
    const list = await runTool('skopeo', ['list-tags', '--tls-verify=false', `docker://127.0.0.1:${port}/x`]);
    expect(JSON.parse(list).Tags).toEqual(['a', 'b']);
    await runTool('skopeo', ['delete', '--tls-verify=false', `docker://127.0.0.1:${port}/x:a`]);
    const left = await runTool('skopeo', ['list-tags', '--tls-verify=false', `docker://127.0.0.1:${port}/x`]);
    expect(JSON.parse(left).Tags).toEqual(['b']);
  });

  it('converts to Docker schema 2 on the way in', async () => {
    const { port, registry } = await serveRegistry();
    const dir = tempDir();
    writeLayout(join(dir, 'in'));
    const to = `docker://127.0.0.1:${port}/team/docker:1`;
    await runTool('skopeo', ['copy', '--format', 'v2s2', '--dest-tls-verify=false', `oci:${dir}/in:v1`, to]);
    const view = await registry.browse.show('team/docker', '1');
    expect(view.mediaType).toBe('application/vnd.docker.distribution.manifest.v2+json');
    expect(view.images[0]?.cmd).toEqual(['/app']);
  });

  it('writes archives that import takes, with the same digests', async () => {
    const { port, url, registry } = await serveRegistry();
    const image = sampleImage();
    await pushImage(url, 'team/web', '1.0', image);
    const dir = tempDir();
    const remote = `docker://127.0.0.1:${port}/team/web:1.0`;
    await runTool('skopeo', [
      'copy',
      '--all',
      '--src-tls-verify=false',
      remote,
      `oci-archive:${dir}/web.tar:1.0`,
    ]);
    const { images } = await importImage(registry, `${dir}/web.tar`, { name: 'again' });
    expect(images).toEqual([{ repository: 'again', tag: '1.0', digest: image.index.digest }]);
    await runTool('skopeo', [
      'copy',
      '--src-tls-verify=false',
      remote,
      `docker-archive:${dir}/docker.tar:team/saved:2`,
    ]);
    const saved = await importImage(registry, `${dir}/docker.tar`);
    expect(saved.images).toMatchObject([{ repository: 'team/saved', tag: '2' }]);
    const config = (await registry.browse.show('team/saved', '2')).images[0];
    expect([config?.cmd, config?.platform.architecture]).toEqual([['/app'], 'amd64']);
    expect(readFileSync(`${dir}/docker.tar`).byteLength).toBeGreaterThan(0);
  });
});
