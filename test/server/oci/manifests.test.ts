import { describe, expect, it } from 'vitest';
import { digestOf, pushImage } from '../../../src/core/registry/index.ts';
import {
  descriptor,
  imageBody,
  OCI_IMAGE,
  OCI_INDEX,
  pushSmall,
  sampleImage,
} from '../../core/registry/helpers.ts';
import { type Answer, codeOf, pushBlob, serveRegistry } from './helpers.ts';

const config = Buffer.from('{"os":"linux","architecture":"amd64"}');
const layer = Buffer.from('layer');
const countOf = (answer: Answer): number =>
  (JSON.parse(answer.body.toString()) as { manifests: unknown[] }).manifests.length;
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';

async function withBlobs(repository = 'a') {
  const server = await serveRegistry();
  await pushBlob(server, repository, config, digestOf(config));
  await pushBlob(server, repository, layer, digestOf(layer));
  return server;
}

describe('manifests over HTTP', () => {
  it('come back byte for byte, by tag and by digest', async () => {
    const { send } = await withBlobs();
    const body = imageBody(config, [layer]);
    const digest = digestOf(body);
    const put = await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': OCI_IMAGE } });
    expect([put.status, put.headers.location, put.headers['docker-content-digest']]).toEqual([
      201,
      `/v2/a/manifests/${digest}`,
      digest,
    ]);
    for (const reference of ['v1', digest]) {
      const got = await send('GET', `/v2/a/manifests/${reference}`);
      expect([got.status, got.headers['content-type'], got.headers['docker-content-digest']]).toEqual([
        200,
        OCI_IMAGE,
        digest,
      ]);
      expect(got.body.equals(body)).toBe(true);
      const head = await send('HEAD', `/v2/a/manifests/${reference}`);
      expect([head.status, head.headers['content-length'], head.body.byteLength]).toEqual([
        200,
        String(body.byteLength),
        0,
      ]);
    }
  });

  it('take Docker schema 2, lists, indexes, sha512 digests and several tags at once', async () => {
    const { send } = await withBlobs();
    const docker = Buffer.from(imageBody(config, [layer]).toString().replaceAll(OCI_IMAGE, DOCKER));
    expect(
      (await send('PUT', '/v2/a/manifests/docker', { body: docker, headers: { 'content-type': DOCKER } }))
        .status,
    ).toBe(201);
    const body = imageBody(config, [layer]);
    const long = digestOf(body, 'sha512');
    const put = await send('PUT', `/v2/a/manifests/${long}?tag=x&tag=y`, {
      body,
      headers: { 'content-type': OCI_IMAGE },
    });
    expect([put.status, put.headers['oci-tag'], put.headers['docker-content-digest']]).toEqual([
      201,
      'x, y',
      long,
    ]);
    expect((await send('HEAD', '/v2/a/manifests/y')).headers['docker-content-digest']).toBe(long);
    const sparse = {
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [descriptor(OCI_IMAGE, Buffer.from('not here'))],
    };
    const index = await send('PUT', '/v2/a/manifests/idx', {
      body: JSON.stringify(sparse),
      headers: { 'content-type': OCI_INDEX },
    });
    expect(index.status).toBe(201);
    expect((await send('GET', '/v2/a/tags/list')).json().tags).toEqual(['docker', 'idx', 'x', 'y']);
  });

  it.each([
    ['not JSON', 'x', OCI_IMAGE],
    ['no object', '[]', OCI_IMAGE],
    [
      'another type inside',
      JSON.stringify({ schemaVersion: 2, mediaType: DOCKER, config: {}, layers: [] }),
      OCI_IMAGE,
    ],
    ['no schemaVersion', JSON.stringify({ config: descriptor('x', config) }), OCI_IMAGE],
    [
      'a bad digest',
      JSON.stringify({ schemaVersion: 2, config: { digest: 'sha256:1', size: 1 } }),
      OCI_IMAGE,
    ],
    [
      'a negative size',
      JSON.stringify({ schemaVersion: 2, config: { ...descriptor('x', config), size: -1 } }),
      OCI_IMAGE,
    ],
    ['an unknown type', '{}', 'application/json'],
  ])('are refused with %s', async (_name, body, type) => {
    const { send } = await withBlobs();
    const answer = await send('PUT', '/v2/a/manifests/v1', { body, headers: { 'content-type': type } });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'MANIFEST_INVALID']);
  });

  it('are checked for their blobs where that is asked for', async () => {
    const { send } = await serveRegistry({}, { requireBlobs: true });
    const answer = await send('PUT', '/v2/a/manifests/v1', {
      body: imageBody(config, [layer]),
      headers: { 'content-type': OCI_IMAGE },
    });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'MANIFEST_BLOB_UNKNOWN']);
  });

  it('are deleted with their tags; a tag alone leaves them', async () => {
    const { send, registry } = await serveRegistry();
    const { digest } = await pushSmall(registry, 'a', ['v1', 'v2'], 'x');
    expect((await send('DELETE', '/v2/a/manifests/v1')).status).toBe(202);
    expect(codeOf(await send('GET', '/v2/a/manifests/v1'))).toBe('MANIFEST_UNKNOWN');
    expect((await send('GET', `/v2/a/manifests/${digest}`)).status).toBe(200);
    expect((await send('DELETE', `/v2/a/manifests/${digest}`)).status).toBe(202);
    expect((await send('GET', '/v2/a/manifests/v2')).status).toBe(404);
    expect((await send('DELETE', `/v2/a/manifests/${digest}`)).status).toBe(404);
    expect(codeOf(await send('DELETE', `/v2/nowhere/manifests/${digest}`))).toBe('NAME_UNKNOWN');
  });
});

describe('lists over HTTP', () => {
  it('page tags and repositories in byte order', async () => {
    const { send, registry } = await serveRegistry();
    await pushSmall(registry, 'b', ['b', 'B', 'a', '10', '9'], 'x');
    await pushSmall(registry, 'a/z', ['t'], 'x');
    const first = await send('GET', '/v2/b/tags/list?n=2');
    expect(first.json()).toEqual({ name: 'b', tags: ['10', '9'] });
    expect(first.headers.link).toBe('</v2/b/tags/list?n=2&last=9>; rel="next"');
    const second = await send('GET', '/v2/b/tags/list?n=3&last=9');
    expect(second.json().tags).toEqual(['B', 'a', 'b']);
    expect(second.headers.link).toBeUndefined();
    const none = await send('GET', '/v2/b/tags/list?n=0');
    expect([none.json().tags, none.headers.link]).toEqual([[], undefined]);
    expect((await send('GET', '/v2/_catalog?n=1')).headers.link).toBe(
      '</v2/_catalog?n=1&last=a%2Fz>; rel="next"',
    );
    expect((await send('GET', '/v2/_catalog')).json()).toEqual({ repositories: ['a/z', 'b'] });
    expect(codeOf(await send('GET', '/v2/nowhere/tags/list'))).toBe('NAME_UNKNOWN');
  });

  it('list referrers, filtered and in pages', async () => {
    const { send, registry } = await serveRegistry();
    const subject = await pushSmall(registry, 'a', ['v1'], 'subject');
    const link = { subject: { mediaType: OCI_IMAGE, digest: subject.digest, size: subject.body.byteLength } };
    for (const kind of ['sbom', 'signature', 'other']) {
      const extra = { ...link, artifactType: `application/${kind}`, annotations: { kind } };
      await pushSmall(registry, 'a', [], kind, extra);
    }
    const all = await send('GET', `/v2/a/referrers/${subject.digest}`);
    expect(all.headers['content-type']).toBe(OCI_INDEX);
    const { manifests } = JSON.parse(all.body.toString()) as { manifests: { artifactType: string }[] };
    expect(manifests.map((each) => each.artifactType).sort()).toEqual([
      'application/other',
      'application/sbom',
      'application/signature',
    ]);
    const filtered = await send('GET', `/v2/a/referrers/${subject.digest}?artifactType=application/sbom`);
    expect(filtered.headers['oci-filters-applied']).toBe('artifactType');
    expect(filtered.json().manifests).toMatchObject([
      { artifactType: 'application/sbom', annotations: { kind: 'sbom' } },
    ]);
    const page = await send('GET', `/v2/a/referrers/${subject.digest}?n=2`);
    const next = /<([^>]+)>/.exec(String(page.headers.link))?.[1] ?? '';
    const rest = await send('GET', next);
    expect([countOf(page), countOf(rest), rest.headers.link]).toEqual([2, 1, undefined]);
    expect((await send('GET', `/v2/a/referrers/${digestOf('none')}`)).json().manifests).toEqual([]);
    expect((await send('GET', '/v2/a/referrers/sha256:bad')).status).toBe(400);
  });

  it('tells the client that it saw the subject', async () => {
    const { send } = await withBlobs();
    const subject = descriptor(OCI_IMAGE, Buffer.from('later'));
    const body = imageBody(config, [layer], { subject });
    const put = await send('PUT', `/v2/a/manifests/${digestOf(body)}`, {
      body,
      headers: { 'content-type': OCI_IMAGE },
    });
    expect(put.headers['oci-subject']).toBe(subject.digest);
  });
});

describe('pushImage', () => {
  it('pushes every platform and skips what is there the second time', async () => {
    const { url, registry } = await serveRegistry();
    const image = sampleImage();
    const steps: string[] = [];
    const pushed = await pushImage(url, 'sample/web', '1.0', image, {
      onProgress: ({ step, skipped }) => steps.push(`${step}${skipped ? ' skipped' : ''}`),
    });
    expect(pushed.digest).toBe(image.index.digest);
    expect(steps).toEqual(['blob', 'blob', 'blob', 'blob', 'blob', 'manifest', 'manifest', 'index']);
    steps.length = 0;
    await pushImage(url, 'sample/web', '1.0', image, {
      onProgress: ({ step, skipped }) => steps.push(`${step}${skipped ? ' skipped' : ''}`),
    });
    expect(steps.filter((step) => step === 'blob skipped').length).toBe(5);
    expect(await registry.resolveImage('sample/web:1.0')).toMatchObject({
      found: true,
      digest: image.index.digest,
      platforms: [{ architecture: 'amd64' }, { architecture: 'arm64' }],
    });
  });

  it('says what failed and can be cancelled', async () => {
    const { url } = await serveRegistry({ readOnly: () => true });
    await expect(pushImage(url, 'a', 'v1', sampleImage())).rejects.toMatchObject({
      code: 'REGISTRY_PUSH_FAILED',
    });
    await expect(pushImage('http://127.0.0.1:1', 'a', 'v1', sampleImage())).rejects.toMatchObject({
      code: 'REGISTRY_PUSH_FAILED',
    });
    await expect(
      pushImage(url, 'a', 'v1', sampleImage(), { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
