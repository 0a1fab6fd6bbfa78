import { createHash } from 'node:crypto';
import type { ImageView, RepositoryView, TagView } from '../../../src/actions/index.ts';

export const digestOf = (words: string): string =>
  `sha256:${createHash('sha256').update(words).digest('hex')}`;
const amd64 = { os: 'linux', architecture: 'amd64' };
const arm64 = { os: 'linux', architecture: 'arm64', variant: 'v8' };

export const repositories: readonly RepositoryView[] = [
  { name: 'hello/web', tags: 12, manifests: 36, bytes: 812_443_120 },
  { name: 'hello/worker', tags: 9, manifests: 27, bytes: 644_120_002 },
  { name: 'library/mysql', tags: 2, manifests: 4, bytes: 1_210_441_337 },
  { name: 'shop/checkout', tags: 31, manifests: 50, bytes: 3_991_002_111 },
  { name: 'shop/ui', tags: 7, manifests: 12, bytes: 754_991_574 },
];

export const tags = (repository: string): readonly TagView[] =>
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
    }));
  return {
    reference,
    repository,
    tag,
    digest: digestOf(reference),
    mediaType: 'application/vnd.oci.image.index.v1+json',
    bytes: 62_258_138,
    pull: `127.0.0.1:5100/${reference}`,
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
    })),
  };
}

export const gc = () =>
  Array.from({ length: 46 }, (_, index) => ({
    digest: digestOf(`gone${index}`),
    reason: index % 4 === 0 ? 'untagged' : 'unreferenced',
    bytes: 120_000 + index * 91_113,
  }));
