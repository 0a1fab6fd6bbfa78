import { describe, expect, it } from 'vitest';
import { runTool } from '../../conformance/helpers.ts';
import { pushSmall, sampleImage, storeImage, tempDir } from '../../core/registry/helpers.ts';
import { describeTool } from '../../helpers/tools.ts';
import { serveRegistry } from './helpers.ts';

describe('pulling under the name of another registry', () => {
  it.each([
    ['team/web', '/v2/ccr.ccs.tencentyun.com/team/web', ''],
    ['web', '/v2/ccr.ccs.tencentyun.com/team/web', ''],
    ['mine/team/web', '/v2/mine.tencentcloudcr.com/team/web', ''],
    ['tenant/web', '/v2/dockerhub.yonyoucloud.com/tenant/web', ''],
    ['team/web', '/v2/team/web', '?ns=ccr.ccs.tencentyun.com'],
    ['redis', '/v2/library/redis', '?ns=docker.io'],
    ['ccr.ccs.tencentyun.com/team/web', '/v2/team/web', '?ns=ccr.ccs.tencentyun.com'],
  ])('finds %s at %s%s', async (repository, path, query) => {
    const { registry, send } = await serveRegistry();
    const { digest, layer } = await pushSmall(registry, repository, ['1'], 'x');
    for (const [method, what] of [
      ['HEAD', 'manifests/1'],
      ['GET', 'manifests/1'],
      ['GET', `manifests/${digest}`],
      ['GET', `blobs/${layer}`],
      ['GET', 'tags/list'],
    ] as const)
      expect((await send(method, `${path}/${what}${query}`)).status).toBe(200);
    expect((await send('GET', `${path}/manifests/2${query}`)).status).toBe(404);
    expect((await send('GET', `${path}/manifests/1?ns=a%20b`)).status).toBeOneOf([200, 404]);
  });

  it('never tells a pushing client that its content is there when it is elsewhere', async () => {
    const { registry, send } = await serveRegistry();
    const { layer, digest, body } = await pushSmall(registry, 'team/web', ['1'], 'x');
    const path = '/v2/ccr.ccs.tencentyun.com/team/web';
    expect((await send('HEAD', `${path}/blobs/${layer}`)).status).toBe(404);
    expect((await send('HEAD', `${path}/manifests/${digest}`)).status).toBe(404);
    const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
    expect((await send('PUT', `${path}/manifests/2`, { body, headers })).status).toBe(201);
    expect(registry.manifests.get('ccr.ccs.tencentyun.com/team/web', '2')?.digest).toBe(digest);
    expect(registry.manifests.get('team/web', '2')).toBeUndefined();
    await send('DELETE', `${path}/manifests/1`);
    expect(registry.manifests.get('team/web', '1')).toBeDefined();
  });

  it('follows aliases of the user’s own at once', async () => {
    const aliases: { host: string; paths: string[]; own: boolean }[] = [];
    const { registry, send } = await serveRegistry({}, { hostAliases: () => aliases });
    await pushSmall(registry, 'mirror/team/web', ['1'], 'x');
    const path = '/v2/harbor.example.com/team/web/manifests/1';
    expect((await send('GET', path)).status).toBe(404);
    aliases.push({ host: '*.example.com', paths: ['mirror/{path}'], own: true });
    expect((await send('GET', path)).status).toBe(200);
  });
});

describeTool('skopeo', 'skopeo', () => {
  it('copies a cloud image name with all platforms from its local copy', async () => {
    const { registry, port } = await serveRegistry();
    const sample = sampleImage();
    await storeImage(registry, 'team/web', '1.0', sample);
    const name = `docker://127.0.0.1:${port}/ccr.ccs.tencentyun.com/team/web:1.0`;
    const dir = tempDir();
    await runTool('skopeo', ['copy', '--all', '--src-tls-verify=false', name, `oci:${dir}:1.0`]);
    expect(await runTool('skopeo', ['inspect', '--raw', '--tls-verify=false', name])).toBe(
      sample.index.content.toString(),
    );
  });
});
