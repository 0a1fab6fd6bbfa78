import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { pushBlob, serveRegistry } from '../server/oci/helpers.ts';

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
