import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRegistry, pushSmall } from './helpers.ts';

const fileOf = (dir: string, digest: string) =>
  join(dir, 'blobs', 'sha256', digest.slice(7, 9), digest.slice(7));

describe('checking the store', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { registry } = openRegistry();
    await pushSmall(registry, 'a', ['v1'], 'x');
    const seen: number[] = [];
    const report = await registry.check({ onProgress: ({ done }) => seen.push(done) });
    expect(report).toMatchObject({ blobs: 2, damaged: [], repaired: false });
    expect(seen).toEqual([1, 2]);
  });

  it('names what is damaged and who uses it, and changes nothing unless told', async () => {
    const { registry, dir } = openRegistry();
    const one = await pushSmall(registry, 'a', ['v1', 'v2'], 'one');
    const two = await pushSmall(registry, 'b', [], 'two');
    writeFileSync(fileOf(dir, one.layer), 'layer ONE');
    rmSync(fileOf(dir, two.layer));
    const report = await registry.check();
    expect([...report.damaged].sort((x, y) => (x.problem < y.problem ? -1 : 1))).toEqual([
      { digest: one.layer, problem: 'damaged', usedBy: ['a:v1', 'a:v2'] },
      { digest: two.layer, problem: 'missing', usedBy: [`b@${two.digest}`] },
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
});
