import { DrydockError } from '../../errors/index.ts';
import {
  type DescriptorView,
  descriptorOf,
  descriptorsOf,
  parseDocument,
  platformOf,
} from '../browse/document.ts';
import { type Digest, parseDigest } from '../digest.ts';
import { shapeOf } from '../manifests/media-types.ts';
import type { BlobInfo, Registry, StoredManifest } from '../registry.ts';
import type { Platform } from '../types.ts';

/** Everything an image consists of, each once. */
export interface ImageContents {
  readonly root: StoredManifest;
  readonly manifests: readonly StoredManifest[];
  readonly blobs: readonly BlobInfo[];
  /** Digests that the image names and the repository does not have (sparse indexes, foreign layers). */
  readonly missing: readonly string[];
}

/** Gathers an image with all its platforms. Error: REGISTRY_MANIFEST_UNKNOWN. */
export function gather(registry: Registry, repository: string, reference: string): ImageContents {
  const root = registry.manifests.get(repository, reference);
  if (!root) throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository, reference });
  const manifests = new Map<string, StoredManifest>();
  const blobs = new Map<string, BlobInfo>();
  const missing = new Set<string>();
  const waiting = [root];
  for (let manifest = waiting.pop(); manifest; manifest = waiting.pop()) {
    if (manifests.has(manifest.digest)) continue;
    manifests.set(manifest.digest, manifest);
    const document = parseDocument(manifest.body);
    for (const { digest } of descriptorsOf(document.manifests)) {
      const child = registry.manifests.get(repository, digest);
      if (child) waiting.push(child);
      else missing.add(digest);
    }
    for (const { digest } of blobsOf(manifest)) {
      const info = registry.blobs.stat(repository, digest as Digest, { touch: true });
      if (info) blobs.set(digest, info);
      else missing.add(digest);
    }
  }
  return { root, manifests: [...manifests.values()], blobs: [...blobs.values()], missing: [...missing] };
}

/** Config first, then the layers in order. */
export function blobsOf(manifest: StoredManifest): readonly DescriptorView[] {
  const document = parseDocument(manifest.body);
  const config = descriptorOf(document.config);
  const rest = [...descriptorsOf(document.layers), ...descriptorsOf(document.blobs)];
  return [...(config ? [config] : []), ...rest].filter(({ digest }) => parseDigest(digest) !== undefined);
}

/** The digest of the one image for `platform` (`os/architecture[/variant]`); absent: the first. Undefined: there is none. */
export function pickPlatform(root: StoredManifest, platform: string | undefined): string | undefined {
  if (shapeOf(root.mediaType) !== 'index') return root.digest;
  const document = parseDocument(root.body);
  const children = Array.isArray(document.manifests) ? document.manifests : [];
  for (const child of children) {
    const known = platformOf((child as { platform?: never } | null)?.platform);
    const digest = descriptorOf(child)?.digest;
    if (digest && known && (platform === undefined || matches(known, platform))) return digest;
  }
  return undefined;
}

const matches = ({ os, architecture, variant }: Platform, wanted: string): boolean =>
  wanted === `${os}/${architecture}` || wanted === `${os}/${architecture}/${variant ?? ''}`;
