import { createHash } from 'node:crypto';
import type {
  ActivityEvent,
  ImageView,
  ReceiptView,
  RepositoryView,
  TagView,
  UsageView,
  WhyView,
} from '../../../src/actions/index.ts';
import { fuzzy } from '../../../src/core/fuzzy.ts';

export const digestOf = (words: string): string =>
  `sha256:${createHash('sha256').update(words).digest('hex')}`;
const amd64 = { os: 'linux', architecture: 'amd64' };
const arm64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };

export const repositories: readonly RepositoryView[] = [
  { updatedAt: '2026-11-20T08:30:00.000Z', name: 'hello/web', tags: 12, manifests: 36, bytes: 812_443_120 },
  { updatedAt: '2026-11-19T08:30:00.000Z', name: 'hello/worker', tags: 9, manifests: 27, bytes: 644_120_002 },
  {
    updatedAt: '2026-11-02T08:30:00.000Z',
    name: 'library/mysql',
    tags: 2,
    manifests: 4,
    bytes: 1_210_441_337,
  },
  {
    updatedAt: '2026-11-20T08:30:00.000Z',
    name: 'shop/checkout',
    tags: 31,
    manifests: 50,
    bytes: 3_991_002_111,
  },
  { updatedAt: '2026-11-11T08:30:00.000Z', name: 'shop/ui', tags: 7, manifests: 12, bytes: 754_991_574 },
];

/** Tags as the engine lists them: searched, sorted, cut. */
export function tagPage(input: Readonly<Record<string, unknown>>): readonly TagView[] {
  const filter = String(input.filter ?? '');
  const found = tags(String(input.repository)).filter((each) => fuzzy(filter, each.tag));
  const sorted =
    input.sort === 'size'
      ? found.toSorted((a, b) => b.bytes - a.bytes)
      : input.sort === 'newest'
        ? found.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
        : filter === ''
          ? found
          : found.toSorted((a, b) => (fuzzy(filter, b.tag)?.score ?? 0) - (fuzzy(filter, a.tag)?.score ?? 0));
  return sorted.slice(Number(input.offset ?? 0)).slice(0, Number(input.limit ?? 1000));
}

const tags = (repository: string): readonly TagView[] =>
  Array.from({ length: repositories.find((each) => each.name === repository)?.tags ?? 3 }, (_, index) => ({
    repository,
    tag: index === 0 ? 'latest' : `1.${20 - index}.0`,
    digest: digestOf(`${repository}${index}`),
    mediaType: 'application/vnd.oci.image.index.v1+json',
    bytes: 61_000_000 + index * 1_337_331,
    platforms: index % 3 === 2 ? [amd64] : [amd64, arm64],
    updatedAt: new Date(Date.UTC(2026, 10, 20 - index, 8, 30)).toISOString(),
  }));

export function imageView(reference: string): ImageView {
  const [repository = '', tag = ''] = reference.split(':');
  const layers = (platform: string) =>
    [
      'ADD rootfs.tar.gz / # buildkit',
      'RUN apk add --no-cache ca-certificates',
      'COPY package.json /app/',
      'RUN npm ci --omit=dev',
      'COPY dist /app/dist',
    ].map((command, index) => ({
      digest: digestOf(`${reference}${platform}${index}`),
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      bytes: [3_402_542, 812_330, 1_204, 24_001_002, 2_912_441][index] ?? 0,
      command,
      stored: true,
      sharedBy:
        index === 0
          ? { images: ['shop/ui:1.4.0', 'hello/worker:latest', `${repository}:1.19.0`], more: 12 }
          : index === 1
            ? { images: ['hello/worker:latest'], more: 0 }
            : { images: [], more: 0 },
    }));
  const history = [
    { command: 'ADD rootfs.tar.gz / # buildkit', created: '2026-11-02T10:00:00Z', layer: 0 },
    { command: 'CMD ["/bin/sh"]', created: '2026-11-02T10:00:00Z' },
    { command: 'RUN apk add --no-cache ca-certificates', created: '2026-11-20T08:30:00Z', layer: 1 },
    { command: 'WORKDIR /app', created: '2026-11-20T08:30:00Z' },
    { command: 'COPY package.json /app/', created: '2026-11-20T08:30:01Z', layer: 2 },
    { command: 'RUN npm ci --omit=dev', created: '2026-11-20T08:30:20Z', layer: 3 },
    { command: 'COPY dist /app/dist', created: '2026-11-20T08:30:21Z', layer: 4 },
  ];
  return {
    reference,
    repository,
    tag,
    digest: digestOf(reference),
    mediaType: 'application/vnd.oci.image.index.v1+json',
    bytes: 62_258_138,
    uniqueBytes: 53_828_394,
    tags: [tag, 'stable'],
    pull: `docker pull 127.0.0.1:5100/${reference}`,
    commands: [
      { tool: 'docker', line: `docker pull 127.0.0.1:5100/${reference}` },
      { tool: 'podman', line: `podman pull --tls-verify=false 127.0.0.1:5100/${reference}` },
      {
        tool: 'skopeo',
        line: `skopeo copy --all --src-tls-verify=false docker://127.0.0.1:5100/${reference} oci:web`,
      },
    ],
    annotations: {
      'org.opencontainers.image.source': 'https://example.com/hello/web',
      'org.opencontainers.image.revision': '8f3c1e7',
    },
    referrers: [
      {
        digest: digestOf(`${reference}sbom`),
        artifactType: 'application/spdx+json',
        annotations: { 'org.opencontainers.image.created': '2026-11-20T08:31:00Z' },
      },
    ],
    missing: [],
    manifests: [amd64, arm64].map((platform) => ({
      digest: digestOf(reference + platform.architecture),
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      platform,
      bytes: 31_129_519,
      config: {
        Entrypoint: ['node', 'dist/server.js'],
        Env: ['NODE_ENV=production', 'PORT=8080'],
        ExposedPorts: { '8080/tcp': {} },
        WorkingDir: '/app',
        User: '1000',
      },
      layers: layers(platform.architecture),
      history,
    })),
  };
}

export const gc = () =>
  Array.from({ length: 46 }, (_, index) => ({
    kind: index % 4 === 0 ? 'manifest' : 'blob',
    digest: digestOf(`gone${index}`),
    reason: index % 4 === 0 ? 'untagged' : 'unreferenced',
    bytes: index % 4 === 0 ? 1_113 : 120_000 + index * 91_113,
  }));

export const gcReasons = () =>
  ['unreferenced', 'untagged'].map((reason) => {
    const items = gc().filter((item) => item.reason === reason);
    return {
      kind: items[0]?.kind ?? '',
      reason,
      count: items.length,
      bytes: items.reduce((sum, item) => sum + item.bytes, 0),
    };
  });

export const receipts = (now: number): readonly ReceiptView[] => [
  {
    receipt: '2',
    startedAt: new Date(now - 120_000).toISOString(),
    finishedAt: new Date(now - 118_000).toISOString(),
    state: 'complete',
    removed: 46,
    skipped: 0,
    bytes: 74_220_114,
    undoUntil: new Date(now + 482_000).toISOString(),
    undoable: true,
  },
  {
    receipt: '1',
    startedAt: '2026-11-01T08:00:00.000Z',
    finishedAt: '2026-11-01T08:00:04.000Z',
    state: 'cancelled',
    removed: 1204,
    skipped: 88,
    bytes: 3_920_220_114,
    undoUntil: '2026-11-01T08:10:00.000Z',
    undoneAt: '2026-11-01T08:03:20.000Z',
    undoable: false,
  },
];

const DAY = 24 * 60 * 60 * 1000;

export function usage(repositoryCount: number, input: Readonly<Record<string, unknown>>): UsageView {
  const now = { repositories: repositoryCount, tags: 61, manifests: 129, blobs: 388 };
  const bytes = 7_412_998_144;
  const trashBytes = 74_220_114;
  if (input.history !== true) return { ...now, bytes, trashBytes };
  const days = Number(input.days ?? 30);
  const history = Array.from({ length: 60 }, (_, index) => ({
    at: new Date(Date.now() - ((59 - index) / 59) * days * DAY).toISOString(),
    ...now,
    tags: 20 + Math.floor(index * 0.7),
    bytes: Math.round(bytes * (0.35 + (0.65 * index) / 59 - (index > 30 && index < 46 ? 0.18 : 0))),
    trashBytes: index > 28 && index < 33 ? 1_400_000_000 : index === 59 ? trashBytes : 0,
  }));
  return { ...now, bytes, trashBytes, history };
}

export const why = (digest: string): WhyView => ({
  digest,
  kind: 'blob',
  paths: [
    {
      root: 'tag',
      steps: [
        { kind: 'tag', name: 'hello/web:latest' },
        { kind: 'manifest', name: `hello/web@${digestOf('index')}` },
        { kind: 'manifest', name: `hello/web@${digestOf('amd64')}` },
        { kind: 'blob', name: digest },
      ],
    },
    {
      root: 'pending',
      steps: [
        { kind: 'link', name: 'shop/ui' },
        { kind: 'blob', name: digest },
      ],
    },
  ],
  more: 0,
});

/** A push and a pull as the engine tells them. */
export function traffic(at: number): readonly ActivityEvent[] {
  const event = (id: number, second: number) => ({ id, at: new Date(at + second * 1000).toISOString() });
  const push = {
    kind: 'push',
    what: 'blob',
    repository: 'shop/checkout',
    reference: digestOf('pushed'),
    client: 'skopeo/1.18.0',
    total: 64_000_000,
  } as const;
  const pull = {
    kind: 'pull',
    what: 'manifest',
    repository: 'hello/web',
    reference: 'latest',
    client: 'docker/27.5 go/go1.23 os/linux arch/amd64',
  } as const;
  return [
    { ...event(1, -3), ...pull, type: 'started', bytes: 0 },
    { ...event(1, -3), ...pull, type: 'finished', bytes: 1_204, rate: 1_204_000, ms: 1 },
    { ...event(2, -2), ...push, type: 'started', bytes: 0 },
    { ...event(2, -1), ...push, type: 'progress', bytes: 16_000_000, rate: 42_000_000 },
    { ...event(2, 0), ...push, type: 'progress', bytes: 27_000_000, rate: 44_000_000 },
    {
      ...event(3, 0),
      kind: 'push',
      what: 'manifest',
      repository: 'shop/ui',
      reference: '1.5.0',
      client: 'podman/5.4',
      type: 'failed',
      bytes: 812,
      ms: 4,
      status: 400,
    },
  ];
}
