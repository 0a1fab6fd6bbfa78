import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadChart, loadChartArchive } from '../../src/core/helm/index.ts';
import { importImage } from '../../src/core/registry/index.ts';
import { chartFiles, errorOf } from '../core/helm/support.ts';
import { type TarEntry, tar } from '../core/helm/tar.ts';
import { openRegistry } from '../core/registry/helpers.ts';
import { rawTar } from '../core/registry/tar.ts';

const head: TarEntry = { name: 'c/Chart.yaml', data: 'apiVersion: v2\nname: c\nversion: 1.0.0\n' };
const MIB = 1024 * 1024;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-a08-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** What a call costs this process at its peak, roughly: the growth of what it holds. */
const grown = (run: () => void): number => {
  const before = process.memoryUsage().rss;
  run();
  return process.memoryUsage().rss - before;
};

describe('A-8: bombs are stopped while they unpack', () => {
  it('a chart of zeros that packs a thousand to one', () => {
    const bomb = gzipSync(Buffer.alloc(256 * MIB), { level: 9 });
    expect(bomb.length).toBeLessThan(MIB);
    const cost = grown(() => expect(errorOf(() => loadChartArchive(bomb)).code).toBe('HELM_LIMIT_ARCHIVE'));
    expect(cost).toBeLessThan(128 * MIB);
  });

  it('a chart with a million empty entries', () => {
    const one = tar([{ name: 'c/files/x' }]).subarray(0, 512);
    const many = Buffer.concat([
      tar([head]).subarray(0, 1024),
      ...Array<Buffer>(20_000).fill(one),
      Buffer.alloc(1024),
    ]);
    expect(errorOf(() => loadChartArchive(gzipSync(many))).code).toBe('HELM_LIMIT_ARCHIVE');
  });

  it('archives in archives count together, and nest only so deep', () => {
    let inner = gzipSync(tar([head]));
    for (let depth = 0; depth < 40; depth++)
      inner = gzipSync(tar([head, { name: 'c/charts/c.tgz', data: inner }]));
    const outcome = (() => {
      try {
        return loadChartArchive(inner).metadata.name;
      } catch (error) {
        return (error as { code?: string }).code;
      }
    })();
    expect(outcome).toMatch(/^(c|HELM_\w+)$/);
    const half = gzipSync(
      tar([
        head,
        ...Array.from({ length: 12 }, (_, i) => ({
          name: `c/files/${i}`,
          data: Buffer.alloc(4.9 * MIB, `${i}`),
        })),
      ]),
      { level: 1 },
    );
    const files = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`charts/s${i}.tgz`, half]));
    expect(errorOf(() => loadChart(chartFiles({ 'Chart.yaml': String(head.data), ...files }))).code).toBe(
      'HELM_LIMIT_ARCHIVE',
    );
  });

  it('an image archive that packs too well, with too many entries, or larger than it may be', async () => {
    const { registry } = openRegistry();
    const file = join(dir, 'image.tar');
    writeFileSync(file, gzipSync(Buffer.alloc(256 * MIB), { level: 9 }));
    await expect(importImage(registry, file)).rejects.toMatchObject({
      code: expect.stringMatching(/^REGISTRY_ARCHIVE_/),
    });
    const entries = Array.from({ length: 300 }, (_, i) => ({ path: `e${i}` }));
    writeFileSync(file, rawTar(entries));
    await expect(importImage(registry, file, { limits: { entries: 100 } })).rejects.toMatchObject({
      code: 'REGISTRY_ARCHIVE_TOO_LARGE',
    });
    writeFileSync(file, gzipSync(rawTar(entries)));
    await expect(importImage(registry, file, { limits: { totalBytes: 4096 } })).rejects.toMatchObject({
      code: 'REGISTRY_ARCHIVE_TOO_LARGE',
    });
  });
});
