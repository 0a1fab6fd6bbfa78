import { existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegistryEvent } from '../../../src/core/registry/index.ts';
import { openRegistry, pushSmall } from './helpers.ts';

const fileOf = (dir: string, digest: string) =>
  join(dir, 'blobs', 'sha256', digest.slice(7, 9), digest.slice(7));

describe('checking the store', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'a', ['v1'], 'x');
    const seen: number[] = [];
    const report = await registry.check({ onProgress: ({ done }) => seen.push(done) });
    expect(report).toMatchObject({
      blobs: 2,
      manifests: 1,
      damaged: [],
      repaired: false,
      earlier: [],
    });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('names what is damaged and who uses it, and changes nothing unless told', async () => {
    const { registry, dir } = openRegistry();
    const one = await pushSmall(registry, 'a', ['v1', 'v2'], 'one');
    const two = await pushSmall(registry, 'b', [], 'two');
    writeFileSync(fileOf(dir, one.layer), 'layer ONE');
    rmSync(fileOf(dir, two.layer));
    const report = await registry.check();
    expect([...report.damaged].sort((x, y) => (x.problem < y.problem ? -1 : 1))).toEqual([
      { kind: 'blob', digest: one.layer, problem: 'damaged', usedBy: ['a:v1', 'a:v2'] },
      { kind: 'blob', digest: two.layer, problem: 'missing', usedBy: [`b@${two.digest}`] },
    ]);
    expect(existsSync(fileOf(dir, one.layer))).toBe(true);
    expect((await registry.check()).damaged).toEqual(report.damaged);
  });

  it('sets damaged files aside when told; the next push mends the image', async () => {
    const { registry, dir } = openRegistry();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'one');
    writeFileSync(fileOf(dir, layer), 'rubbish');
    expect((await registry.check({ repair: true })).damaged.length).toBe(1);
    expect(readFileSync(join(dir, 'quarantine', layer.replace(':', '-')), 'utf8')).toBe('rubbish');
    expect(registry.blobs.stat('a', layer)).toBeUndefined();
    await pushSmall(registry, 'a', ['v1'], 'one');
    expect((await registry.check()).damaged).toEqual([]);
    expect(registry.blobs.stat('a', layer)).toBeDefined();
  });

  it('can be cancelled', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'a', ['v1'], 'x');
    await expect(registry.check({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('a manifest that the database has wrong is named, and can be pushed anew after a repair', async () => {
    const { registry, db } = openRegistry();
    const { digest, body } = await pushSmall(registry, 'a', ['v1'], 'x');
    db.prepare('UPDATE registry_manifest_bodies SET body = ?').run(Buffer.from('{}'));
    const wrong = { kind: 'manifest', digest, problem: 'damaged', usedBy: ['a:v1'] };
    expect((await registry.check({ repair: true })).damaged).toEqual([wrong]);
    expect(registry.manifests.get('a', digest)).toBeUndefined();
    await pushSmall(registry, 'a', ['v1'], 'x');
    expect(registry.manifests.get('a', 'v1')?.body).toEqual(body);
    expect((await registry.check()).damaged).toEqual([]);
  });
});

describe('damage that a pull meets', () => {
  it('small content is compared with its digest: set aside, told, mended by the next push', async () => {
    const { registry, dir, restart } = openRegistry();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'one');
    writeFileSync(fileOf(dir, layer), 'layer ONE');
    const told: RegistryEvent[] = [];
    registry.subscribe((event) => told.push(event));
    const info = registry.blobs.stat('a', layer);
    expect(info).toBeDefined();
    if (!info) return;
    await expect(registry.blobs.read(info)).rejects.toMatchObject({ code: 'REGISTRY_BLOB_CORRUPT' });
    await expect
      .poll(() => told)
      .toContainEqual({
        type: 'damaged',
        digest: layer,
        problem: 'damaged',
        usedBy: ['a:v1'],
      });
    expect(readFileSync(join(dir, 'quarantine', layer.replace(':', '-')), 'utf8')).toBe('layer ONE');
    expect(registry.blobs.stat('a', layer)).toBeUndefined();
    const next = (await restart()).registry;
    const earlier = [{ digest: layer, problem: 'damaged', setAside: true, usedBy: ['a:v1'] }];
    expect(await next.damage()).toMatchObject(earlier);
    expect(await next.check()).toMatchObject({ damaged: [], earlier });
    await pushSmall(next, 'a', ['v1'], 'one');
    expect(await next.damage()).toEqual([]);
  });

  it('large content that ends early is set aside; a pull of it was cut off, not called whole', async () => {
    const { registry, dir } = openRegistry();
    const content = Buffer.alloc(300_000, 'large ');
    const info = await registry.blobs.put('a', content);
    truncateSync(fileOf(dir, info.digest), 100_000);
    await expect(registry.blobs.send(info, async () => undefined)).rejects.toMatchObject({
      code: 'REGISTRY_BLOB_DAMAGED',
    });
    await expect.poll(() => registry.damage()).toMatchObject([{ digest: info.digest, setAside: true }]);
    await registry.blobs.put('a', content);
    expect(await registry.damage()).toEqual([]);
  });

  it('a file that is missing is told, and not forgotten: its disk may come back', async () => {
    const { registry, dir } = openRegistry();
    const { layer } = await pushSmall(registry, 'a', ['v1'], 'one');
    const away = join(dir, 'away');
    renameSync(fileOf(dir, layer), away);
    const info = registry.blobs.stat('a', layer);
    if (info) await registry.blobs.read(info).catch(() => undefined);
    await expect.poll(() => registry.damage()).toMatchObject([{ problem: 'missing', setAside: false }]);
    renameSync(away, fileOf(dir, layer));
    expect(await registry.damage()).toEqual([]);
    expect(registry.blobs.stat('a', layer)).toBeDefined();
    expect((await registry.check()).damaged).toEqual([]);
  });
});
