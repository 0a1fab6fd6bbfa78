import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { imageBody, OCI_IMAGE } from '../core/registry/helpers.ts';
import { codeOf, serveRegistry } from '../server/oci/helpers.ts';

const content = Buffer.from('content');
const good = digestOf(content);

describe('R-11: a digest is exactly what the bytes say', () => {
  it.each([
    ['other content', digestOf('other')],
    ['other algorithm', good.replace('sha256', 'sha512')],
    ['too short', good.slice(0, -1)],
    ['too long', `${good}0`],
    ['upper case', good.toUpperCase()],
    ['upper-case hex', `sha256:${good.slice(7).toUpperCase()}`],
    ['no hex', 'sha256:'],
    ['unknown algorithm', `md5:${'a'.repeat(32)}`],
    ['sha512 of something else', digestOf('other', 'sha512')],
    ['nothing', ''],
  ])('%s is refused for blobs and manifests', async (_name, digest) => {
    const { send, registry } = await serveRegistry();
    const begun = await send('POST', '/v2/a/blobs/uploads/');
    const put = await send('PUT', `${begun.headers.location}?digest=${digest}`, { body: content });
    expect([put.status, codeOf(put)]).toEqual([400, 'DIGEST_INVALID']);
    if (digest !== '')
      expect((await send('POST', `/v2/a/blobs/uploads/?digest=${digest}`, { body: content })).status).toBe(
        400,
      );
    if (digest.includes(':')) {
      const body = imageBody(content, []);
      const answer = await send('PUT', `/v2/a/manifests/${digest}`, {
        body,
        headers: { 'content-type': OCI_IMAGE },
      });
      expect(answer.status).toBe(400);
    }
    expect(registry.browse.usage()).toMatchObject({ blobs: 0, manifests: 0 });
  });

  it('of two pushes of one digest with different bytes the true one stays', async () => {
    const { send } = await serveRegistry();
    const push = async (body: Buffer) => {
      const { headers } = await send('POST', '/v2/a/blobs/uploads/');
      return (await send('PUT', `${headers.location}?digest=${good}`, { body })).status;
    };
    const fake = Buffer.from('CONTENT');
    const all = await Promise.all([push(content), push(fake), push(content), push(fake)]);
    expect(all.sort()).toEqual([201, 201, 400, 400]);
    expect((await send('GET', `/v2/a/blobs/${good}`)).body).toEqual(content);
  });

  it('an unfinished blob cannot be seen', async () => {
    const { send } = await serveRegistry();
    const { headers } = await send('POST', '/v2/a/blobs/uploads/');
    await send('PATCH', String(headers.location), { body: content });
    for (const method of ['HEAD', 'GET']) {
      expect((await send(method, `/v2/a/blobs/${good}`, { headers: { range: 'bytes=0-1' } })).status).toBe(
        404,
      );
    }
    expect((await send('PUT', String(headers.location))).status).toBe(400);
  });

  it('both algorithms address the same bytes separately', async () => {
    const { send } = await serveRegistry();
    const long = digestOf(content, 'sha512');
    for (const digest of [good, long]) {
      expect((await send('POST', `/v2/a/blobs/uploads/?digest=${digest}`, { body: content })).status).toBe(
        201,
      );
      expect((await send('GET', `/v2/a/blobs/${digest}`)).body).toEqual(content);
    }
  });
});
