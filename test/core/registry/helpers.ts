import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type BuiltImage,
  buildImage,
  createRegistry,
  type Digest,
  digestOf,
  type Registry,
  type RegistryOptions,
} from '../../../src/core/registry/index.ts';
import {
  type Database,
  type Migration,
  openStore,
  parseMigrationName,
} from '../../../src/core/store/index.ts';

const folder = resolve(import.meta.dirname, '../../../src/core/store/migrations');

export const registryMigrations = (): readonly Migration[] =>
  readdirSync(folder).flatMap((file) => {
    const name = parseMigrationName(file);
    const isOurs = name && name.number >= 100 && name.number < 200;
    return isOurs ? [{ ...name, sql: readFileSync(join(folder, file), 'utf8') }] : [];
  });

/** A folder that goes when the test ends. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'drydock-registry-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface TestRegistry {
  readonly registry: Registry;
  readonly db: Database;
  readonly dir: string;
  /** Moves the clock. */
  readonly advance: (ms: number) => void;
  /** Stops without closing, as a crash would, and opens the same folder again. */
  readonly crash: () => TestRegistry;
  /** Closes properly and opens again. */
  readonly restart: () => Promise<TestRegistry>;
}

export function openRegistry(
  options: Partial<RegistryOptions> = {},
  dir: string = tempDir(),
  start = Date.parse('2026-01-01T00:00:00Z'),
): TestRegistry {
  let now = start;
  const clock = () => new Date(now);
  const db = openStore(dir, registryMigrations(), clock);
  const registry = createRegistry({ db, dir, clock, ...options });
  onTestFinished(() => {
    if (db.open) db.close();
  });
  return {
    registry,
    db,
    dir,
    advance: (ms) => {
      now += ms;
    },
    crash: () => {
      db.close();
      return openRegistry(options, dir, now);
    },
    restart: async () => {
      await registry.close();
      db.close();
      return openRegistry(options, dir, now);
    },
  };
}

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** Chunks as a client sends them. */
export async function* chunksOf(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part as Uint8Array);
}

export const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';

export interface PushedImage {
  readonly digest: Digest;
  readonly body: Buffer;
  readonly layer: Digest;
  readonly config: Digest;
}

/** An image with one layer, pushed through the core. */
export async function pushSmall(
  registry: Registry,
  repository: string,
  tags: readonly string[],
  content: string,
  extra: Record<string, unknown> = {},
): Promise<PushedImage> {
  const layer = Buffer.from(`layer ${content}`);
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', note: content }));
  await registry.blobs.put(repository, layer);
  await registry.blobs.put(repository, config);
  const body = imageBody(config, [layer], extra);
  const { digest } = await registry.manifests.put({ repository, body, mediaType: OCI_IMAGE, tags });
  return { digest, body, layer: digestOf(layer), config: digestOf(config) };
}

export const imageBody = (
  config: Buffer,
  layers: readonly Buffer[],
  extra: Record<string, unknown> = {},
): Buffer =>
  Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_IMAGE,
      config: descriptor('application/vnd.oci.image.config.v1+json', config),
      layers: layers.map((layer) => descriptor('application/vnd.oci.image.layer.v1.tar', layer)),
      ...extra,
    }),
  );

export const descriptor = (mediaType: string, content: Buffer) => ({
  mediaType,
  digest: digestOf(content),
  size: content.byteLength,
});

/** A two-platform image as the sample project has them. */
export const sampleImage = (text = 'hello'): BuiltImage =>
  buildImage({
    created: '2026-01-01T00:00:00Z',
    platforms: [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64' },
    ],
    config: { cmd: ['/app'], env: ['MODE=test'], exposedPorts: ['8080/tcp'], labels: { team: 'docks' } },
    layers: [
      { createdBy: 'COPY base /', files: [{ path: 'etc/base', content: Buffer.from('base') }] },
      {
        createdBy: 'COPY app /',
        files: ({ architecture }) => [
          { path: 'app', content: Buffer.from(`${text} ${architecture}`), mode: 0o755 },
        ],
      },
    ],
  });

/** Stores a built image through the core. */
export async function storeImage(
  registry: Registry,
  repository: string,
  tag: string,
  image: BuiltImage,
): Promise<void> {
  for (const { content } of image.blobs) await registry.blobs.put(repository, content);
  for (const { content, mediaType, digest } of image.manifests) {
    await registry.manifests.put({ repository, body: content, mediaType, digest });
  }
  const { content, mediaType } = image.index;
  await registry.manifests.put({ repository, body: content, mediaType, tags: [tag] });
}
