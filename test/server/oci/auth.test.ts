import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/core/registry/index.ts';
import { openRegistry, pushSmall } from '../../core/registry/helpers.ts';
import { codeOf } from './helpers.ts';
import { basic, bearer, serveGuarded, text } from './login.ts';

const accounts = { ci: ['shop/**=pull,push'], reader: ['shop/web=pull'], root: ['**=pull,push,delete'] };

async function stocked() {
  const opened = openRegistry();
  const image = await pushSmall(opened.registry, 'shop/web', ['v1'], 'x');
  await pushSmall(opened.registry, 'other/web', ['v1'], 'y');
  return { ...(await serveGuarded(accounts, opened)), image };
}

describe('logging in to the registry', () => {
  it('challenges with realm, service and scope', async () => {
    const { send, port } = await stocked();
    const challenge = async (method: string, path: string) => {
      const answer = await send(method, path);
      expect([answer.status, method === 'HEAD' ? 'UNAUTHORIZED' : codeOf(answer)]).toEqual([
        401,
        'UNAUTHORIZED',
      ]);
      return answer.headers['www-authenticate'];
    };
    const start = `Bearer realm="http://127.0.0.1:${port}/auth/token",service="drydock-registry"`;
    expect(await challenge('GET', '/v2/')).toBe(start);
    expect(await challenge('GET', '/v2/_catalog')).toBe(`${start},scope="registry:catalog:*"`);
    expect(await challenge('HEAD', '/v2/shop/web/manifests/v1')).toBe(
      `${start},scope="repository:shop/web:pull"`,
    );
    expect(await challenge('POST', '/v2/shop/web/blobs/uploads/')).toBe(
      `${start},scope="repository:shop/web:pull,push"`,
    );
    expect(await challenge('DELETE', '/v2/shop/web/manifests/v1')).toBe(
      `${start},scope="repository:shop/web:delete"`,
    );
  });

  it('sends nobody from https to http, and nobody to a place that a header made up', async () => {
    const { send } = await stocked();
    const realm = async (headers: Record<string, string>) =>
      (await send('GET', '/v2/', { headers })).headers['www-authenticate'];
    expect(await realm({ host: 'registry.example', 'x-forwarded-proto': 'https' })).toContain(
      'realm="https://registry.example/auth/token"',
    );
    expect(await realm({ host: 'registry.example', 'x-forwarded-proto': 'ftp' })).toContain('realm="http://');
    for (const host of ['a"b', 'a b', 'a/b', 'a,b', 'u@h', 'a:b', 'ä'])
      expect(await realm({ host }), host).toBe('Basic realm="Drydock registry"');
  });

  it('a token is good for its scopes and no more', async () => {
    const { send, token } = await stocked();
    const pull = await token('ci', 'repository:shop/web:pull');
    expect((await send('GET', '/v2/shop/web/manifests/v1', { headers: bearer(pull) })).status).toBe(200);
    const push = await send('POST', '/v2/shop/web/blobs/uploads/', { headers: bearer(pull) });
    expect(push.status).toBe(401);
    expect(push.headers['www-authenticate']).toContain('error="insufficient_scope"');
    const both = await token('ci', 'repository:shop/web:pull', 'repository:shop/web:pull,push');
    expect((await send('POST', '/v2/shop/web/blobs/uploads/', { headers: bearer(both) })).status).toBe(202);
    const other = await send('GET', '/v2/other/web/manifests/v1', { headers: bearer(both) });
    expect([other.status, codeOf(other)]).toEqual([403, 'DENIED']);
  });

  it('a token holds what the account is granted of what was asked', async () => {
    const { ask } = await stocked();
    const answer = (
      await ask('reader', 'repository:shop/web:pull,push,delete repository:other/web:pull', 'nonsense')
    ).json();
    expect(answer.scope).toBe('repository:shop/web:pull');
    expect(answer.expires_in).toBe(300);
    const all = (await ask('root', 'repository:a/b:*', 'repository(plugin):x:pull')).json();
    expect(all.scope).toBe('repository:a/b:pull,push,delete repository:x:pull');
  });

  it('tokens expire', async () => {
    const { send, token, advance } = await stocked();
    const headers = bearer(await token('ci', 'repository:shop/web:pull'));
    advance(299_000);
    expect((await send('GET', '/v2/shop/web/manifests/v1', { headers })).status).toBe(200);
    advance(2_000);
    const late = await send('GET', '/v2/shop/web/manifests/v1', { headers });
    expect(late.status).toBe(401);
    expect(late.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('takes Basic straight on /v2/', async () => {
    const { send, secrets } = await stocked();
    const headers = basic('reader', secrets.reader ?? '');
    expect((await send('GET', '/v2/', { headers })).status).toBe(200);
    expect((await send('GET', '/v2/shop/web/manifests/v1', { headers })).status).toBe(200);
    expect((await send('GET', '/v2/other/web/manifests/v1', { headers })).status).toBe(403);
    expect((await send('POST', '/v2/shop/web/blobs/uploads/', { headers })).status).toBe(403);
    for (const wrong of [basic('reader', 'x'), basic('nobody', secrets.reader ?? ''), basic('', '')]) {
      expect((await send('GET', '/v2/', { headers: wrong })).status).toBe(401);
    }
    for (const authorization of [
      'Basic',
      'Basic !!',
      'Bearer',
      'Bearer a.b.c',
      'Digest x',
      'basic  =',
      '\t',
    ]) {
      expect((await send('GET', '/v2/', { headers: { authorization } })).status, authorization).toBe(401);
    }
  });

  it('gives tokens to forms: secret, then refresh token', async () => {
    const { send, secrets } = await stocked();
    const post = (fields: Record<string, string>) =>
      send('POST', '/auth/token', {
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const scope = 'repository:shop/web:pull';
    const first = await post({
      grant_type: 'password',
      username: 'ci',
      password: secrets.ci ?? '',
      access_type: 'offline',
      scope,
    });
    expect(first.headers['cache-control']).toBe('no-store');
    const refresh = text(first.json().refresh_token);
    const second = (await post({ grant_type: 'refresh_token', refresh_token: refresh, scope })).json();
    expect(second.refresh_token).toBeUndefined();
    for (const token of [first.json().access_token, second.access_token]) {
      const headers = bearer(text(token));
      expect((await send('GET', '/v2/shop/web/manifests/v1', { headers })).status).toBe(200);
    }
    // One kind does not pass for the other.
    expect((await send('GET', '/v2/', { headers: bearer(refresh) })).status).toBe(401);
    const access = text(second.access_token);
    expect((await post({ grant_type: 'refresh_token', refresh_token: access })).status).toBe(401);
    expect((await post({ grant_type: 'password', username: 'ci', password: 'wrong' })).status).toBe(401);
    expect((await post({ grant_type: 'client_credentials' })).status).toBe(400);
    expect((await post({ grant_type: 'password', service: 'elsewhere' })).status).toBe(400);
    expect((await send('POST', '/auth/token', { body: '{}' })).status).toBe(415);
    expect((await post({ grant_type: 'x'.repeat(40_000) })).status).toBe(413);
    expect((await send('DELETE', '/auth/token')).status).toBe(405);
    expect((await send('GET', '/auth/token')).headers['www-authenticate']).toBe(
      'Basic realm="Drydock registry"',
    );
  });

  it('lists what the account may pull, page by page', async () => {
    const opened = openRegistry();
    for (let index = 0; index < 30; index += 1)
      await pushSmall(opened.registry, `${index % 3 === 0 ? 'mine' : 'theirs'}/r${index}`, ['v'], `${index}`);
    const { send, token } = await serveGuarded({ me: ['mine/**=pull'] }, opened);
    const headers = bearer(await token('me', 'registry:catalog:*'));
    const names: unknown[] = [];
    let path: string | undefined = '/v2/_catalog?n=4';
    while (path !== undefined) {
      const page = await send('GET', path, { headers });
      const found = page.json().repositories as unknown as string[];
      expect(found.length).toBeLessThanOrEqual(4);
      names.push(...found);
      path = /<([^>]+)>/.exec(String(page.headers.link ?? ''))?.[1];
    }
    expect(names).toEqual(
      Array.from({ length: 10 }, (_, index) => `mine/r${index * 3}`).sort((a, b) => (a < b ? -1 : 1)),
    );
    const without = await send('GET', '/v2/_catalog', { headers: bearer(await token('me')) });
    expect(without.status).toBe(401);
  });

  it('mounts only from where the token may pull (R-19)', async () => {
    const { send, token, image } = await stocked();
    const mount = async (account: string, from: string, ...scopes: string[]) =>
      (
        await send('POST', `/v2/shop/copy/blobs/uploads/?mount=${image.layer}&from=${from}`, {
          headers: bearer(await token(account, 'repository:shop/copy:pull,push', ...scopes)),
        })
      ).status;
    expect(await mount('ci', 'shop/web')).toBe(401);
    const again = await send('POST', `/v2/shop/copy/blobs/uploads/?mount=${image.layer}&from=shop/web`, {
      headers: bearer(await token('ci', 'repository:shop/copy:push')),
    });
    expect(again.headers['www-authenticate']).toContain(
      'scope="repository:shop/copy:pull,push repository:shop/web:pull"',
    );
    expect(await mount('ci', 'other/web', 'repository:other/web:pull')).toBe(202);
    const anonymous = await send('POST', `/v2/shop/copy/blobs/uploads/?mount=${image.layer}`, {
      headers: bearer(await token('ci', 'repository:shop/copy:push')),
    });
    expect(anonymous.status).toBe(202);
    expect(await mount('ci', 'shop/web', 'repository:shop/web:pull')).toBe(201);
  });

  it('upload sessions are for those who may push', async () => {
    const { send, token } = await stocked();
    const pusher = bearer(await token('ci', 'repository:shop/web:push'));
    const place = String(
      (await send('POST', '/v2/shop/web/blobs/uploads/', { headers: pusher })).headers.location,
    );
    const reader = bearer(await token('reader', 'repository:shop/web:pull'));
    for (const method of ['GET', 'PATCH', 'PUT', 'DELETE'])
      expect((await send(method, place, { headers: reader })).status, method).toBe(403);
    expect((await send('GET', place, { headers: pusher })).status).toBe(204);
    const finish = await send('PUT', `${place}?digest=${digestOf('ab')}`, { headers: pusher, body: 'ab' });
    expect(finish.status).toBe(201);
  });

  it('says nothing of itself while nobody has to log in', async () => {
    const { send, registry } = await stocked();
    registry.access.setPolicy({ auth: false });
    expect((await send('GET', '/v2/')).status).toBe(200);
    expect((await send('GET', '/auth/token')).status).toBe(404);
  });

  it('refuses a flood of logins instead of working through it', async () => {
    const { send } = await stocked();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        send('GET', '/v2/', { headers: basic('ci', `wrong secret ${index}`) }),
      ),
    );
    const codes = new Set(answers.map((answer) => answer.status));
    expect(codes).toEqual(new Set([401, 429]));
  }, 120_000);

  it('the token key is its owner’s alone and stays', async () => {
    const opened = openRegistry();
    const { token } = await serveGuarded({ ci: ['**=pull'] }, opened);
    const headers = bearer(await token('ci'));
    const { statSync } = await import('node:fs');
    expect(statSync(`${opened.dir}/keys/registry-tokens.pem`).mode & 0o777).toBe(0o600);
    const again = await opened.restart();
    expect((await again.registry.access.authenticate(headers.authorization))?.account).toBe('ci');
  });
});
