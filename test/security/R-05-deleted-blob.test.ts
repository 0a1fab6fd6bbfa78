import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/registry/index.ts';
import { openRegistry } from '../core/registry/helpers.ts';
import { pushBlob, serveRegistry } from '../server/oci/helpers.ts';

describe('R-5: a deleted blob stays deleted (distribution CVE-2026-35172)', () => {
  it.each([
    ['small, from the cache', 100, 32 * 1024 * 1024],
    ['small, without cache', 100, 0],
    ['big', 300_000, 32 * 1024 * 1024],
  ])('%s', async (_name, size, cacheBytes) => {
    const limits = { limits: { cacheBytes } };
    const opened = openRegistry(limits);
    const server = await serveRegistry({}, {}, opened);
    const content = Buffer.alloc(size, 'x');
    const path = (repository: string) => `/v2/${repository}/blobs/${digestOf(content)}`;
    await pushBlob(server, 'a', content, digestOf(content));
    await server.send('POST', `/v2/b/blobs/uploads/?mount=${digestOf(content)}&from=a`);
    for (const repository of ['a', 'b'])
      expect((await server.send('GET', path(repository))).status).toBe(200);
    expect((await server.send('DELETE', path('a'))).status).toBe(202);
    expect((await server.send('GET', path('b'))).status).toBe(200);
    for (const method of ['GET', 'HEAD']) expect((await server.send(method, path('a'))).status).toBe(404);
    const plan = opened.registry.gc.plan({ graceMs: 0, uploadExpiryMs: -1 });
    await server.send('DELETE', path('b'));
    await opened.registry.gc.run(plan);
    await opened.registry.gc.run(opened.registry.gc.plan({ graceMs: -1, uploadExpiryMs: -1 }));
    expect(opened.registry.browse.usage().blobs).toBe(0);
    for (const repository of ['a', 'b'])
      expect((await server.send('GET', path(repository))).status).toBe(404);
    const restarted = await serveRegistry({}, {}, await opened.restart());
    for (const repository of ['a', 'b'])
      expect((await restarted.send('GET', path(repository))).status).toBe(404);
  });
});
