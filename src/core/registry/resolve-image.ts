import { platformsOf } from './browse/platforms.ts';
import type { TreeSize } from './browse/tree-size.ts';
import type { Context } from './context.ts';
import { cloudHostAliases, type HostAlias, localRepositories } from './host-aliases.ts';
import { parseImageReference } from './image-reference.ts';
import type { Blobs, Manifests } from './registry.ts';
import type { ImageLookup } from './types.ts';

interface Parts {
  readonly context: Context;
  readonly blobs: Blobs;
  readonly manifests: Manifests;
  readonly sizes: TreeSize;
}

/** Finds the local copy of an image, whatever registry its name speaks of; a digest wins over a tag. */
export function resolveImage(
  { context, blobs, manifests, sizes }: Parts,
  reference: string,
  aliases: readonly HostAlias[] = cloudHostAliases,
): ImageLookup {
  const parsed = parseImageReference(reference);
  if (!parsed) return { found: false, reference, reason: 'invalid' };
  let known = false;
  for (const repository of localRepositories(parsed, aliases)) {
    const repositoryId = context.repositories.id(repository);
    if (repositoryId === undefined) continue;
    known = true;
    const manifest = manifests.get(repository, parsed.digest ?? parsed.tag ?? 'latest');
    const id = manifest && context.manifests.id(repositoryId, manifest.digest);
    if (!manifest || id === undefined) continue;
    return {
      found: true,
      reference,
      repository,
      digest: manifest.digest,
      mediaType: manifest.mediaType,
      size: sizes.of(id),
      platforms: platformsOf({ blobs, manifests }, repository, manifest),
    };
  }
  return { found: false, reference, reason: known ? 'tag' : 'repository' };
}
