import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { writeTar } from '../../../src/core/registry/image/tar-writer.ts';
import { createChartHandler } from '../../../src/server/charts/index.ts';
import { openRegistry } from '../../core/registry/helpers.ts';
import { type Ask, send } from '../oci/helpers.ts';
import { basic } from '../oci/login.ts';

const chart = (name: string, version = '1.0.0', note = ''): Buffer =>
  gzipSync(
    writeTar([
      {
        path: `${name}/Chart.yaml`,
        content: Buffer.from(`apiVersion: v2\nname: ${name}\nversion: ${version}\ndescription: d${note}\n`),
      },
    ]),
  );

async function served() {
  const { registry } = openRegistry();
  const { access } = registry;
  const secrets: Record<string, string> = {};
  for (const [name, grants] of Object.entries({
    writer: ['shop/web=pull,push'],
    reader: ['shop/*=pull'],
    owner: ['**=pull,push,delete'],
  }))
    secrets[name] = (await access.addAccount(name, grants)).secret ?? '';
  access.setPolicy({ auth: true });
  const handle = createChartHandler(registry);
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const as = (account: string, method: string, path: string, given: Ask = {}) =>
    send(port, method, path, { ...given, headers: basic(account, secrets[account] ?? '') });
  return { registry, port, as };
}

describe('charts behind a login', () => {
  it('challenge with Basic, and take it', async () => {
    const { port, as } = await served();
    for (const [method, path] of [
      ['GET', '/chartrepo/shop/index.yaml'],
      ['POST', '/chartrepo/api/shop/charts'],
      ['DELETE', '/chartrepo/api/shop/charts/web/1.0.0'],
    ] as const) {
      const answer = await send(port, method, path, method === 'POST' ? { body: chart('web') } : {});
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([
        401,
        'Basic realm="Drydock registry"',
      ]);
    }
    expect((await as('reader', 'GET', '/chartrepo/shop/index.yaml')).status).toBe(200);
  });

  it('upload, index, file and deletion go by the grants of the chart’s repository', async () => {
    const { as } = await served();
    const post = async (account: string, name: string) =>
      (await as(account, 'POST', '/chartrepo/api/shop/charts', { body: chart(name) })).status;
    expect([await post('reader', 'web'), await post('writer', 'api'), await post('writer', 'web')]).toEqual([
      403, 403, 201,
    ]);
    expect(await post('owner', 'api')).toBe(201);
    const names = async (account: string) =>
      Object.keys(
        (
          parse((await as(account, 'GET', '/chartrepo/shop/index.yaml')).body.toString()) as {
            entries: object;
          }
        ).entries,
      );
    expect([await names('writer'), await names('reader')]).toEqual([['web'], ['api', 'web']]);
    const file = async (account: string) =>
      (await as(account, 'GET', '/chartrepo/shop/charts/api-1.0.0.tgz')).status;
    expect([await file('writer'), await file('reader')]).toEqual([403, 200]);
    const remove = async (account: string) =>
      (await as(account, 'DELETE', '/chartrepo/api/shop/charts/web/1.0.0')).status;
    expect([await remove('writer'), await remove('owner')]).toEqual([403, 200]);
  });

  it('an immutable version is not overwritten, even by force (R-6), and the switches hold (R-4)', async () => {
    const { as, registry } = await served();
    const push = async (query: string, note = '') =>
      (await as('owner', 'POST', `/chartrepo/api/shop/charts${query}`, { body: chart('web', '1.0.0', note) }))
        .status;
    expect([await push(''), await push('', 'b'), await push('?force', 'c')]).toEqual([201, 409, 201]);
    registry.access.setPolicy({ immutable: ['shop/**:1.*'] });
    expect([await push('?force', 'd'), await push('?force', 'c')]).toEqual([409, 201]);
    const remove = () => as('owner', 'DELETE', '/chartrepo/api/shop/charts/web/1.0.0');
    expect((await remove()).status).toBe(409);
    const prov = await as('owner', 'POST', '/chartrepo/api/shop/prov', {
      body: 'name: web\nversion: 1.0.0\n',
    });
    expect(prov.status).toBe(409);
    registry.access.setPolicy({ immutable: [], push: false, delete: false });
    expect([await push('?force', 'e'), (await remove()).status]).toEqual([405, 405]);
  });
});
