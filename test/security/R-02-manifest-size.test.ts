import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '../../src/core/registry/files/disk.ts';
import { digestOf } from '../../src/core/registry/index.ts';
import { imageBody, OCI_IMAGE, openRegistry } from '../core/registry/helpers.ts';
import { codeOf, serveRegistry } from '../server/oci/helpers.ts';

const LIMIT = 4 * 1024 * 1024;
const headers = { 'content-type': OCI_IMAGE };
const padded = (size: number): Buffer => {
  const empty = imageBody(Buffer.from('{}'), [], { annotations: { pad: '' } });
  return imageBody(Buffer.from('{}'), [], { annotations: { pad: 'x'.repeat(size - empty.byteLength) } });
};

describe('R-2: manifests have a limit (distribution CVE-2017-11468)', () => {
  it('takes 4 MiB and refuses one byte more, announced or not', async () => {
    const { send } = await serveRegistry();
    expect((await send('PUT', '/v2/a/manifests/v1', { body: padded(LIMIT), headers })).status).toBe(201);
    const over = await send('PUT', '/v2/a/manifests/v2', { body: padded(LIMIT + 1), headers });
    expect([over.status, codeOf(over)]).toEqual([413, 'SIZE_INVALID']);
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    const streamed = await send('PUT', '/v2/a/manifests/v2', { body: padded(LIMIT + 1), headers: chunked });
    expect(streamed.status).toBe(413);
    expect((await send('GET', '/v2/a/manifests/v2')).status).toBe(404);
  });

  it('unpacks nothing', async () => {
    const { send } = await serveRegistry();
    const packed = { ...headers, 'content-encoding': 'gzip' };
    const answer = await send('PUT', '/v2/a/manifests/v1', { body: gzipSync(padded(1000)), headers: packed });
    expect(answer.status).toBe(415);
  });
});

describe('R-2: blobs have a limit too, which the policy sets', () => {
  const MiB = 1024 * 1024;

  it('is generous until it is set', async () => {
    const { registry } = await serveRegistry();
    expect(registry.access.policy().maxBlob).toBe(128 * 1024 * MiB);
  });

  it('refuses one byte more, announced or not, in one piece or in many, and leaves nothing', async () => {
    const { send, registry } = await serveRegistry();
    registry.access.setPolicy({ maxBlob: MiB });
    const whole = Buffer.alloc(MiB, 1);
    const over = Buffer.alloc(MiB + 1, 2);
    const put = (body: Buffer, more = {}) =>
      send('POST', `/v2/a/blobs/uploads/?digest=${digestOf(body)}`, { body, headers: more });
    expect((await put(whole)).status).toBe(201);
    expect((await put(over)).status).toBe(413);
    expect((await put(over, { 'transfer-encoding': 'chunked' })).status).toBe(413);
    const { id } = await registry.uploads.begin('a');
    const path = `/v2/a/blobs/uploads/${id}`;
    expect((await send('PATCH', path, { body: whole })).status).toBe(202);
    expect((await send('PATCH', path, { body: Buffer.from('x') })).status).toBe(413);
    expect((await send('GET', path)).status).toBe(404);
    expect((await send('HEAD', `/v2/a/blobs/${digestOf(over)}`)).status).toBe(404);
    expect(registry.browse.usage().blobs).toBe(1);
  });

  it('refuses what the disk has no room for before a byte of it is written', async () => {
    const { registry } = openRegistry({ disk: { ...nodeDisk, free: async () => 20 * MiB } });
    const { id } = await registry.uploads.begin('a');
    let read = 0;
    const body = async function* () {
      read += 1;
      yield Buffer.alloc(10);
    };
    const big = registry.uploads.append('a', id, body(), { length: 21 * MiB });
    await expect(big).rejects.toMatchObject({ code: 'REGISTRY_DISK_FULL' });
    expect(read).toBe(0);
    const { offset } = await registry.uploads.append('a', id, body(), { length: 10 });
    expect(offset).toBe(10);
  });
});
