import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRegistry, sampleImage, storeImage, tempDir } from '../core/registry/helpers.ts';
import { startDocker } from '../helpers/docker.ts';
import { describeTool } from '../helpers/tools.ts';
import { serveGuarded } from '../server/oci/login.ts';
import { containerStore, runTool } from './helpers.ts';

/** A registry with an image in shop/web, one account that may push to shop/ and one that may pull from it. */
async function guarded() {
  const opened = openRegistry();
  await storeImage(opened.registry, 'shop/web', '1.0', sampleImage());
  await storeImage(opened.registry, 'secret/web', '1.0', sampleImage('other'));
  return serveGuarded({ ci: ['shop/**=pull,push,delete'], reader: ['shop/web=pull'] }, opened);
}

const failed = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it succeeded',
    (error: Error) => error.message,
  );

describeTool(['dockerd', 'docker'], 'docker login', () => {
  it('logs in, pulls and pushes what it may, and nothing else', async () => {
    const { docker, config, address } = await startDocker();
    const { port, secrets, registry } = await guarded();
    const host = `127.0.0.1:${port}`;
    const name = `${host}/shop/web:1.0`;
    expect(await failed(docker('pull', name))).toMatch(
      /no basic auth credentials|authorization|unauthorized/,
    );
    const login = (account: string, secret: string) =>
      runTool(
        'docker',
        ['--host', address, 'login', host, '--username', account, '--password-stdin'],
        { DOCKER_CONFIG: config },
        secret,
      );
    expect(await failed(login('ci', 'not the secret'))).toMatch(/unauthorized|wants a login/);
    expect(await login('ci', secrets.ci ?? '')).toContain('Login Succeeded');
    // What docker keeps is a token that a new secret makes worthless, not the secret.
    const kept = readFileSync(join(config, 'config.json'), 'utf8');
    expect(kept).toContain('identitytoken');
    expect(Buffer.from(/"auth": "([^"]+)"/.exec(kept)?.[1] ?? '', 'base64').toString()).toBe('ci:');
    await docker('pull', '--platform', 'linux/amd64', name);
    await docker('tag', name, `${host}/shop/deep/copy:2`);
    await docker('push', `${host}/shop/deep/copy:2`);
    expect(registry.manifests.get('shop/deep/copy', '2')).toBeDefined();
    await docker('tag', name, `${host}/secret/copy:2`);
    expect(await failed(docker('push', `${host}/secret/copy:2`))).toMatch(/denied|may not/);
    expect(await failed(docker('pull', `${host}/secret/web:1.0`))).toMatch(/denied|may not/);
    registry.access.setPolicy({ immutable: ['shop/**:*'] });
    await docker('pull', '--platform', 'linux/arm64', name);
    await docker('tag', name, `${host}/shop/deep/copy:2`);
    expect(await failed(docker('push', `${host}/shop/deep/copy:2`))).toMatch(/protected by the rule/);
    await registry.access.setSecret('ci');
    expect(await failed(docker('pull', name))).toMatch(/unauthorized|wants a login/);
    await login('reader', secrets.reader ?? '');
    await docker('pull', '--platform', 'linux/amd64', name);
    expect(await failed(docker('push', name))).toMatch(/denied|may not/);
  }, 180_000);
});

describeTool('skopeo', 'skopeo with credentials', () => {
  it('copies, lists and deletes with --creds', async () => {
    const { port, secrets, registry } = await guarded();
    const web = `docker://127.0.0.1:${port}/shop/web:1.0`;
    const skopeo = (...args: string[]) => runTool('skopeo', args);
    const ci = `ci:${secrets.ci}`;
    const reader = `reader:${secrets.reader}`;
    expect(await failed(skopeo('inspect', '--tls-verify=false', web))).toMatch(
      /authentication required|unauthorized/,
    );
    expect(await failed(skopeo('inspect', '--tls-verify=false', '--creds', 'ci:wrong', web))).toMatch(
      /unauthorized|authentication required|invalid username/,
    );
    await skopeo('inspect', '--tls-verify=false', '--creds', reader, web);
    const copy = `docker://127.0.0.1:${port}/shop/copy:1`;
    const flags = ['--all', '--src-tls-verify=false', '--dest-tls-verify=false'];
    await skopeo('copy', ...flags, '--src-creds', reader, '--dest-creds', ci, web, copy);
    expect(
      await failed(skopeo('copy', ...flags, '--src-creds', reader, '--dest-creds', reader, web, `${copy}-x`)),
    ).toMatch(/Forbidden|denied/);
    const tags = await skopeo(
      'list-tags',
      '--tls-verify=false',
      '--creds',
      ci,
      `docker://127.0.0.1:${port}/shop/copy`,
    );
    expect(JSON.parse(tags).Tags).toEqual(['1']);
    await skopeo('delete', '--tls-verify=false', '--creds', ci, copy);
    expect(registry.manifests.get('shop/copy', '1')).toBeUndefined();
  }, 60_000);
});

describeTool('podman', 'podman login', () => {
  it('logs in, pulls and pushes', async () => {
    const { port, secrets, registry } = await guarded();
    const { flags, env } = containerStore();
    const auth = join(tempDir(), 'auth.json');
    const podman = (...args: string[]) =>
      runTool('podman', [...flags, ...args], { ...env, REGISTRY_AUTH_FILE: auth });
    const host = `127.0.0.1:${port}`;
    const login = (secret: string) =>
      runTool(
        'podman',
        [...flags, 'login', '--tls-verify=false', '--username', 'ci', '--password-stdin', host],
        { ...env, REGISTRY_AUTH_FILE: auth },
        secret,
      );
    expect(await failed(login('wrong'))).toMatch(/invalid username|unauthorized/);
    expect(await login(secrets.ci ?? '')).toContain('Login Succeeded');
    await podman('pull', '--tls-verify=false', '--platform', 'linux/amd64', `${host}/shop/web:1.0`);
    await podman('tag', `${host}/shop/web:1.0`, `${host}/shop/pushed:1`);
    await podman('push', '--tls-verify=false', `${host}/shop/pushed:1`);
    expect(registry.manifests.get('shop/pushed', '1')).toBeDefined();
    expect(await failed(podman('pull', '--tls-verify=false', `${host}/secret/web:1.0`))).toMatch(
      /denied|may not|unauthorized/,
    );
  }, 120_000);
});
