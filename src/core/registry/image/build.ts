import { type Digest, digestOf } from '../digest.ts';
import { OCI_CONFIG, OCI_IMAGE, OCI_INDEX, OCI_LAYER_GZIP } from '../manifests/media-types.ts';
import type { Platform } from '../types.ts';
import { storedGzip } from './stored-gzip.ts';
import { type TarEntry, writeTar } from './tar-writer.ts';

/** What the image's processes start with (image-spec config.md, "config"). */
export interface ImageConfig {
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env?: readonly string[];
  readonly workingDir?: string;
  readonly user?: string;
  readonly exposedPorts?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

export interface BuildImage {
  readonly platforms: readonly Platform[];
  readonly config: ImageConfig;
  /** Files of each layer, lowest first; a function where they differ by platform. */
  readonly layers: readonly BuildLayer[];
  /** ISO time in config and index; the same input gives the same digests. */
  readonly created: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface BuildLayer {
  /** The command shown in the image's history. */
  readonly createdBy: string;
  readonly files: readonly TarEntry[] | ((platform: Platform) => readonly TarEntry[]);
}

/** A blob or manifest in memory. */
export interface BuiltBlob {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** A whole image in memory: push `blobs`, then `manifests` by digest, then `index` by tag. */
export interface BuiltImage {
  readonly blobs: readonly BuiltBlob[];
  readonly manifests: readonly BuiltBlob[];
  readonly index: BuiltBlob;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
}

/** Builds a valid multi-platform OCI image without any tool. Deterministic. */
export function buildImage(input: BuildImage): BuiltImage {
  const blobs = new Map<Digest, BuiltBlob>();
  const keep = (mediaType: string, content: Buffer): Descriptor => {
    const blob = { digest: digestOf(content), mediaType, content };
    blobs.set(blob.digest, blob);
    return descriptorOf(blob);
  };
  const manifests = input.platforms.map((platform) => ({
    platform,
    manifest: buildManifest(input, platform, keep),
  }));
  const index = document(OCI_INDEX, {
    schemaVersion: 2,
    mediaType: OCI_INDEX,
    manifests: manifests.map(({ platform, manifest }) => ({ ...descriptorOf(manifest), platform })),
    annotations: { 'org.opencontainers.image.created': input.created, ...input.annotations },
  });
  return { blobs: [...blobs.values()], manifests: manifests.map(({ manifest }) => manifest), index };
}

function buildManifest(
  input: BuildImage,
  platform: Platform,
  keep: (mediaType: string, content: Buffer) => Descriptor,
): BuiltBlob {
  const layers = input.layers.map(({ files }) => {
    const tar = writeTar(typeof files === 'function' ? files(platform) : files);
    return { diffId: digestOf(tar), descriptor: keep(OCI_LAYER_GZIP, storedGzip(tar)) };
  });
  const config = keep(
    OCI_CONFIG,
    json({
      ...platform,
      created: input.created,
      config: configFields(input.config),
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
      history: input.layers.map(({ createdBy }) => ({ created: input.created, created_by: createdBy })),
    }),
  );
  return document(OCI_IMAGE, {
    schemaVersion: 2,
    mediaType: OCI_IMAGE,
    config,
    layers: layers.map(({ descriptor }) => descriptor),
  });
}

function configFields(config: ImageConfig): Record<string, unknown> {
  const ports = config.exposedPorts;
  return {
    ...(config.entrypoint && { Entrypoint: config.entrypoint }),
    ...(config.cmd && { Cmd: config.cmd }),
    ...(config.env && { Env: config.env }),
    ...(config.workingDir !== undefined && { WorkingDir: config.workingDir }),
    ...(config.user !== undefined && { User: config.user }),
    ...(ports && { ExposedPorts: Object.fromEntries(ports.map((port) => [port, {}])) }),
    ...(config.labels && { Labels: config.labels }),
  };
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

function document(mediaType: string, value: unknown): BuiltBlob {
  const content = json(value);
  return { digest: digestOf(content), mediaType, content };
}

const descriptorOf = ({ mediaType, digest, content }: BuiltBlob): Descriptor => ({
  mediaType,
  digest,
  size: content.byteLength,
});
