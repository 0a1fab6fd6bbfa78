import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { writeTar } from '../../../src/core/registry/image/tar-writer.ts';
import { createChartHandler } from '../../../src/server/charts/index.ts';
import { createOciHandler } from '../../../src/server/oci/index.ts';
import { openRegistry } from '../../core/registry/helpers.ts';
import { type Ask, send } from '../oci/helpers.ts';

/**
 * Requests as Helm's programs make them. Debian has no helm, so these follow its source: pkg/getter/httpgetter.go and
 * pkg/repo/index.go of helm, pkg/chartmuseum/upload.go of helm-push, pkg/registry/client.go of helm with containerd's
 * pusher (to 3.17) and oras-go v2 (from 3.18).
 */
const AGENT = { 'user-agent': 'Helm/3.18.4', 'accept-encoding': 'gzip' };
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CONTENT = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

const chart = (version: string): Buffer =>
  gzipSync(
    writeTar([
      {
        path: 'web/Chart.yaml',
        content: Buffer.from(`apiVersion: v2\nname: web\nversion: ${version}\ndescription: A shop\n`),
      },
    ]),
  );
const sha = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

async function serve() {
  const { registry } = openRegistry();
  const options = { hosts: ['127.0.0.1', 'localhost'] };
  const oci = createOciHandler(registry, options);
  const charts = createChartHandler(registry, options);
  const server = createServer(async (request, response) => {
    if ((await oci(request, response)) || (await charts(request, response))) return;
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    registry,
    ask: (method: string, path: string, { headers, body }: Ask = {}) =>
      send(port, method, path, { headers: { host, ...AGENT, ...headers }, ...(body && { body }) }),
  };
}

/** mime/multipart of Go: a boundary of sixty digits, the path as file name; no length is known, so it comes in chunks. */
const goForm = (files: Readonly<Record<string, Buffer>>): Ask => {
  const boundary = sha(Buffer.from('b')).slice(0, 60);
  const parts = Object.entries(files).flatMap(([name, content]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="/tmp/helm-push-1/web-1.0.0.tgz"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n'),
  ]);
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'transfer-encoding': 'chunked',
    },
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  };
};

interface Index {
  readonly apiVersion: string;
  readonly entries: Record<string, readonly { version: string; urls: string[]; digest: string }[]>;
  readonly serverInfo: { readonly contextPath: string };
}

describe('what helm sends', () => {
  it('helm repo add: an empty namespace has an index too, with the API version that helm insists on', async () => {
    const { ask } = await serve();
    const answer = await ask('GET', '/chartrepo/team/index.yaml');
    expect(answer.status).toBe(200);
    expect(parse(answer.body.toString()) as Index).toMatchObject({ apiVersion: 'v1', entries: {} });
  });

  it('helm cm-push, again, by force; helm pull with the digest that the index told', async () => {
    const { ask } = await serve();
    const { serverInfo } = parse((await ask('GET', '/chartrepo/team/index.yaml')).body.toString()) as Index;
    // As helm-push joins it: context path, "api", what is left of the repository's path, "charts".
    const path = `${serverInfo.contextPath}/api/team/charts`;
    const provenance = Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\n\nname: web\nversion: 1.0.0\n');
    const form = goForm({ chart: chart('1.0.0'), prov: provenance });
    const first = await ask('POST', path, form);
    expect([first.status, first.json()]).toEqual([201, { saved: true }]);
    const again = await ask('POST', path, form);
    expect(again.status).toBe(409);
    expect(typeof again.json().error).toBe('string');
    expect((await ask('POST', `${path}?force`, form)).status).toBe(201);
    expect((await ask('POST', path, goForm({ chart: chart('1.1.0-rc.1+7') }))).status).toBe(201);
    const { entries } = parse((await ask('GET', '/chartrepo/team/index.yaml')).body.toString()) as Index;
    expect(entries.web?.map(({ version }) => version).toSorted()).toEqual(['1.0.0', '1.1.0-rc.1+7']);
    for (const { urls, digest } of entries.web ?? []) {
      // Relative addresses are resolved against the repository's; Go writes a plus sign into the path as it is.
      const pulled = await ask('GET', `/chartrepo/team/${urls[0]}`);
      expect([pulled.status, sha(pulled.body)]).toEqual([200, digest]);
    }
    expect((await ask('GET', '/chartrepo/team/charts/web-1.0.0.tgz.prov')).body).toEqual(provenance);
    expect((await ask('GET', '/chartrepo/team/charts/web-1.1.0-rc.1+7.tgz.prov')).status).toBe(404);
  });

  it.each(['containerd', 'oras'])(
    'helm push and pull oci:// as %s does them; the same chart is in the index',
    async (by) => {
      const { ask } = await serve();
      const archive = chart('2.0.0+b1');
      const config = Buffer.from(JSON.stringify({ name: 'web', version: '2.0.0+b1', apiVersion: 'v2' }));
      const octets = { 'content-type': 'application/octet-stream' };
      for (const blob of [archive, config]) {
        const digest = `sha256:${sha(blob)}`;
        expect((await ask('HEAD', `/v2/team/web/blobs/${digest}`)).status).toBe(404);
        const begun = await ask('POST', '/v2/team/web/blobs/uploads/', {
          headers: { 'content-length': '0' },
        });
        expect(begun.status).toBe(202);
        const location = String(begun.headers.location);
        const put = await ask('PUT', `${location}?digest=${encodeURIComponent(digest)}`, {
          headers: octets,
          body: blob,
        });
        expect([put.status, put.headers['docker-content-digest']]).toEqual([201, digest]);
      }
      const manifest = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          ...(by === 'oras' ? { mediaType: MANIFEST } : {}),
          config: { mediaType: CONFIG, digest: `sha256:${sha(config)}`, size: config.byteLength },
          layers: [{ mediaType: CONTENT, digest: `sha256:${sha(archive)}`, size: archive.byteLength }],
          annotations: { 'org.opencontainers.image.title': 'web' },
        }),
      );
      const tag = '/v2/team/web/manifests/2.0.0_b1';
      if (by === 'containerd')
        expect((await ask('HEAD', tag, { headers: { accept: `${MANIFEST}, */*` } })).status).toBe(404);
      const tagged = await ask('PUT', tag, { headers: { 'content-type': MANIFEST }, body: manifest });
      expect([tagged.status, tagged.headers['docker-content-digest']]).toEqual([
        201,
        `sha256:${sha(manifest)}`,
      ]);

      // A version range is resolved with the tag list.
      const tags = await ask('GET', '/v2/team/web/tags/list');
      expect(tags.json()).toEqual({ name: 'team/web', tags: ['2.0.0_b1'] });
      const accept = [
        'application/vnd.docker.distribution.manifest.v2+json',
        'application/vnd.docker.distribution.manifest.list.v2+json',
        MANIFEST,
        'application/vnd.oci.image.index.v1+json',
        '*/*',
      ].join(', ');
      const head = await ask('HEAD', tag, { headers: { accept } });
      expect([head.status, head.headers['content-type'], head.headers['content-length']]).toEqual([
        200,
        MANIFEST,
        String(manifest.byteLength),
      ]);
      const got = await ask('GET', `/v2/team/web/manifests/${head.headers['docker-content-digest']}`, {
        headers: { accept: MANIFEST },
      });
      expect(got.body).toEqual(manifest);
      // containerd asks for ranges from the first byte on.
      const range = by === 'containerd' ? { range: 'bytes=0-' } : {};
      const blob = await ask('GET', `/v2/team/web/blobs/sha256:${sha(archive)}`, {
        headers: { accept: `${CONTENT}, */*`, ...range },
      });
      expect([200, 206]).toContain(blob.status);
      expect(blob.body).toEqual(archive);

      const { entries } = parse((await ask('GET', '/chartrepo/team/index.yaml')).body.toString()) as Index;
      expect(entries.web?.[0]).toMatchObject({ version: '2.0.0+b1', digest: sha(archive) });
    },
  );
});

describe('an index is bounded', () => {
  it('is JSON, which is YAML too, where it is long; and refused where it has no end', async () => {
    const { ask, registry } = await serve();
    await ask('POST', '/chartrepo/api/team/charts', goForm({ chart: chart('1.0.0') }));
    const body = registry.manifests.get('team/web', '1.0.0')?.body ?? Buffer.alloc(0);
    expect(body.byteLength).toBeGreaterThan(0);
    const { ChartStore } = await import('../../../src/core/registry/index.ts');
    await expect(new ChartStore(registry, { entries: 0, bytes: 1e6 }).list('team')).rejects.toMatchObject({
      code: 'REGISTRY_TOO_LARGE',
    });
    await expect(new ChartStore(registry, { entries: 10, bytes: 20 }).list('team')).rejects.toMatchObject({
      code: 'REGISTRY_TOO_LARGE',
    });
    expect(await new ChartStore(registry, { entries: 1, bytes: 1000 }).list('team')).toHaveLength(1);
  });
});
