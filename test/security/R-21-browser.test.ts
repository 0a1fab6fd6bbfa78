import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { codeOf, serveRegistry } from '../server/oci/helpers.ts';

const options = { hosts: ['127.0.0.1', 'localhost', '[::1]'] };

describe('R-21: a browser on the same machine gets nowhere', () => {
  it.each([
    'evil.test',
    'evil.test:5000',
    '127.0.0.1.evil.test',
    'localhost.evil.test',
    '[::2]',
    '127.0.0.1:5000.evil.test',
  ])('Host %j is refused on every method (DNS rebinding)', async (host) => {
    const { send } = await serveRegistry(options);
    for (const method of ['GET', 'POST']) {
      const answer = await send(method, '/v2/a/blobs/uploads/x', { headers: { host } });
      expect([403, 405, 400]).toContain(answer.status);
    }
    const base = await send('GET', '/v2/', { headers: { host } });
    expect(base.status).toBeGreaterThanOrEqual(400);
    expect(base.body.toString()).not.toBe('{}');
  });

  it('own host names pass, with and without port', async () => {
    const { send, port } = await serveRegistry(options);
    for (const host of [
      '127.0.0.1',
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      'LOCALHOST',
      `[::1]:${port}`,
    ]) {
      expect((await send('GET', '/v2/', { headers: { host } })).status, host).toBe(200);
    }
  });

  it('other origins may change nothing; no answer invites them', async () => {
    const { send, port } = await serveRegistry(options);
    for (const origin of [
      'http://evil.test',
      'null',
      'http://localhost:1',
      `https://127.0.0.1:${port}.evil.test`,
    ]) {
      const answer = await send('POST', `/v2/a/blobs/uploads/?digest=${digestOf('x')}`, {
        headers: { origin },
        body: 'x',
      });
      expect([answer.status, codeOf(answer)], origin).toEqual([403, 'DENIED']);
      const read = await send('GET', '/v2/', { headers: { origin } });
      expect(Object.keys(read.headers).some((name) => name.startsWith('access-control'))).toBe(false);
    }
    const fetchSite = await send('POST', '/v2/a/blobs/uploads/', {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(fetchSite.status).toBe(403);
    expect((await send('OPTIONS', '/v2/a/blobs/uploads/')).status).toBe(405);
    const own = { origin: `http://127.0.0.1:${port}` };
    expect((await send('POST', '/v2/a/blobs/uploads/', { headers: own })).status).toBe(202);
  });
});
