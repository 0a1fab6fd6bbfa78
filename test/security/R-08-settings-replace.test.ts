import { describe, expect, it } from 'vitest';
import { grantText } from '../../src/core/registry/index.ts';
import { openRegistry, pushSmall } from '../core/registry/helpers.ts';
import { basic, bearer, serveGuarded } from '../server/oci/login.ts';

async function served() {
  const opened = openRegistry();
  for (const name of ['a', 'b']) await pushSmall(opened.registry, name, ['v1'], name);
  return serveGuarded({ ci: ['a=pull', 'b=pull,push'] }, opened);
}
type Served = Awaited<ReturnType<typeof served>>;

const pulls = async ({ send }: Served, headers: Record<string, string>, name: string): Promise<number> =>
  (await send('GET', `/v2/${name}/manifests/v1`, { headers })).status;

describe('R-8: what is taken away is gone; writing replaces, never appends (zot GHSA-c9p4-xwr9-rfhx)', () => {
  it('grants', async () => {
    const server = await served();
    const { access } = server.registry;
    const headers = basic('ci', server.secrets.ci ?? '');
    const token = bearer(await server.token('ci', 'repository:a:pull', 'repository:b:pull,push'));
    expect([await pulls(server, headers, 'a'), await pulls(server, token, 'b')]).toEqual([200, 200]);
    access.setGrants('ci', ['b=pull']);
    expect(access.accounts()[0]?.grants.map(grantText)).toEqual(['b=pull']);
    // A token that was issued before holds no longer than the grant behind it.
    for (const each of [headers, token])
      expect([await pulls(server, each, 'a'), await pulls(server, each, 'b')]).toEqual([403, 200]);
    expect((await server.send('POST', '/v2/b/blobs/uploads/', { headers: token })).status).toBe(403);
    access.setGrants('ci', []);
    expect([await pulls(server, headers, 'b'), await pulls(server, token, 'b')]).toEqual([403, 403]);
    const again = await server.restart();
    expect(again.registry.access.accounts()[0]?.grants).toEqual([]);
  });

  it('a new secret ends the old one, every token, and every refresh token', async () => {
    const server = await served();
    const { access } = server.registry;
    const old = server.secrets.ci ?? '';
    const issued = await access.issue(await access.login('ci', old), [], true);
    const token = bearer(await server.token('ci', 'repository:a:pull'));
    const { secret = '' } = await access.setSecret('ci');
    expect(secret).not.toBe(old);
    expect([await pulls(server, basic('ci', old), 'a'), await pulls(server, token, 'a')]).toEqual([401, 401]);
    await expect(access.refresh(issued.refreshToken ?? '')).rejects.toMatchObject({
      code: 'REGISTRY_UNAUTHORIZED',
    });
    expect(await pulls(server, basic('ci', secret), 'a')).toBe(200);
  });

  it('an account that was removed and comes back inherits nothing', async () => {
    const server = await served();
    const { access } = server.registry;
    const headers = basic('ci', server.secrets.ci ?? '');
    const token = bearer(await server.token('ci', 'repository:a:pull'));
    access.removeAccount('ci');
    expect([await pulls(server, headers, 'a'), await pulls(server, token, 'a')]).toEqual([401, 401]);
    await access.addAccount('ci', []);
    expect(access.accounts()[0]?.grants).toEqual([]);
    expect([await pulls(server, headers, 'a'), await pulls(server, token, 'a')]).toEqual([401, 401]);
  });

  it('rules and switches', async () => {
    const opened = openRegistry();
    const { access } = opened.registry;
    access.setPolicy({ immutable: ['v*', 'a:x'], readOnly: true });
    access.setPolicy({ immutable: ['b:y'] });
    expect(access.policy()).toMatchObject({ immutable: ['b:y'], readOnly: true });
    expect(access.protectingRule('a', 'v1')).toBeUndefined();
    access.setPolicy({ immutable: [], publicUrl: 'https://registry.test' });
    access.setPolicy({ publicUrl: '' });
    const { registry } = await opened.restart();
    expect(registry.access.policy()).toEqual({
      auth: false,
      readOnly: true,
      push: true,
      delete: true,
      immutable: [],
      maxBlob: 128 * 1024 ** 3,
    });
  });
});
