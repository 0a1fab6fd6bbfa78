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
    // Go's encoding/json reads names without case and folds Unicode; a client there would see the other document.
    ['an index in capitals', OCI_IMAGE, both(undefined, { config, layers: [], Manifests: [] })],
    ['layers in capitals', OCI_IMAGE, both(undefined, { config, layers: [], LAYERS: [config] })],
    ['a long s', OCI_IMAGE, both(undefined, { config, layers: [], 'layer\u017f': [config] })],
    ['a Kelvin sign', OCI_INDEX, both(undefined, { manifests: [], 'blob\u017f': [] })],
    ['another mediaType', OCI_IMAGE, both(undefined, { config, layers: [], MediaType: OCI_INDEX })],
    [
      'a digest twice',
      OCI_IMAGE,
      both(undefined, { config: { ...config, Digest: config.digest }, layers: [] }),
    ],
    [
      'layers twice',
      OCI_IMAGE,
      `{"schemaVersion":2,"config":${JSON.stringify(config)},"layers":[],"layers":[]}`,
    ],
    [
      'layers twice, once in escapes and with blanks',
      OCI_IMAGE,
      `{"schemaVersion":2,"config":${JSON.stringify(config)},"layers":[],"l\\u0061yers"${' '.repeat(200)}:[]}`,
    ],
    [
      'two digests in a layer',
      OCI_INDEX,
      both(undefined, {}).replace(
        '}',
        `,"manifests":[{"digest":"${config.digest}","digest":"${config.digest}","size":2}]}`,
      ),
    ],
  ])('%s is refused', async (_name, type, body) => {
    const { send } = await serveRegistry();
    const answer = await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': type } });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'MANIFEST_INVALID']);
  });

  it('names in annotations are free, and texts may look like names', async () => {
    const { send } = await serveRegistry();
    const body = imageBody(Buffer.from('{}'), [], {
      annotations: { Layers: '"layers":', layers: '{"a":1,"a":' },
    });
    const answer = await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': OCI_IMAGE } });
    expect(answer.status).toBe(201);
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
