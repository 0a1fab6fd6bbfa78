import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { imageBody, OCI_IMAGE } from '../core/registry/helpers.ts';
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
