import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DrydockError } from '../../src/core/errors/index.ts';
import { loadChartArchive } from '../../src/core/helm/index.ts';
import { importImage } from '../../src/core/registry/index.ts';
import { type TarEntry, tar } from '../core/helm/tar.ts';
import { openRegistry } from '../core/registry/helpers.ts';
import { pax, type RawEntry, rawTar } from '../core/registry/tar.ts';

const chart: TarEntry = { name: 'c/Chart.yaml', data: 'apiVersion: v2\nname: c\nversion: 1.0.0\n' };

let dir: string;
let home: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'drydock-a07-'));
  home = process.cwd();
  process.chdir(dir);
  writeFileSync(join(dir, 'sentinel'), 'secret of the working directory');
});
afterEach(() => {
  process.chdir(home);
  rmSync(dir, { recursive: true, force: true });
});

/** Names that lead out of an archive, or mean another file on another system. */
const NAMES = [
  '../x',
  '../../../../tmp/x',
  '/etc/cron.d/x',
  'c/../../x',
  'c//etc/x',
  'C:\\x',
  'c/C:/x',
  '\\\\server\\share\\x',
  '..\\x',
  'c\\..\\..\\x',
  'c/a\u0000b',
  'c/\uff0e\uff0e/x',
];

/** Kinds of entries that are no files. */
const KINDS: readonly [string, Partial<TarEntry>][] = [
  ['a symbolic link to a file outside', { type: '2', link: '/etc/passwd' }],
  ['a symbolic link to a folder above', { type: '2', link: '../..' }],
  ['a hard link to a file outside', { type: '1', link: '/etc/passwd' }],
  ['a hard link to the working directory', { type: '1', link: 'sentinel' }],
  ['a character device', { type: '3' }],
  ['a block device', { type: '4' }],
  ['a pipe', { type: '6' }],
  ['a sparse file', { type: 'S' }],
];

describe('A-7: a packed chart', () => {
  it.each(NAMES)('with an entry %j writes nothing and reads nothing outside', (name) => {
    const packed = gzipSync(tar([chart, { name, data: 'evil' }]));
    let names: string[] = [];
    try {
      const loaded = loadChartArchive(packed);
      names = [...loaded.templates, ...loaded.files].map((file) => file.name);
    } catch (error) {
      expect(error).toMatchObject({ code: 'HELM_CHART_INVALID' });
    }
    for (const each of names) expect(each.split(/[/\\]/)).not.toContain('..');
    for (const each of names) expect(each.startsWith('/')).toBe(false);
    expect(readdirSync(dir)).toEqual(['sentinel']);
    expect(existsSync(join(dir, '../x'))).toBe(false);
  });

  it.each(KINDS)('with %s leaves it out', (_what, entry) => {
    const packed = gzipSync(tar([chart, { name: 'c/templates/x.yaml', ...entry }]));
    expect(loadChartArchive(packed).templates).toEqual([]);
  });

  it('with the same name twice, the second a link, keeps the file', () => {
    const packed = gzipSync(
      tar([
        chart,
        { name: 'c/templates/x.yaml', data: 'kind: A' },
        { name: 'c/templates/x.yaml', type: '2', link: '/etc/passwd' },
      ]),
    );
    expect(loadChartArchive(packed).templates.map((file) => Buffer.from(file.data).toString())).toEqual([
      'kind: A',
    ]);
  });

  it('cut anywhere, or with any byte changed, is read or refused', () => {
    const whole = tar([
      chart,
      { name: 'c/templates/a.yaml', data: 'kind: A', pax: true },
      { name: 'c/values.yaml', data: 'a: 1' },
    ]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
        if (!cut) bytes[at] = byte;
        try {
          loadChartArchive(gzipSync(bytes, { level: 1 }));
        } catch (error) {
          expect(error).toBeInstanceOf(DrydockError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of two gzip members, or with bytes behind its end, is read as far as tar goes', () => {
    const packed = gzipSync(tar([chart]));
    expect(loadChartArchive(Buffer.concat([packed, gzipSync(Buffer.alloc(1024))])).metadata.name).toBe('c');
    const trailing = tar([chart]);
    expect(
      loadChartArchive(gzipSync(Buffer.concat([trailing, Buffer.from('behind the end')]))).metadata.name,
    ).toBe('c');
  });
});

describe('A-7: an image archive', () => {
  const attempt = async (entries: readonly RawEntry[]): Promise<void> => {
    const { registry } = openRegistry();
    const file = join(dir, 'image.tar');
    writeFileSync(file, rawTar(entries));
    await expect(importImage(registry, file)).rejects.toMatchObject({
      code: expect.stringMatching(/^REGISTRY_(ARCHIVE|DIGEST|MANIFEST|BLOB)/),
    });
    expect(registry.catalog(10).names).toEqual([]);
    expect(readdirSync(dir).sort()).toEqual(['image.tar', 'sentinel']);
  };

  it.each(NAMES)('with an entry %j', async (path) => {
    await attempt([{ path, content: 'evil' }]);
  });

  it.each(NAMES)('whose index names its blob %j', async (path) => {
    const index = {
      manifests: [
        { digest: `sha256:${path}`, size: 4, mediaType: 'application/vnd.oci.image.manifest.v1+json' },
      ],
    };
    await attempt([
      { path: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
      { path: 'index.json', content: JSON.stringify(index) },
    ]);
  });

  it.each(['/etc/passwd', '../sentinel', 'sentinel', '../../../../../../etc/passwd'])(
    'of docker save whose layer is a link to %s',
    async (link) => {
      const manifest = [{ Config: 'config.json', RepoTags: ['a:1'], Layers: ['layer.tar'] }];
      for (const type of ['1', '2']) {
        await attempt([
          { path: 'manifest.json', content: JSON.stringify(manifest) },
          {
            path: 'config.json',
            content: '{"os":"linux","architecture":"amd64","rootfs":{"type":"layers","diff_ids":[]}}',
          },
          { path: 'layer.tar', type, link },
        ]);
      }
    },
  );

  it('whose PAX header gives a path that leads out', async () => {
    await attempt([pax({ path: '../../x' }), { path: 'harmless', content: 'evil' }]);
  });
});
