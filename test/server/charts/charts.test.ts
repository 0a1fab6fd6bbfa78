import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { writeTar } from '../../../src/core/registry/image/tar-writer.ts';
import { digestOf } from '../../../src/core/registry/index.ts';
import { createChartHandler } from '../../../src/server/charts/index.ts';
import { createOciHandler, type OciOptions } from '../../../src/server/oci/index.ts';
import { openRegistry } from '../../core/registry/helpers.ts';
import { type Ask, send } from '../oci/helpers.ts';

const chart = (version = '1.0.0', name = 'shop', note = ''): Buffer =>
  gzipSync(
    writeTar([
      {
        path: `${name}/Chart.yaml`,
        content: Buffer.from(
          `apiVersion: v2\nname: ${name}\nversion: ${version}\ndescription: A shop ${note}\nmaintainers: [{ name: Ann }]\n`,
        ),
      },
      { path: `${name}/values.yaml`, content: Buffer.from('replicas: 1\n') },
    ]),
  );

async function serve(options: OciOptions = {}) {
  const { registry } = openRegistry();
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
  return { registry, ask: (method: string, path: string, given?: Ask) => send(port, method, path, given) };
}

const form = (parts: Readonly<Record<string, Buffer>>): Ask => ({
  headers: { 'content-type': 'multipart/form-data; boundary=XX' },
  body: Buffer.concat([
    ...Object.entries(parts).flatMap(([name, content]) => [
      Buffer.from(`--XX\r\nContent-Disposition: form-data; name="${name}"; filename="${name}.tgz"\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--XX--\r\n'),
  ]),
});

interface Index {
  readonly entries: Record<
    string,
    { version: string; urls: string[]; digest: string; description: string }[]
  >;
  readonly serverInfo: { readonly contextPath: string };
}

const indexOf = async ({ ask }: Awaited<ReturnType<typeof serve>>, namespace = 'team'): Promise<Index> =>
  parse((await ask('GET', `/chartrepo/${namespace}/index.yaml`)).body.toString()) as Index;

describe('ChartMuseum API', () => {
  it('takes a chart as cm-push sends it, lists it and gives it back byte for byte', async () => {
    const server = await serve();
    const archive = chart();
    const pushed = await server.ask('POST', '/chartrepo/api/team/charts', form({ chart: archive }));
    expect([pushed.status, pushed.json()]).toEqual([201, { saved: true }]);
    const index = await indexOf(server);
    expect(index.serverInfo.contextPath).toBe('/chartrepo');
    const entry = index.entries.shop?.[0];
    expect(entry).toMatchObject({
      version: '1.0.0',
      description: 'A shop',
      urls: ['charts/shop-1.0.0.tgz'],
      digest: digestOf(archive).slice(7),
      maintainers: [{ name: 'Ann' }],
    });
    const got = await server.ask('GET', `/chartrepo/team/${entry?.urls[0]}`);
    expect(got.body).toEqual(archive);
    expect((await server.ask('HEAD', `/chartrepo/team/${entry?.urls[0]}`)).headers['content-length']).toBe(
      String(archive.byteLength),
    );
  });

  it('is the same chart as an OCI artifact, versions with + included', async () => {
    const server = await serve();
    const { ask } = server;
    await ask('POST', '/api/chartrepo/a/b/charts', { body: chart('1.0.0+5', 'my-shop-2') });
    const manifest = (await ask('GET', '/v2/a/b/my-shop-2/manifests/1.0.0_5')).json();
    expect(manifest.config?.mediaType).toBe('application/vnd.cncf.helm.config.v1+json');
    expect((await indexOf(server, 'a/b')).entries['my-shop-2']?.[0]?.version).toBe('1.0.0+5');
    expect((await ask('GET', '/chartrepo/a/b/charts/my-shop-2-1.0.0+5.tgz')).status).toBe(200);
    expect((await indexOf(server, 'a')).entries).toEqual({});
  });

  it('refuses a version that is there unless it is forced', async () => {
    const server = await serve();
    const { ask } = server;
    await ask('POST', '/api/chartrepo/team/charts', { body: chart() });
    const again = await ask('POST', '/api/chartrepo/team/charts', { body: chart('1.0.0', 'shop', 'new') });
    expect([again.status, Object.keys(again.json())]).toEqual([409, ['error']]);
    const forced = await ask(
      'POST',
      '/api/chartrepo/team/charts?force',
      form({ chart: chart('1.0.0', 'shop', 'new') }),
    );
    expect(forced.status).toBe(201);
    expect((await indexOf(server)).entries.shop?.map(({ description }) => description)).toEqual([
      'A shop new',
    ]);
  });

  it('keeps provenance files, with the chart and after it', async () => {
    const { ask } = await serve();
    const provenance = Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\n\nname: shop\nversion: 1.0.0\n');
    await ask('POST', '/api/chartrepo/team/charts', { body: chart() });
    expect((await ask('GET', '/chartrepo/team/charts/shop-1.0.0.tgz.prov')).status).toBe(404);
    expect((await ask('POST', '/api/chartrepo/team/prov', { body: provenance })).status).toBe(201);
    expect((await ask('GET', '/chartrepo/team/charts/shop-1.0.0.tgz.prov')).body).toEqual(provenance);
    expect((await ask('GET', '/chartrepo/team/charts/shop-1.0.0.tgz')).body).toEqual(chart());
    await ask('POST', '/api/chartrepo/two/charts', form({ chart: chart(), prov: provenance }));
    expect((await ask('GET', '/chartrepo/two/charts/shop-1.0.0.tgz.prov')).body).toEqual(provenance);
  });

  it('lists and deletes versions', async () => {
    const { ask } = await serve();
    for (const version of ['1.0.0', '2.0.0'])
      await ask('POST', '/api/chartrepo/t/charts', { body: chart(version) });
    expect((await ask('GET', '/api/chartrepo/t/charts/shop')).json()).toHaveLength(2);
    expect((await ask('DELETE', '/api/chartrepo/t/charts/shop/1.0.0')).json()).toEqual({ deleted: true });
    expect((await ask('DELETE', '/api/chartrepo/t/charts/shop/1.0.0')).status).toBe(404);
    expect((await ask('GET', '/chartrepo/t/charts/shop-1.0.0.tgz')).status).toBe(404);
    expect((await ask('GET', '/api/chartrepo/t/charts')).json()).toMatchObject({
      shop: [{ version: '2.0.0' }],
    });
  });

  it('refuses what is no chart, names that are none, other methods, and forms that end early', async () => {
    const { ask } = await serve();
    const bad = await ask('POST', '/api/chartrepo/t/charts', { body: 'not a chart' });
    expect([bad.status, Object.keys(bad.json())]).toEqual([422, ['error']]);
    expect((await ask('GET', '/chartrepo/..%2f..%2fetc/index.yaml')).status).toBe(400);
    expect((await ask('PUT', '/chartrepo/t/index.yaml')).status).toBe(405);
    const cut = form({ chart: chart() });
    const body = (cut.body as Buffer).subarray(0, 90);
    expect((await ask('POST', '/api/chartrepo/t/charts', { ...cut, body })).status).toBe(400);
    expect((await ask('POST', '/api/chartrepo/t/charts', { body: Buffer.alloc(21 << 20) })).status).toBe(413);
    expect((await ask('GET', '/chartrepo/t/index.yaml')).status).toBe(200);
  });

  it('stands behind the guards of the registry', async () => {
    const readOnly = await serve({ readOnly: () => true });
    expect((await readOnly.ask('POST', '/api/chartrepo/t/charts', { body: chart() })).status).toBe(405);
    const { ask } = await serve({ allowDelete: () => false });
    await ask('POST', '/api/chartrepo/t/charts', { body: chart() });
    expect((await ask('DELETE', '/api/chartrepo/t/charts/shop/1.0.0')).status).toBe(405);
    const headers = { origin: 'http://evil.example' };
    expect((await ask('POST', '/api/chartrepo/t/charts?force', { body: chart(), headers })).status).toBe(403);
  });
});
