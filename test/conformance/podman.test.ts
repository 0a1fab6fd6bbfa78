import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pushImage } from '../../src/core/registry/index.ts';
import { sampleImage, tempDir } from '../core/registry/helpers.ts';
import { describeTool } from '../helpers/tools.ts';
import { serveRegistry } from '../server/oci/helpers.ts';
import { containerStore, runTool } from './helpers.ts';

const digestOfTag = async (
  send: Awaited<ReturnType<typeof serveRegistry>>['send'],
  repository: string,
  tag: string,
): Promise<unknown> =>
  (await send('HEAD', `/v2/${repository}/manifests/${tag}`)).headers['docker-content-digest'];

describeTool('podman', 'podman', () => {
  it('pulls an image and pushes it again unchanged', async () => {
    const { port, url, send } = await serveRegistry();
    await pushImage(url, 'team/web', '1.0', sampleImage());
    const { flags, env } = containerStore();
    const podman = (...args: string[]) => runTool('podman', [...flags, ...args], env);
    const from = `127.0.0.1:${port}/team/web:1.0`;
    await podman('pull', '--tls-verify=false', '--platform', 'linux/arm64', from);
    expect(
      (await podman('inspect', '--format', '{{.Architecture}} {{index .Config.Cmd 0}}', from)).trim(),
    ).toBe('arm64 /app');
    const digestFile = join(tempDir(), 'digest');
    await podman('tag', from, `127.0.0.1:${port}/team/copy:1.0`);
    await podman('push', '--tls-verify=false', '--digestfile', digestFile, `127.0.0.1:${port}/team/copy:1.0`);
    const pushed = (await runTool('cat', [digestFile])).trim();
    expect(await digestOfTag(send, 'team/copy', '1.0')).toBe(pushed);
    await podman('rmi', '--all', '--force');
    await podman('pull', '--tls-verify=false', `127.0.0.1:${port}/team/copy@${pushed}`);
  });
});

describeTool('buildah', 'buildah', () => {
  it('builds from a pulled image and pushes the result', async () => {
    const { port, url, registry } = await serveRegistry();
    await pushImage(url, 'team/base', '1', sampleImage());
    const { flags, env } = containerStore();
    const buildah = (...args: string[]) => runTool('buildah', [...flags, ...args], env);
    const container = (await buildah('from', '--tls-verify=false', `127.0.0.1:${port}/team/base:1`)).trim();
    await buildah('config', '--cmd', '/other', '--env', 'ADDED=yes', container);
    await buildah('commit', '--format', 'oci', container, 'result');
    await buildah('push', '--tls-verify=false', 'result', `docker://127.0.0.1:${port}/team/built:1`);
    const [image] = (await registry.browse.show('team/built', '1')).images;
    expect(image?.cmd).toEqual(['/other']);
    expect(image?.env).toContain('ADDED=yes');
  });
});
