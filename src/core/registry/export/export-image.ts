import { DrydockError, diskError } from '../../errors/index.ts';
import type { Json } from '../../json.ts';
import { type Digest, digestAlgorithm, digestHex } from '../digest.ts';
import type { Registry, StoredManifest } from '../registry.ts';
import { ArchiveFile } from './archive-file.ts';
import { blobsOf, gather, pickPlatform } from './contents.ts';

export interface ExportProgress {
  readonly digest: string;
  /** Bytes of blobs written, and of all blobs. */
  readonly done: number;
  readonly total: number;
}

export interface ExportOptions {
  /** `oci`: an OCI layout with every platform. `docker`: one platform, as `docker load` of any version takes it. */
  readonly format: 'oci' | 'docker';
  /** `os/architecture[/variant]`, for `docker`; absent: the first of the image. */
  readonly platform?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
}

export interface ExportResult {
  readonly digest: string;
  readonly manifests: number;
  readonly blobs: number;
  /** Bytes of the archive. */
  readonly bytes: number;
  readonly missing: readonly string[];
}

/**
 * Writes an image into a tar archive: an OCI layout (image-spec image-layout.md), and for `docker` with the manifest.json
 * of `docker save` beside it, whose paths point into the layout. The file is there only when it is whole.
 * Errors: REGISTRY_MANIFEST_UNKNOWN, REGISTRY_PLATFORM_UNKNOWN, CANCELLED, those of the disk.
 */
export async function exportImage(
  registry: Registry,
  image: { readonly repository: string; readonly reference: string },
  file: string,
  options: ExportOptions,
): Promise<ExportResult> {
  const { repository, reference } = image;
  const whole = gather(registry, repository, reference);
  const one = options.format === 'docker' ? pickPlatform(whole.root, options.platform) : whole.root.digest;
  if (one === undefined) {
    throw new DrydockError('REGISTRY_PLATFORM_UNKNOWN', {
      reference: `${repository}:${reference}`,
      platform: options.platform ?? 'linux/amd64',
    });
  }
  const contents = one === whole.root.digest ? whole : gather(registry, repository, one);
  const archive = await ArchiveFile.create(file).catch((error: unknown) => {
    throw diskError(error, file);
  });
  try {
    await archive.add('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
    await archive.add('index.json', indexJson(contents.root, repository, reference));
    if (options.format === 'docker') {
      await archive.add('manifest.json', dockerJson(contents.root, repository, reference));
    }
    for (const { digest, body } of contents.manifests) await archive.add(pathOf(digest), body);
    const total = contents.blobs.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    for (const info of contents.blobs) {
      await archive.stream(pathOf(info.digest), info.size, (write) =>
        registry.blobs.send(info, async (piece) => {
          options.signal?.throwIfAborted();
          await write(piece);
          done += piece.byteLength;
          options.onProgress?.({ digest: info.digest, done, total });
        }),
      );
    }
    options.signal?.throwIfAborted();
    await archive.finish();
    return {
      digest: contents.root.digest,
      manifests: contents.manifests.length,
      blobs: contents.blobs.length,
      bytes: archive.size,
      missing: contents.missing,
    };
  } catch (error) {
    await archive.discard();
    if (options.signal?.aborted)
      throw new DrydockError('CANCELLED', { what: 'image export' }, { cause: error });
    throw error instanceof DrydockError ? error : diskError(error, file);
  }
}

const pathOf = (digest: Digest): string => `blobs/${digestAlgorithm(digest)}/${digestHex(digest)}`;

const json = (value: Json): Buffer => Buffer.from(JSON.stringify(value));

const isDigest = (reference: string): boolean => reference.includes(':');

function indexJson(
  { digest, mediaType, size }: StoredManifest,
  repository: string,
  reference: string,
): Buffer {
  const annotations = isDigest(reference)
    ? {}
    : {
        'org.opencontainers.image.ref.name': reference,
        'io.containerd.image.name': `${repository}:${reference}`,
      };
  return json({ schemaVersion: 2, manifests: [{ mediaType, digest, size, annotations }] });
}

function dockerJson(manifest: StoredManifest, repository: string, reference: string): Buffer {
  const [config = '', ...layers] = blobsOf(manifest).map(({ digest }) => pathOf(digest as Digest));
  return json([
    {
      Config: config,
      RepoTags: isDigest(reference) ? [] : [`${repository}:${reference}`],
      Layers: layers,
    },
  ]);
}
