import { describe, expect, it } from 'vitest';
import { openRegistry, pushSmall } from '../core/registry/helpers.ts';
import { serveRegistry } from '../server/oci/helpers.ts';

describe('R-1: a page size allocates nothing (distribution CVE-2023-2253)', () => {
  it.each(['_catalog', 'a/tags/list', `a/referrers/sha256:${'a'.repeat(64)}`])('%s', async (path) => {
    const opened = openRegistry();
    const tags = Array.from({ length: 1500 }, (_, index) => `t${String(index).padStart(4, '0')}`);
    for (let at = 0; at < tags.length; at += 100)
      await pushSmall(opened.registry, 'a', tags.slice(at, at + 100), 'x');
    const { send } = await serveRegistry({}, {}, opened);
    for (const n of ['1000000000', '9007199254740992', '18446744073709551616']) {
      const start = performance.now();
      const memory = process.memoryUsage().rss;
      const answer = await send('GET', `/v2/${path}?n=${n}`);
      expect(answer.status).toBe(200);
      expect(answer.body.byteLength).toBeLessThan(20_000);
      expect(performance.now() - start).toBeLessThan(250);
      expect(process.memoryUsage().rss - memory).toBeLessThan(64 * 1024 * 1024);
    }
    for (const n of ['-1', 'NaN', '1e9', '0x10', '', '1 ', '١']) {
      expect((await send('GET', `/v2/${path}?n=${encodeURIComponent(n)}`)).status, n).toBe(400);
    }
    expect((await send('GET', `/v2/${path}?n=1&n=1000000000`)).status).toBe(200);
    const none = await send('GET', `/v2/${path}?n=0`);
    expect([200, 400]).toContain(none.status);
    expect(none.body.byteLength).toBeLessThan(200);
    const times: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const start = performance.now();
      await send('GET', `/v2/${path}?n=9007199254740992&last=${'z'.repeat(5_000)}`);
      times.push(performance.now() - start);
    }
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(50);
  });

  it('caps the page and links to the next', async () => {
    const opened = openRegistry();
    const tags = Array.from({ length: 1100 }, (_, index) => `t${String(index).padStart(4, '0')}`);
    for (let at = 0; at < tags.length; at += 100)
      await pushSmall(opened.registry, 'a', tags.slice(at, at + 100), 'x');
    const { send } = await serveRegistry({}, {}, opened);
    const page = await send('GET', '/v2/a/tags/list?n=1000000000');
    expect(page.json().tags).toHaveLength(1000);
    const next = /<([^>]+)>; rel="next"/.exec(String(page.headers.link))?.[1] ?? '';
    expect((await send('GET', next)).json().tags).toEqual(tags.slice(1000));
  });
});
