import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { openRegistry } from '../core/registry/helpers.ts';
import { pushBlob, serveRegistry } from '../server/oci/helpers.ts';
import { bearer, serveGuarded } from '../server/oci/login.ts';

const content = Buffer.from('secret');
const digest = digestOf(content);

describe('R-19: a mount gives no content by itself', () => {
  it.each(['unknown', 'b', '..', 'UPPER', ''])('from %j it becomes an ordinary upload', async (from) => {
    const server = await serveRegistry();
    await pushBlob(server, 'a', content, digest);
    await pushBlob(server, 'b', Buffer.from('other'), digestOf('other'));
    const answer = await server.send('POST', `/v2/c/blobs/uploads/?mount=${digest}&from=${from}`);
    expect(answer.status).toBe(202);
    expect(answer.headers.location).toMatch(/^\/v2\/c\/blobs\/uploads\/[0-9a-f]+$/);
    expect((await server.send('GET', `/v2/c/blobs/${digest}`)).status).toBe(404);
  });

  it('from a repository that the account may not pull it becomes an ordinary upload, and says no more', async () => {
    const opened = openRegistry();
    await opened.registry.blobs.put('private', content);
    const server = await serveGuarded({ me: ['mine=pull,push'], all: ['**=pull,push'] }, opened);
    const mount = async (name: string, ...scopes: string[]): Promise<number> => {
      const headers = bearer(await server.token(name, ...scopes));
      const path = `/v2/mine/blobs/uploads/?mount=${digest}`;
      const answers = [
        await server.send('POST', `${path}&from=private`, { headers }),
        await server.send('POST', path, { headers }),
      ];
      expect(new Set(answers.map(({ status }) => status)).size).toBe(1);
      return answers[0]?.status ?? 0;
    };
    expect(await mount('me', 'repository:mine:pull,push', 'repository:private:pull')).toBe(202);
    // May pull it, but the token does not say so: the challenge names the scope, and nothing is mounted.
    const narrow = bearer(await server.token('all', 'repository:mine:pull,push'));
    const asked = await server.send('POST', `/v2/mine/blobs/uploads/?mount=${digest}&from=private`, {
      headers: narrow,
    });
    expect([asked.status, String(asked.headers['www-authenticate'])]).toEqual([
      401,
      expect.stringContaining('repository:private:pull'),
    ]);
    expect(opened.registry.blobs.stat('mine', digest)).toBeUndefined();
    const wide = bearer(await server.token('all', 'repository:mine:pull,push', 'repository:private:pull'));
    const mounted = await server.send('POST', `/v2/mine/blobs/uploads/?mount=${digest}&from=private`, {
      headers: wide,
    });
    expect(mounted.status).toBe(201);
  });

  it('a malformed digest is refused', async () => {
    const { send } = await serveRegistry();
    expect((await send('POST', '/v2/c/blobs/uploads/?mount=sha256:x&from=a')).status).toBe(400);
  });

  it('a manifest that names a blob of another repository does not open it', async () => {
    const server = await serveRegistry();
    await pushBlob(server, 'a', content, digest);
    const body = JSON.stringify({
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.empty.v1+json', digest, size: content.byteLength },
      layers: [],
    });
    const headers = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
    expect((await server.send('PUT', '/v2/c/manifests/v1', { body, headers })).status).toBe(201);
    expect((await server.send('GET', `/v2/c/blobs/${digest}`)).status).toBe(404);
  });
});
