import { shapeOf } from '../manifests/media-types.ts';
import type { Blobs, Manifests, StoredManifest } from '../registry.ts';
import type { Platform } from '../types.ts';
import { readConfig } from './config.ts';
import { descriptorOf, descriptorsOf, parseDocument, platformOf } from './document.ts';

/** Nested indexes deeper than this are not looked into. */
const MAX_DEPTH = 4;

/** Platforms of a manifest: of an index from its descriptors, else from the configs of its images. */
export function platformsOf(
  content: { readonly manifests: Manifests; readonly blobs: Blobs },
  repository: string,
  manifest: StoredManifest,
  depth = 0,
): readonly Platform[] {
  const document = parseDocument(manifest.body);
  if (shapeOf(manifest.mediaType) === 'image') {
    const config = descriptorOf(document.config);
    const platform = config && platformOf(readConfig(content.blobs, repository, config.digest));
    return platform ? [platform] : [];
  }
  if (depth >= MAX_DEPTH) return [];
  const found: Platform[] = [];
  for (const child of descriptorsOf(document.manifests)) {
    const stored = child.platform ? undefined : content.manifests.get(repository, child.digest);
    if (child.platform) found.push(child.platform);
    else if (stored) found.push(...platformsOf(content, repository, stored, depth + 1));
  }
  return unique(found);
}

const unique = (platforms: readonly Platform[]): readonly Platform[] => [
  ...new Map(
    platforms.map((each) => [`${each.os}/${each.architecture}/${each.variant ?? ''}`, each]),
  ).values(),
];
