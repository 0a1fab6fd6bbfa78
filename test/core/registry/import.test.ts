import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  digestAlgorithm,
  digestHex,
  digestOf,
  importImage,
  importStream,
  type Registry,
} from '../../../src/core/registry/index.ts';
import {
  descriptor,
  imageBody,
  OCI_IMAGE,
  OCI_INDEX,
  openRegistry,
  sampleImage,
  tempDir,
} from './helpers.ts';
import { pax, type RawEntry, rawTar } from './tar.ts';

const image = sampleImage();
const layoutFile = { path: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' };
const blobPath = (digest: ReturnType<typeof digestOf>) =>
  `blobs/${digestAlgorithm(digest)}/${digestHex(digest)}`;
const blobEntries = (): RawEntry[] =>
  [...image.blobs, ...image.manifests, image.index].map(({ digest, content }) => ({
    path: blobPath(digest),
    content,
  }));
const indexFile = (annotations: Record<string, string> = {}): RawEntry => ({
  path: 'index.json',
  content: JSON.stringify({
    schemaVersion: 2,
    manifests: [{ ...descriptor(OCI_INDEX, image.index.content), annotations }],
  }),
});
const layout = (annotations?: Record<string, string>) => [
  ...blobEntries(),
  layoutFile,
  indexFile(annotations),
];

function archive(content: Buffer, name = 'image.tar'): string {
  const file = join(tempDir(), name);
  writeFileSync(file, content);
  return file;
}

const config = Buffer.from(
  JSON.stringify({
    os: 'linux',
    architecture: 'arm64',
    config: { Cmd: ['/x'] },
    rootfs: {
      type: 'layers',
      diff_ids: [digestOf('layer one'), digestOf('layer two'), digestOf('layer one')],
    },
  }),
);
const saved = (overrides: Record<string, unknown> = {}, extra: readonly RawEntry[] = []): RawEntry[] => [
  { path: 'aaa/layer.tar', content: 'layer one' },
  { path: 'bbb/layer.tar', content: 'layer two' },
  { path: 'ccc/layer.tar', type: '2', link: '../aaa/layer.tar' },
  { path: 'config.json', content: config },
  ...extra,
  {
    path: 'manifest.json',
    content: JSON.stringify([
      {
        Config: 'config.json',
        RepoTags: ['team/app:2', 'ccr.ccs.tencentyun.com/ns/app:3'],
        Layers: ['aaa/layer.tar', 'bbb/layer.tar', 'ccc/layer.tar'],
        ...overrides,
      },
    ]),
  },
];

describe('importing OCI layouts', () => {
  it.each([
    ['tar', (tar: Buffer) => tar],
    ['tar.gz', (tar: Buffer) => gzipSync(tar)],
  ])('keeps every platform and digest (%s)', async (_name, pack) => {
    const { registry } = openRegistry();
    const steps: string[] = [];
    const file = archive(
      pack(rawTar(layout({ 'org.opencontainers.image.ref.name': '1.0' }))),
      'My Web.tar.gz',
    );
    const result = await importImage(registry, file, {
      onProgress: (p) => steps.push(`${p.done}/${p.total} ${p.step}`),
    });
    expect(result.images).toEqual([{ repository: 'my-web', tag: '1.0', digest: image.index.digest }]);
    expect(result.newBlobs).toBe(image.blobs.length);
    expect(steps.at(-1)).toBe(`${steps.length}/${steps.length} manifest`);
    expect((await registry.browse.show('my-web', '1.0')).images.length).toBe(2);
    const again = await importImage(registry, file, { name: 'other:2' });
    expect(again).toMatchObject({ newBlobs: 0, newBytes: 0, images: [{ repository: 'other', tag: '2' }] });
  });

  it('reads a folder, and no links in it', async () => {
    const { registry } = openRegistry();
    const dir = tempDir();
    for (const { path, content = '' } of layout({ 'io.containerd.image.name': 'docker.io/library/web:7' })) {
      mkdirSync(join(dir, path, '..'), { recursive: true });
      writeFileSync(join(dir, path), content);
    }
    expect((await importImage(registry, dir)).images).toMatchObject([{ repository: 'web', tag: '7' }]);
    const linked = tempDir();
    symlinkSync(join(dir, 'index.json'), join(linked, 'index.json'));
    symlinkSync(join(dir, 'oci-layout'), join(linked, 'oci-layout'));
    await expect(importImage(registry, linked)).rejects.toMatchObject({ code: 'REGISTRY_ARCHIVE_INVALID' });
  });

  it('takes long names from PAX and GNU headers', async () => {
    const { registry } = openRegistry();
    const entries = layout().flatMap((entry, index): RawEntry[] =>
      index % 2 === 0
        ? [pax({ path: entry.path }), { ...entry, path: 'short' }]
        : [
            { path: '././@LongLink', type: 'L', content: `${entry.path}\0` },
            { ...entry, path: 'short' },
          ],
    );
    expect((await importImage(registry, archive(rawTar(entries)))).images[0]?.digest).toBe(
      image.index.digest,
    );
  });
});

describe('importing docker save archives', () => {
  it('takes all names; layers that were linked are one blob', async () => {
    const { registry } = openRegistry();
    const result = await importImage(registry, archive(rawTar(saved())));
    expect(result.images.map(({ repository, tag }) => `${repository}:${tag}`)).toEqual([
      'team/app:2',
      'ccr.ccs.tencentyun.com/ns/app:3',
    ]);
    expect(result.newBlobs).toBe(3);
    const view = await registry.browse.show('team/app', '2');
    expect(view.images[0]).toMatchObject({ cmd: ['/x'], platform: { os: 'linux', architecture: 'arm64' } });
    expect(view.images[0]?.layers.map((each) => each.digest)).toEqual([
      digestOf('layer one'),
      digestOf('layer two'),
      digestOf('layer one'),
    ]);
    expect(await registry.resolveImage('ccr.ccs.tencentyun.com/ns/app:3')).toMatchObject({ found: true });
  });

  it('refuses layers that are not those the config speaks of', async () => {
    const { registry } = openRegistry();
    const swapped = { Layers: ['bbb/layer.tar', 'aaa/layer.tar', 'ccc/layer.tar'] };
    await expect(importImage(registry, archive(rawTar(saved(swapped))))).rejects.toMatchObject({
      code: 'REGISTRY_ARCHIVE_INVALID',
    });
    expect(registry.catalog(10).names).toEqual([]);
  });
});

describe('archives that lie (threats A-1, A-7, A-8)', () => {
  const refuses = async (entries: readonly RawEntry[], code: string, limits = {}, whole = true) => {
    const { registry, dir } = openRegistry();
    await expect(importImage(registry, archive(rawTar(entries, whole)), { limits })).rejects.toMatchObject({
      code,
    });
    expect(registry.catalog(10).names).toEqual([]);
    expect(readdirSync(join(dir, 'uploads'))).toEqual([]);
  };

  it.each<[string, readonly RawEntry[]]>([
    ['no image at all', [{ path: 'readme', content: 'hi' }]],
    ['an index that names nothing', [layoutFile, { path: 'index.json', content: '{"manifests":[]}' }]],
    ['an index that is no JSON', [layoutFile, { path: 'index.json', content: '{oops' }]],
    [
      'a blob with another content',
      [...layout().slice(1), { ...blobEntries()[0], path: blobEntries()[0]?.path ?? '', content: 'evil' }],
    ],
    ['a missing blob', layout().slice(1)],
    [
      'a digest that is a path',
      [layoutFile, { path: 'index.json', content: '{"manifests":[{"digest":"sha256:../../x"}]}' }],
    ],
    [
      'a layer behind a link to the outside',
      [
        ...saved().filter((e) => e.path !== 'aaa/layer.tar'),
        { path: 'aaa/layer.tar', type: '2', link: '/etc/passwd' },
      ],
    ],
    [
      'a layer behind a hard link to the outside',
      [
        ...saved().filter((e) => e.path !== 'aaa/layer.tar'),
        { path: 'aaa/layer.tar', type: '1', link: '../../etc/passwd' },
      ],
    ],
    [
      'links in a circle',
      [
        ...saved().filter((e) => e.path !== 'aaa/layer.tar'),
        { path: 'aaa/layer.tar', type: '2', link: '../ccc/layer.tar' },
      ],
    ],
    ['a negative size', [{ path: 'x', content: 'x', size: Buffer.from('-0000000001\0') }, ...layout()]],
    [
      'a base-256 size beyond every number',
      [
        { path: 'x', size: Buffer.from([0x80, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]) },
        ...layout(),
      ],
    ],
    ['a size that is longer than the archive', [{ path: 'x', content: 'x', size: 1_000_000 }]],
  ])('%s is refused and leaves nothing', async (_name, entries) => {
    const { registry, dir } = openRegistry();
    const attempt = importImage(registry, archive(rawTar(entries)));
    await expect(attempt).rejects.toMatchObject({
      code: expect.stringMatching(/REGISTRY_(ARCHIVE_INVALID|DIGEST_MISMATCH)/),
    });
    expect(registry.browse.repositories().every((each) => each.manifests === 0)).toBe(true);
    expect(readdirSync(join(dir, 'uploads'))).toEqual([]);
  });

  it('a second entry of a name cannot replace the first', async () => {
    const { registry } = openRegistry();
    const evil = { path: 'index.json', content: '{"manifests":[]}' };
    expect((await importImage(registry, archive(rawTar([...layout(), evil])))).images.length).toBe(1);
  });

  it('limits entries, bytes, names and nesting while it streams', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ path: `e${index}` }));
    await refuses([...many, ...layout()], 'REGISTRY_ARCHIVE_TOO_LARGE', { entries: 20 });
    await refuses(layout(), 'REGISTRY_ARCHIVE_TOO_LARGE', { totalBytes: 1000 });
    await refuses(
      [pax({ path: 'x'.repeat(3000) }), { path: 'x' }, ...layout()],
      'REGISTRY_ARCHIVE_TOO_LARGE',
    );
    await refuses([{ path: 'pax', type: 'x', size: 8_000_000_000 }], 'REGISTRY_ARCHIVE_TOO_LARGE', {}, false);
    await refuses([{ path: 'a', size: 8_000_000_000 }], 'REGISTRY_ARCHIVE_INVALID', {}, false);
    let inner = descriptor(OCI_IMAGE, Buffer.from('x'));
    const nested: RawEntry[] = [];
    for (let depth = 0; depth < 12; depth += 1) {
      const body = Buffer.from(
        JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [inner] }),
      );
      inner = descriptor(OCI_INDEX, body);
      nested.push({ path: blobPath(inner.digest), content: body });
    }
    const top = { path: 'index.json', content: JSON.stringify({ manifests: [inner] }) };
    await refuses([...nested, layoutFile, top], 'REGISTRY_ARCHIVE_TOO_LARGE');
  });

  it('stops a gzip bomb long before its end', async () => {
    const { registry } = openRegistry();
    const bomb = gzipSync(rawTar([{ path: 'zeros', content: Buffer.alloc(32 * 1024 * 1024) }, ...layout()]));
    const attempt = importImage(registry, archive(bomb), { limits: { ratioAfterBytes: 1024 * 1024 } });
    await expect(attempt).rejects.toMatchObject({
      code: 'REGISTRY_ARCHIVE_TOO_LARGE',
      data: { what: 'compression ratio' },
    });
    const cut = gzipSync(rawTar(layout())).subarray(0, 600);
    await expect(importImage(registry, archive(cut))).rejects.toMatchObject({
      code: 'REGISTRY_ARCHIVE_INVALID',
    });
  });

  it('any bytes end in an answer, and cancelling in CANCELLED', async () => {
    const { registry } = openRegistry();
    const whole = rawTar(layout());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.byteLength - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
        if (!cut) bytes[at] = byte;
        await importImage(registry, archive(bytes)).catch((error: unknown) => {
          expect(error).toMatchObject({ code: expect.stringMatching(/^REGISTRY_/) });
        });
      }),
      { numRuns: 60 },
    );
    const aborted = importImage(registry, archive(whole), { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(importImage(registry, '/nonexistent/x.tar')).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});

describe('an image from a stream', () => {
  const streamed = async (registry: Registry, archive: Buffer, size = 1000) => {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < archive.byteLength; at += size) yield archive.subarray(at, at + size);
    }
    return importStream(registry, pieces(), { what: 'stream', name: 'one:1' });
  };

  it('of the old docker kind has the layers that its config promises', async () => {
    const { registry } = openRegistry();
    const layer = Buffer.from('layer content');
    const config = Buffer.from(JSON.stringify({ rootfs: { type: 'layers', diff_ids: [digestOf(layer)] } }));
    const archive = rawTar([
      { path: 'abc/layer.tar', content: layer },
      { path: 'config.json', content: config },
      {
        path: 'manifest.json',
        content: Buffer.from(
          JSON.stringify([{ Config: 'config.json', RepoTags: ['x:1'], Layers: ['abc/layer.tar'] }]),
        ),
      },
    ]);
    const done = await streamed(registry, archive);
    expect(done.images).toMatchObject([{ repository: 'one', tag: '1' }]);
    expect(registry.blobs.stat('one', digestOf(layer))?.size).toBe(layer.byteLength);
    expect(await streamed(registry, archive)).toMatchObject({ newBlobs: 0 });
    expect(await registry.check()).toMatchObject({ damaged: [] });
  });

  it('whose blobs are not what their names say is refused', async () => {
    const { registry } = openRegistry();
    const good = Buffer.from('good');
    const config = Buffer.from('{}');
    const manifest = imageBody(config, [good]);
    const at = (content: Buffer): string => `blobs/sha256/${digestOf(content).slice(7)}`;
    const entries = [
      { path: 'oci-layout', content: Buffer.from('{"imageLayoutVersion":"1.0.0"}') },
      { path: at(good), content: Buffer.from('evil') },
      { path: at(config), content: config },
      { path: at(manifest), content: manifest },
      {
        path: 'index.json',
        content: Buffer.from(
          JSON.stringify({ schemaVersion: 2, manifests: [descriptor(OCI_IMAGE, manifest)] }),
        ),
      },
    ];
    await expect(streamed(registry, rawTar(entries))).rejects.toMatchObject({
      code: 'REGISTRY_ARCHIVE_INVALID',
    });
    expect(registry.manifests.get('one', '1')).toBeUndefined();
  });

  it('that breaks off leaves no upload behind', async () => {
    const { registry, dir } = openRegistry();
    const archive = rawTar([{ path: 'abc/layer.tar', content: Buffer.alloc(100_000, 7) }]);
    await expect(streamed(registry, archive.subarray(0, 50_000))).rejects.toMatchObject({
      code: 'REGISTRY_ARCHIVE_INVALID',
    });
    expect(readdirSync(join(dir, 'uploads'))).toEqual([]);
  });
});
