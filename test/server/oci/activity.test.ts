import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../../src/core/registry/index.ts';
import { createActivityObserver } from '../../../src/server/oci/index.ts';
import { OCI_IMAGE, pushSmall, sampleImage, storeImage } from '../../core/registry/helpers.ts';
import { serveRegistry } from './helpers.ts';

/** A server whose requests are observed as the engine's are. */
async function serveWatched() {
  const served = await serveRegistry();
  const observe = createActivityObserver(served.registry);
  served.server.prependListener('request', (incoming, response) => {
    if (served.registry.activity.watched) observe(incoming, response);
  });
  const events: ActivityEvent[] = [];
  const watch = () => served.registry.activity.subscribe((event) => events.push(event));
  const ended = async (count: number) => {
    await expect
      .poll(() => events.filter((event) => event.type === 'finished' || event.type === 'failed'))
      .toHaveLength(count);
    return events.filter((event) => event.type === 'finished' || event.type === 'failed');
  };
  return { ...served, events, watch, ended };
}

const digestOf = (content: Buffer): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;
const content = Buffer.alloc(300_000, 7);

describe('activity over HTTP', () => {
  it('tells pulls of blobs and manifests with the very bytes of their content', async () => {
    const { registry, send, watch, ended } = await serveWatched();
    const image = sampleImage();
    await storeImage(registry, 'a/b', 'v1', image);
    await registry.blobs.put('a/b', content);
    watch();
    await send('GET', '/v2/a/b/manifests/v1', { headers: { 'user-agent': 'probe/2' } });
    await send('GET', `/v2/a/b/blobs/${digestOf(content)}`);
    await send('GET', `/v2/a/b/blobs/${digestOf(content)}`, { headers: { range: 'bytes=10-109' } });
    const [manifest, blob, part] = await ended(3);
    expect(manifest).toMatchObject({
      type: 'finished',
      kind: 'pull',
      what: 'manifest',
      repository: 'a/b',
      reference: 'v1',
      client: 'probe/2',
      bytes: image.index.content.byteLength,
    });
    expect(blob).toMatchObject({ bytes: 300_000, total: 300_000, reference: digestOf(content) });
    expect(part).toMatchObject({ bytes: 100 });
  });

  it('is silent about questions: HEAD, lists, what is unchanged, logins', async () => {
    const { registry, send, watch, events } = await serveWatched();
    const { digest } = await pushSmall(registry, 'a', ['v1'], 'x');
    watch();
    await send('HEAD', '/v2/a/manifests/v1');
    await send('GET', '/v2/');
    await send('GET', '/v2/_catalog');
    await send('GET', '/v2/a/tags/list');
    await send('GET', '/v2/a/manifests/v1', { headers: { 'if-none-match': `"${digest}"` } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(events).toEqual([]);
    expect(registry.activity.active).toBe(0);
  });

  it('takes the requests of one upload as one push', async () => {
    const { send, watch, ended, events, registry } = await serveWatched();
    watch();
    const { headers } = await send('POST', '/v2/a/blobs/uploads/');
    const place = String(headers.location);
    const type = { 'content-type': 'application/octet-stream' };
    await send('PATCH', place, { headers: type, body: content.subarray(0, 100_000) });
    await send('PATCH', place, { headers: type, body: content.subarray(100_000, 250_000) });
    await send('PUT', `${place}?digest=${digestOf(content)}`, {
      headers: type,
      body: content.subarray(250_000),
    });
    const [push] = await ended(1);
    expect(push).toMatchObject({
      kind: 'push',
      type: 'finished',
      bytes: 300_000,
      reference: digestOf(content),
    });
    expect(events.filter((event) => event.type === 'started')).toHaveLength(1);
    expect(new Set(events.map((event) => ('id' in event ? event.id : 0))).size).toBe(1);
    expect(registry.activity.active).toBe(0);
  });

  it('tells whole uploads, mounts, manifests and deletions', async () => {
    const { registry, send, watch, ended } = await serveWatched();
    const { body } = await pushSmall(registry, 'a', [], 'x');
    watch();
    const digest = digestOf(content);
    await send('POST', `/v2/a/blobs/uploads/?digest=${digest}`, { body: content });
    await send('POST', `/v2/b/blobs/uploads/?mount=${digest}&from=a`);
    await send('PUT', '/v2/a/manifests/v2', { headers: { 'content-type': OCI_IMAGE }, body });
    await send('DELETE', '/v2/a/manifests/v2');
    const [whole, mount, manifest, gone] = await ended(4);
    expect(whole).toMatchObject({ kind: 'push', bytes: 300_000, total: 300_000 });
    expect(mount).toMatchObject({ kind: 'push', repository: 'b', mounted: true, bytes: 0 });
    expect(manifest).toMatchObject({
      kind: 'push',
      what: 'manifest',
      reference: 'v2',
      bytes: body.byteLength,
    });
    expect(gone).toMatchObject({ kind: 'delete', reference: 'v2' });
  });

  it('tells refusals with their status, and clients that leave', async () => {
    const { send, watch, ended, events, port } = await serveWatched();
    watch();
    await send('GET', '/v2/a/manifests/none');
    await send('POST', `/v2/a/blobs/uploads/?digest=sha256:${'0'.repeat(64)}`, { body: content });
    const [missing, wrong] = await ended(2);
    expect(missing).toMatchObject({ type: 'failed', status: 404, bytes: 0 });
    expect(wrong).toMatchObject({ type: 'failed', kind: 'push', status: 400 });
    const { headers } = await send('POST', '/v2/a/blobs/uploads/');
    const upload = request({ port, host: '127.0.0.1', method: 'PATCH', path: String(headers.location) });
    upload.on('error', () => undefined);
    upload.setHeader('content-length', 1_000_000);
    upload.write(content);
    await expect
      .poll(() => events.some((event) => event.type === 'started' && event.what === 'blob'))
      .toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    upload.destroy();
    const left = (await ended(3)).at(-1);
    expect(left).toMatchObject({ type: 'failed', kind: 'push', bytes: 300_000 });
    expect(left).not.toHaveProperty('status');
  });

  it('changes nothing of what is served, watched or not', async () => {
    const { registry, send, watch } = await serveWatched();
    await registry.blobs.put('a', content);
    const path = `/v2/a/blobs/${digestOf(content)}`;
    const before = await send('GET', path);
    watch();
    const after = await send('GET', path);
    expect(after.body.equals(before.body)).toBe(true);
    const { date: _a, ...plain } = before.headers;
    const { date: _b, ...watched } = after.headers;
    expect(watched).toEqual(plain);
  });
});
