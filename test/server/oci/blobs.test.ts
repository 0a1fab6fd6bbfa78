import { Agent, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { digestOf } from '../../../src/core/registry/index.ts';
import { codeOf, pushBlob, serveRegistry } from './helpers.ts';

const small = Buffer.from('0123456789');
const digest = digestOf(small);
const big = Buffer.alloc(3_000_000, 'abcdefghij');

describe('the base', () => {
  it('answers GET and HEAD, and leaves other paths alone', async () => {
    const { send } = await serveRegistry();
    const base = await send('GET', '/v2/');
    expect([base.status, base.body.toString(), base.headers['docker-distribution-api-version']]).toEqual([
      200,
      '{}',
      'registry/2.0',
    ]);
    expect((await send('HEAD', '/v2/')).status).toBe(200);
    expect((await send('GET', '/elsewhere')).status).toBe(404);
    const wrong = await send('POST', '/v2/');
    expect([wrong.status, wrong.headers.allow, codeOf(wrong)]).toEqual([405, 'GET, HEAD', 'UNSUPPORTED']);
  });
});

describe('blobs over HTTP', () => {
  it.each([
    [
      'in one POST',
      async (server: Awaited<ReturnType<typeof serveRegistry>>) => pushBlob(server, 'a/b', small, digest),
    ],
    [
      'with POST and PUT',
      async ({ send }: Awaited<ReturnType<typeof serveRegistry>>) => {
        const begun = await send('POST', '/v2/a/b/blobs/uploads/');
        expect([begun.status, begun.headers.range]).toEqual([202, '0-0']);
        const done = await send('PUT', `${begun.headers.location}?digest=${digest}`, { body: small });
        expect([done.status, done.headers.location]).toEqual([201, `/v2/a/b/blobs/${digest}`]);
      },
    ],
    [
      'in chunks',
      async ({ send }: Awaited<ReturnType<typeof serveRegistry>>) => {
        const { headers } = await send('POST', '/v2/a/b/blobs/uploads/');
        const place = String(headers.location);
        const first = await send('PATCH', place, {
          body: small.subarray(0, 4),
          headers: { 'content-range': '0-3' },
        });
        expect([first.status, first.headers.range]).toEqual([202, '0-3']);
        const wrong = await send('PATCH', place, {
          body: small.subarray(6),
          headers: { 'content-range': '6-9' },
        });
        expect([wrong.status, wrong.headers.range]).toEqual([416, '0-3']);
        const status = await send('GET', place);
        expect([status.status, status.headers.range]).toEqual([204, '0-3']);
        const last = { body: small.subarray(4), headers: { 'content-range': '4-9' } };
        expect((await send('PUT', `${place}?digest=${digest}`, last)).status).toBe(201);
      },
    ],
    [
      'as a stream',
      async ({ send }: Awaited<ReturnType<typeof serveRegistry>>) => {
        const { headers } = await send('POST', '/v2/a/b/blobs/uploads/');
        const streamed = { body: small, headers: { 'transfer-encoding': 'chunked' } };
        expect((await send('PATCH', String(headers.location), streamed)).status).toBe(202);
        expect((await send('PUT', `${headers.location}?digest=${digest}`)).status).toBe(201);
      },
    ],
  ])('are pushed %s and pulled', async (_name, push) => {
    const server = await serveRegistry();
    await push(server);
    const got = await server.send('GET', `/v2/a/b/blobs/${digest}`);
    expect(got.body).toEqual(small);
    expect(got.headers).toMatchObject({
      'docker-content-digest': digest,
      'content-length': '10',
      'accept-ranges': 'bytes',
    });
    const head = await server.send('HEAD', `/v2/a/b/blobs/${digest}`);
    expect([head.status, head.headers['content-length'], head.body.byteLength]).toEqual([200, '10', 0]);
    expect((await server.send('GET', `/v2/a/c/blobs/${digest}`)).status).toBe(404);
  });

  it('gives ranges of small and of big blobs', async () => {
    const server = await serveRegistry();
    const bigDigest = digestOf(big);
    await pushBlob(server, 'a', small, digest);
    await pushBlob(server, 'a', big, bigDigest);
    const range = async (of: string, header: string) =>
      server.send('GET', `/v2/a/blobs/${of}`, { headers: { range: header } });
    const part = await range(digest, 'bytes=2-5');
    expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([
      206,
      '2345',
      'bytes 2-5/10',
    ]);
    expect((await range(digest, 'bytes=-3')).body.toString()).toBe('789');
    expect((await range(digest, 'bytes=7-')).body.toString()).toBe('789');
    expect((await range(digest, 'bytes=0-999')).body.toString()).toBe('0123456789');
    const beyond = await range(digest, 'bytes=10-');
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */10']);
    expect((await range(digest, 'lines=1-2')).status).toBe(200);
    expect((await range(digest, 'bytes=0-1,3-4')).status).toBe(200);
    const middle = await range(bigDigest, 'bytes=1000000-2000000');
    expect(middle.body.equals(big.subarray(1_000_000, 2_000_001))).toBe(true);
    expect((await server.send('GET', `/v2/a/blobs/${bigDigest}`)).body.equals(big)).toBe(true);
  });

  it('answers 304 to who has it', async () => {
    const server = await serveRegistry();
    await pushBlob(server, 'a', small, digest);
    const { headers } = await server.send('GET', `/v2/a/blobs/${digest}`);
    const again = await server.send('GET', `/v2/a/blobs/${digest}`, {
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect([again.status, again.body.byteLength]).toEqual([304, 0]);
  });

  it('mounts, or begins an upload where it cannot', async () => {
    const server = await serveRegistry();
    await pushBlob(server, 'a', small, digest);
    const mounted = await server.send('POST', `/v2/b/blobs/uploads/?mount=${digest}&from=a`);
    expect([mounted.status, mounted.headers.location]).toEqual([201, `/v2/b/blobs/${digest}`]);
    expect((await server.send('GET', `/v2/b/blobs/${digest}`)).body).toEqual(small);
    expect((await server.send('POST', `/v2/c/blobs/uploads/?mount=${digest}`)).status).toBe(201);
    expect((await server.send('POST', `/v2/d/blobs/uploads/?mount=${digest}&from=unknown`)).status).toBe(202);
  });

  it('deletes from one repository, cancels uploads', async () => {
    const server = await serveRegistry();
    await pushBlob(server, 'a', small, digest);
    await server.send('POST', `/v2/b/blobs/uploads/?mount=${digest}&from=a`);
    expect((await server.send('DELETE', `/v2/a/blobs/${digest}`)).status).toBe(202);
    expect((await server.send('GET', `/v2/a/blobs/${digest}`)).status).toBe(404);
    expect((await server.send('GET', `/v2/b/blobs/${digest}`)).status).toBe(200);
    expect(codeOf(await server.send('DELETE', `/v2/a/blobs/${digest}`))).toBe('BLOB_UNKNOWN');
    const { headers } = await server.send('POST', '/v2/a/blobs/uploads/');
    expect((await server.send('DELETE', String(headers.location))).status).toBe(204);
    expect(codeOf(await server.send('GET', String(headers.location).replace(/.$/, 'x')))).toBe(
      'BLOB_UPLOAD_UNKNOWN',
    );
    expect((await server.send('PATCH', String(headers.location), { body: 'x' })).status).toBe(404);
  });

  it('says what is wrong in the codes of the specification', async () => {
    const server = await serveRegistry();
    const { send } = server;
    const { headers } = await send('POST', '/v2/a/blobs/uploads/');
    const place = String(headers.location);
    expect(codeOf(await send('PUT', place, { body: small }))).toBe('DIGEST_INVALID');
    const mismatch = await send('PUT', `${place}?digest=${digestOf('other')}`, { body: small });
    expect([mismatch.status, codeOf(mismatch)]).toEqual([400, 'DIGEST_INVALID']);
    expect(codeOf(await send('GET', '/v2/a/blobs/sha256:short'))).toBe('DIGEST_INVALID');
    expect(codeOf(await send('POST', '/v2/UPPER/blobs/uploads/'))).toBe('NAME_INVALID');
    expect(codeOf(await send('GET', `/v2/a/blobs/${digestOf('none')}`))).toBe('BLOB_UNKNOWN');
    const length = await send(
      'PATCH',
      String((await send('POST', '/v2/a/blobs/uploads/')).headers.location),
      {
        body: 'abc',
        headers: { 'content-range': '0-9' },
      },
    );
    expect([length.status, codeOf(length)]).toEqual([400, 'SIZE_INVALID']);
  });

  it('keeps a repository whose name holds the words of the paths', async () => {
    const server = await serveRegistry();
    await pushBlob(server, 'manifests/blobs/uploads/tags', small, digest);
    expect((await server.send('GET', `/v2/manifests/blobs/uploads/tags/blobs/${digest}`)).status).toBe(200);
  });

  it('a client that is refused in the middle of a big body still gets its answer, and may go on', async () => {
    const server = await serveRegistry();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ask = (method: string, path: string, body: Buffer, headers = {}): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request({ port: server.port, method, path, agent, headers }, (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        });
        sent.on('error', reject);
        sent.end(body);
      });
    const { headers } = await server.send('POST', '/v2/a/blobs/uploads/');
    const place = String(headers.location);
    const wrong = Buffer.alloc(30_000_000);
    expect(await ask('PATCH', place, wrong, { 'content-range': '5-30000004' })).toBe(416);
    expect(await ask('PUT', '/v2/a/manifests/v1', wrong, { 'transfer-encoding': 'chunked' })).toBe(413);
    expect(await ask('PUT', '/v2/a/manifests/v1', wrong)).toBe(413);
    expect(await ask('PATCH', place, small)).toBe(202);
    expect(await ask('PUT', `${place}?digest=${digest}`, Buffer.alloc(0))).toBe(201);
  });
});
