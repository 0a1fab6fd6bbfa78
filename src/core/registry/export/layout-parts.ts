import { DrydockError } from '../../errors/index.ts';
import type { Json } from '../../json.ts';
import { type Digest, digestAlgorithm, digestHex } from '../digest.ts';
import type { BlobInfo, Registry, StoredManifest } from '../registry.ts';
import { blobsOf, gather, type ImageContents, pickPlatform } from './contents.ts';

/** A file of an exported image. The same image always has the same files in the same order. */
export type LayoutPart =
  | { readonly path: string; readonly size: number; readonly content: Buffer }
  | { readonly path: string; readonly size: number; readonly info: BlobInfo };

export interface ExportedImage {
  readonly repository: string;
  readonly reference: string;
}

export interface LayoutChoice {
  /** `oci`: an OCI layout with every platform. `docker`: one platform, as `docker load` of any version takes it. */
  readonly format: 'oci' | 'docker';
  /** `os/architecture[/variant]`, for `docker`; absent: the first of the image. */
  readonly platform?: string;
  /** Name in the export, `repository:tag`; absent: the image's own. */
  readonly name?: string;
}

export interface Layout {
  readonly contents: ImageContents;
  readonly parts: readonly LayoutPart[];
  /** Bytes of all parts. */
  readonly bytes: number;
}

/**
 * The files of an OCI layout (image-spec image-layout.md), and for `docker` the manifest.json of `docker save` beside them,
 * whose paths point into the layout. Errors: REGISTRY_MANIFEST_UNKNOWN, REGISTRY_PLATFORM_UNKNOWN.
 */
export function layoutOf(registry: Registry, image: ExportedImage, choice: LayoutChoice): Layout {
  const { repository, reference } = image;
  const whole = gather(registry, repository, reference);
  const one = choice.format === 'docker' ? pickPlatform(whole.root, choice.platform) : whole.root.digest;
  if (one === undefined) {
    throw new DrydockError('REGISTRY_PLATFORM_UNKNOWN', {
      reference: `${repository}:${reference}`,
      platform: choice.platform ?? 'linux/amd64',
    });
  }
  const contents = one === whole.root.digest ? whole : gather(registry, repository, one);
  const name = choice.name ?? (reference.includes(':') ? undefined : `${repository}:${reference}`);
  const document = (path: string, content: Buffer): LayoutPart => ({
    path,
    content,
    size: content.byteLength,
  });
  const parts: LayoutPart[] = [
    document('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')),
    document('index.json', indexJson(contents.root, name)),
    ...(choice.format === 'docker' ? [document('manifest.json', dockerJson(contents.root, name))] : []),
    ...contents.manifests.map(({ digest, body }) => document(pathOf(digest), body)),
    ...contents.blobs.map((info): LayoutPart => ({ path: pathOf(info.digest), size: info.size, info })),
  ];
  return { contents, parts, bytes: parts.reduce((sum, { size }) => sum + size, 0) };
}

const pathOf = (digest: Digest): string => `blobs/${digestAlgorithm(digest)}/${digestHex(digest)}`;

const json = (value: Json): Buffer => Buffer.from(JSON.stringify(value));

function indexJson({ digest, mediaType, size }: StoredManifest, name: string | undefined): Buffer {
  const annotations =
    name === undefined
      ? {}
      : {
          'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1),
          'io.containerd.image.name': name,
        };
  return json({ schemaVersion: 2, manifests: [{ mediaType, digest, size, annotations }] });
}

function dockerJson(manifest: StoredManifest, name: string | undefined): Buffer {
  const [config = '', ...layers] = blobsOf(manifest).map(({ digest }) => pathOf(digest as Digest));
  return json([{ Config: config, RepoTags: name === undefined ? [] : [name], Layers: layers }]);
}
