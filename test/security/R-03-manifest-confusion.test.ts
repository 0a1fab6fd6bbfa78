import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { descriptor, imageBody, OCI_IMAGE, OCI_INDEX } from '../core/registry/helpers.ts';
import { codeOf, serveRegistry } from '../server/oci/helpers.ts';

const config = descriptor('application/vnd.oci.image.config.v1+json', Buffer.from('{}'));
const both = (mediaType: string | undefined, extra: object) =>
  JSON.stringify({ schemaVersion: 2, ...(mediaType && { mediaType }), ...extra });

describe('R-3: one document, one meaning (CVE-2021-41190, GHSA-mc8v-mgrf-8f4m)', () => {
  it.each([
    ['manifests and layers', OCI_IMAGE, both(undefined, { config, layers: [], manifests: [] })],
    ['manifests and config as index', OCI_INDEX, both(undefined, { config, manifests: [] })],
    ['manifests and layers as index', OCI_INDEX, both(undefined, { layers: [], manifests: [] })],
    ['an index called an image', OCI_IMAGE, both(OCI_INDEX, { manifests: [] })],
    ['an image called an index', OCI_INDEX, both(OCI_IMAGE, { config, layers: [] })],
    ['an index without type, sent as image', OCI_IMAGE, both(undefined, { manifests: [] })],
    ['schema 1 fields', OCI_IMAGE, both(undefined, { config, fsLayers: [] })],
  ])('%s is refused', async (_name, type, body) => {
    const { send } = await serveRegistry();
    const answer = await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': type } });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'MANIFEST_INVALID']);
  });

  it('the same digest is always served with the same type', async () => {
    const { send } = await serveRegistry();
    const body = both(undefined, { config, layers: [] });
    const docker = 'application/vnd.docker.distribution.manifest.v2+json';
    expect(
      (await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': OCI_IMAGE } })).status,
    ).toBe(201);
    for (const repository of ['a', 'b']) {
      const again = await send('PUT', `/v2/${repository}/manifests/v1`, {
        body,
        headers: { 'content-type': docker },
      });
      expect(again.status).toBe(400);
    }
    expect((await send('GET', `/v2/a/manifests/${digestOf(body)}`)).headers['content-type']).toBe(OCI_IMAGE);
  });

  it('a missing Content-Type is taken from the document', async () => {
    const { send } = await serveRegistry();
    expect((await send('PUT', '/v2/a/manifests/v1', { body: imageBody(Buffer.from('{}'), []) })).status).toBe(
      201,
    );
    expect((await send('GET', '/v2/a/manifests/v1')).headers['content-type']).toBe(OCI_IMAGE);
    expect((await send('PUT', '/v2/a/manifests/v2', { body: '{"schemaVersion":2}' })).status).toBe(400);
  });
});
