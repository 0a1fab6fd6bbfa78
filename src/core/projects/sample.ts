import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DrydockError, diskError } from '../errors/index.ts';
import { makeFolder } from '../folders.ts';
import { type BuiltImage, buildImage, type Platform, pushImage, type Registry } from '../registry/index.ts';

const PLATFORMS: readonly Platform[] = [
  { os: 'linux', architecture: 'amd64' },
  { os: 'linux', architecture: 'arm64' },
];

/** The sample's images are always the same bytes, so that pushing them again moves nothing. */
const CREATED = '2026-01-01T00:00:00Z';

export interface SampleImage {
  readonly repository: string;
  readonly tag: string;
  build(): BuiltImage;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const sampleImage = (name: 'web' | 'worker', page: string, ports: readonly string[]): SampleImage => ({
  repository: `hello-drydock/${name}`,
  tag: '1.0',
  build: () =>
    buildImage({
      platforms: PLATFORMS,
      created: CREATED,
      config: {
        entrypoint: [`/app/${name}`],
        env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
        workingDir: '/app',
        user: '65532:65532',
        exposedPorts: ports,
        labels: {
          'org.opencontainers.image.title': `hello-drydock-${name}`,
          'org.opencontainers.image.version': '1.0',
        },
      },
      layers: [
        { createdBy: 'COPY site /app/site', files: [{ path: 'app/site/index.html', content: bytes(page) }] },
        {
          createdBy: `COPY ${name} /app/${name}`,
          files: ({ architecture }) => [
            {
              path: `app/${name}`,
              mode: 0o755,
              content: bytes(`#!/bin/sh\necho "hello-drydock ${name} for ${architecture}"\n`),
            },
          ],
        },
      ],
    }),
});

/** What the sample's chart pulls. Each is a valid image for two platforms; their programs only say hello. */
export const SAMPLE_IMAGES: readonly SampleImage[] = [
  sampleImage('web', '<!doctype html><title>Hello</title><p>Hello from Drydock\n', ['8080/tcp']),
  sampleImage('worker', 'No page: the worker only works.\n', []),
];

/**
 * Writes the sample project into a new or empty folder. `dataDir` is where Drydock's shipped data lies.
 * Errors: PROJECT_FOLDER_NOT_EMPTY, STORE_READ_ONLY, STORE_FULL.
 */
export function writeSample(dataDir: string, dir: string): void {
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new DrydockError('PROJECT_FOLDER_NOT_EMPTY', { dir });
  try {
    makeFolder(dir);
    cpSync(join(dataDir, 'sample'), dir, { recursive: true });
  } catch (error) {
    throw diskError(error, dir);
  }
}

/**
 * Brings the sample's images into the registry: through its HTTP API at `address` (`host:port`), as docker would, or
 * straight into the store where this engine does not listen.
 */
export async function pushSampleImages(
  { registry, address }: { readonly registry: Registry; readonly address: string | undefined },
  signal: AbortSignal,
): Promise<void> {
  for (const { repository, tag, build } of SAMPLE_IMAGES) {
    if (address === undefined) await store(registry, repository, tag, build());
    else await pushImage(`http://${address}`, repository, tag, build(), { signal });
  }
}

async function store(registry: Registry, repository: string, tag: string, image: BuiltImage): Promise<void> {
  for (const { content, digest } of image.blobs) await registry.blobs.put(repository, content, digest);
  for (const { content, mediaType } of image.manifests) {
    await registry.manifests.put({ repository, body: content, mediaType });
  }
  await registry.manifests.put({
    repository,
    body: image.index.content,
    mediaType: image.index.mediaType,
    tags: [tag],
  });
}
