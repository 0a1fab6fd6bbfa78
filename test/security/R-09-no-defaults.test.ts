import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRegistry, pushSmall } from '../core/registry/helpers.ts';
import { basic, bearer, serveGuarded } from '../server/oci/login.ts';

/** What products have shipped with. */
const USUAL = [
  'admin',
  'root',
  'drydock',
  'registry',
  'user',
  'test',
  'guest',
  'anonymous',
  'docker',
  'Harbor12345',
];

describe('R-9: no default account or secret; ids belong to a repository (Harbor CVE-2026-4404, CVE-2022-31667)', () => {
  it('a new data directory has no account, and logging in is for nobody', async () => {
    const opened = openRegistry();
    expect(opened.registry.access.accounts()).toEqual([]);
    const { send } = await serveGuarded({}, opened);
    for (const name of USUAL) {
      for (const secret of ['', name, 'password', 'Harbor12345']) {
        const answer = await send('GET', '/v2/', { headers: basic(name, secret) });
        expect([answer.status, name, secret]).toEqual([401, name, secret]);
      }
    }
  }, 30_000);

  it('secrets are made at random, kept as salted hashes, and short ones are refused', async () => {
    const opened = openRegistry();
    const { access } = opened.registry;
    const made = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => (await access.addAccount(name, [])).secret),
    );
    expect(new Set(made).size).toBe(3);
    for (const secret of made) expect(secret).toMatch(/^[\w-]{32}$/);
    const given = 'correct horse battery';
    expect((await access.addAccount('d', [], given)).secret).toBeUndefined();
    await access.addAccount('e', [], given);
    for (const short of ['', 'x', 'elevenchars'])
      await expect(access.addAccount('f', [], short)).rejects.toMatchObject({
        code: 'REGISTRY_SECRET_INVALID',
      });
    const rows = opened.db.prepare<[], { hash: Buffer }>('SELECT hash FROM registry_accounts').all();
    expect(new Set(rows.map(({ hash }) => hash.toString('hex'))).size).toBe(5);
    opened.db.pragma('wal_checkpoint(TRUNCATE)');
    const files = readdirSync(opened.dir, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    for (const file of files) {
      const content = readFileSync(join(file.parentPath, file.name)).toString('latin1');
      for (const secret of [...made, given]) expect(content.includes(String(secret)), file.name).toBe(false);
    }
  }, 30_000);

  it('no account name has a meaning of its own', async () => {
    const server = await serveGuarded({ admin: [], root: [], anonymous: ['a=pull'] });
    await pushSmall(server.registry, 'a', ['v1'], 'x');
    for (const name of ['admin', 'root']) {
      const headers = basic(name, server.secrets[name] ?? '');
      expect((await server.send('GET', '/v2/a/manifests/v1', { headers })).status).toBe(403);
    }
    expect((await server.send('GET', '/v2/a/manifests/v1')).status).toBe(401);
  });

  it('a digest, an upload and a referrer are reached only through a repository that the account may use', async () => {
    const opened = openRegistry();
    const { digest, layer } = await pushSmall(opened.registry, 'private', ['v1'], 'x');
    await pushSmall(opened.registry, 'mine', ['v1'], 'y');
    const { id } = await opened.registry.uploads.begin('private');
    const server = await serveGuarded({ me: ['mine=pull,push,delete'] }, opened);
    const headers = bearer(await server.token('me', 'repository:mine:*', 'repository:private:*'));
    const status = async (method: string, path: string) =>
      (await server.send(method, path, { headers })).status;
    expect(await status('GET', `/v2/mine/manifests/${digest}`)).toBe(404);
    expect(await status('GET', `/v2/mine/blobs/${layer}`)).toBe(404);
    expect(await status('GET', `/v2/mine/blobs/uploads/${id}`)).toBe(404);
    expect(await status('PATCH', `/v2/mine/blobs/uploads/${id}`)).toBe(404);
    expect(await status('DELETE', `/v2/mine/manifests/${digest}`)).toBe(404);
    expect(await status('DELETE', `/v2/mine/blobs/${layer}`)).toBe(404);
    for (const path of [
      `manifests/${digest}`,
      `blobs/${layer}`,
      `blobs/uploads/${id}`,
      `referrers/${digest}`,
      'tags/list',
    ])
      expect(await status('GET', `/v2/private/${path}`), path).toBe(403);
    // The same answer whether it is there or not.
    expect(await status('GET', '/v2/absent/tags/list')).toBe(403);
    expect(await status('POST', `/v2/mine/blobs/uploads/?mount=${layer}&from=private`)).toBe(202);
    expect(await status('GET', `/v2/mine/blobs/${layer}`)).toBe(404);
  });
});
