import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ChartStore } from '../../src/core/registry/index.ts';
import { createChartHandler } from '../../src/server/charts/index.ts';
import { routes } from '../../src/server/oci/index.ts';
import { tar } from '../core/helm/tar.ts';
import { openRegistry, pushSmall } from '../core/registry/helpers.ts';
import { send as ask, serveRegistry } from '../server/oci/helpers.ts';

const packed = (version: string): Buffer =>
  gzipSync(tar([{ name: 'c/Chart.yaml', data: `apiVersion: v2\nname: c\nversion: ${version}\n` }]));

/** A path of each kind of route, with things that exist. */
async function prepared(options: Parameters<typeof serveRegistry>[0]) {
  const opened = openRegistry();
  const { digest, layer } = await pushSmall(opened.registry, 'a', ['v1'], 'x');
  const { id } = await opened.registry.uploads.begin('a');
  const server = await serveRegistry(options, {}, opened);
  const paths: Record<keyof typeof routes, string[]> = {
    base: ['/v2/'],
    catalog: ['/v2/_catalog'],
    tags: ['/v2/a/tags/list'],
    manifest: ['/v2/a/manifests/v1', `/v2/a/manifests/${digest}`],
    blob: [`/v2/a/blobs/${layer}`],
    uploads: ['/v2/a/blobs/uploads/', `/v2/a/blobs/uploads/?mount=${layer}&from=a`],
    upload: [`/v2/a/blobs/uploads/${id}?digest=${layer}`],
    referrers: [`/v2/a/referrers/${digest}`],
  };
  const rows = Object.entries(routes).flatMap(([kind, methods]) =>
    Object.entries(methods).flatMap(([method, { effect }]) =>
      paths[kind as keyof typeof routes].map((path) => ({ method, path, effect })),
    ),
  );
  return { ...server, rows };
}

describe('R-4: what is switched off is off on every route (distribution CVE-2026-41888)', () => {
  it('read-only refuses all that changes and serves all that reads', async () => {
    const { rows, send, registry } = await prepared({ readOnly: () => true });
    const usage = registry.browse.usage();
    for (const { method, path, effect } of rows) {
      const { status } = await send(method, path, method === 'GET' || method === 'HEAD' ? {} : { body: 'x' });
      if (effect === 'read') expect(status, `${method} ${path}`).toBeLessThan(300);
      else expect(status, `${method} ${path}`).toBe(405);
    }
    expect(registry.browse.usage()).toEqual(usage);
    expect(rows.filter((row) => row.effect !== 'read').length).toBeGreaterThan(7);
  });

  it('deletion off covers tags, manifests and blobs', async () => {
    const { rows, send } = await prepared({ allowDelete: () => false });
    const deletions = rows.filter((row) => row.effect === 'delete');
    expect(deletions.map((row) => row.method)).toEqual(['DELETE', 'DELETE', 'DELETE']);
    for (const { method, path } of deletions) expect((await send(method, path)).status).toBe(405);
    expect((await send('GET', '/v2/a/manifests/v1')).status).toBe(200);
  });

  it('the policy switches the same things, at once and back', async () => {
    const { rows, send, registry } = await prepared({});
    const refused = async (effect: string) => {
      const found = rows.filter((row) => row.effect === effect);
      const statuses = await Promise.all(found.map(({ method, path }) => send(method, path, { body: 'x' })));
      return new Set(statuses.map(({ status }) => status === 405));
    };
    const usage = registry.browse.usage();
    registry.access.setPolicy({ readOnly: true });
    expect([await refused('push'), await refused('delete')]).toEqual([new Set([true]), new Set([true])]);
    registry.access.setPolicy({ readOnly: false, push: false });
    expect(await refused('push')).toEqual(new Set([true]));
    registry.access.setPolicy({ push: true, delete: false });
    expect(await refused('delete')).toEqual(new Set([true]));
    expect(registry.browse.usage()).toEqual(usage);
    registry.access.setPolicy({ delete: true });
    expect((await send('DELETE', '/v2/a/manifests/v1')).status).toBe(202);
  });

  it('the chart API keeps to the same switches: every way to change something, and some that are none', async () => {
    const opened = openRegistry();
    await new ChartStore(opened.registry).put('team', packed('1.0.0'));
    const handle = createChartHandler(opened.registry);
    const server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const attempts = [
      ['POST', '/chartrepo/api/team/charts'],
      ['POST', '/chartrepo/api/team/charts?force'],
      ['POST', '/chartrepo/api/team/prov'],
      ['PUT', '/chartrepo/api/team/charts'],
      ['PATCH', '/chartrepo/api/team/charts'],
      ['DELETE', '/chartrepo/api/team/charts/c/1.0.0'],
    ] as const;
    const usage = opened.registry.browse.usage();
    const change = async (policy: object): Promise<number[]> => {
      opened.registry.access.setPolicy(policy);
      return Promise.all(
        attempts.map(async ([method, path]) => {
          const body = method === 'DELETE' ? {} : { body: packed('2.0.0') };
          return (await ask(port, method, path, body)).status;
        }),
      );
    };
    expect(await change({ readOnly: true })).toEqual(Array(attempts.length).fill(405));
    expect((await change({ readOnly: false, push: false, delete: false })).every((s) => s === 405)).toBe(
      true,
    );
    expect(opened.registry.browse.usage()).toEqual(usage);
    opened.registry.access.setPolicy({ push: true, delete: true });
    expect((await ask(port, 'POST', '/chartrepo/api/team/charts', { body: packed('2.0.0') })).status).toBe(
      201,
    );
    expect((await ask(port, 'DELETE', '/chartrepo/api/team/charts/c/1.0.0')).status).toBe(200);
  });

  it('every method that is not GET or HEAD is declared as changing something', () => {
    for (const methods of Object.values(routes)) {
      for (const [method, { effect }] of Object.entries(methods)) {
        expect(effect === 'read').toBe(method === 'GET' || method === 'HEAD');
      }
    }
  });
});
