import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestOf, importImage, pushImage } from '../../src/core/registry/index.ts';
import { sampleImage, tempDir } from '../core/registry/helpers.ts';
import { startDocker } from '../helpers/docker.ts';
import { describeTool } from '../helpers/tools.ts';
import { serveRegistry } from '../server/oci/helpers.ts';
import { runTool } from './helpers.ts';

describeTool(['dockerd', 'docker'], 'Docker engine', () => {
  it('pulls, pushes, saves and loads with identical digests', async () => {
    const { docker } = await startDocker();
    const { port, url, send, registry } = await serveRegistry({ hosts: ['127.0.0.1'] });
    await pushImage(url, 'team/web', '1.0', sampleImage());
    const name = `127.0.0.1:${port}/team/web:1.0`;
    const pulled = await docker('pull', '--platform', 'linux/amd64', name);
    expect(pulled).toContain(
      (await send('HEAD', '/v2/team/web/manifests/1.0')).headers['docker-content-digest'],
    );
    const copy = `127.0.0.1:${port}/team/copy:1.0`;
    await docker('tag', name, copy);
    const pushed = /digest: (sha256:[0-9a-f]{64})/.exec(await docker('push', copy))?.[1];
    const got = await send('GET', '/v2/team/copy/manifests/1.0');
    expect([got.headers['docker-content-digest'], digestOf(got.body)]).toEqual([pushed, pushed]);
    await docker('rmi', name, copy);
    expect(await docker('pull', copy)).toContain(String(pushed));
    const archive = join(tempDir(), 'saved.tar');
    await docker('save', '--output', archive, copy);
    const { images } = await importImage(registry, archive, { name: 'team/saved:1' });
    expect(images.length).toBe(1);
    const [image] = (await registry.browse.show('team/saved', '1')).images;
    expect([image?.cmd, image?.platform.architecture, image?.layers.length]).toEqual([['/app'], 'amd64', 2]);
    expect(await docker('pull', `127.0.0.1:${port}/team/saved:1`)).toContain(images[0]?.digest);
  }, 120_000);

  it('builds from scratch and pushes', async () => {
    const { docker } = await startDocker();
    const { port, registry } = await serveRegistry();
    const dir = tempDir();
    await runTool('tar', ['-cf', join(dir, 'empty.tar'), '-T', '/dev/null']);
    const name = `127.0.0.1:${port}/scratch:1`;
    await docker('import', '--change', 'CMD ["/x"]', join(dir, 'empty.tar'), name);
    await docker('push', name);
    expect((await registry.browse.show('scratch', '1')).images[0]?.cmd).toEqual(['/x']);
  }, 120_000);
});
