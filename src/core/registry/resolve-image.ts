import { platformsOf } from './browse/platforms.ts';
import type { TreeSize } from './browse/tree-size.ts';
import type { Context } from './context.ts';
import { parseDigest } from './digest.ts';
import { cloudHostAliases, type HostAlias, localRepositories } from './host-aliases.ts';
import { DEFAULT_HOST, parseImageReference } from './image-reference.ts';
import type { Blobs, Manifests } from './registry.ts';
import type { ImageLookup } from './types.ts';

/** What a client asks a repository for. */
export interface LocalQuestion {
  /** The registry that the client means (`?ns=` of a mirror); absent: the name's first part, where that is a host. */
  readonly host?: string;
  readonly name: string;
  /** A tag or a manifest's digest, a blob's digest, or the repository itself. */
  readonly kind: 'manifest' | 'blob' | 'repository';
  readonly item: string;
}

/** The repository that has what a client asks for under a host's name; undefined when there is none. */
export function localRepository(
  { context, blobs, manifests }: Omit<Parts, 'sizes'>,
  { host, name, kind, item }: LocalQuestion,
  aliases: readonly HostAlias[] = cloudHostAliases,
): string | undefined {
  const parsed = parseImageReference(host === undefined ? name : `${host}/${name}`);
  if (!parsed || (host === undefined && parsed.host === DEFAULT_HOST && !name.startsWith(DEFAULT_HOST)))
    return undefined;
  const digest = parseDigest(item);
  return localRepositories(parsed, aliases).find((repository) => {
    if (kind === 'manifest') return manifests.get(repository, item) !== undefined;
    if (kind === 'blob') return digest !== undefined && blobs.stat(repository, digest) !== undefined;
    return context.repositories.id(repository) !== undefined;
  });
}

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
