import { basename } from 'node:path';
import { DrydockError } from '../../errors/index.ts';
import { DEFAULT_HOST, parseImageReference } from '../image-reference.ts';
import { isRepositoryName, isTag } from '../names.ts';

/** Where an imported image goes. */
export interface TargetName {
  readonly repository: string;
  readonly tag: string;
}

/** What `--name repo[:tag]` says. Errors: REGISTRY_NAME_INVALID, REGISTRY_TAG_INVALID. */
export function parseTarget(name: string): { repository: string; tag?: string } {
  const colon = name.lastIndexOf(':');
  const repository = colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
  const tag = repository === name ? undefined : name.slice(colon + 1);
  if (!isRepositoryName(repository)) throw new DrydockError('REGISTRY_NAME_INVALID', { name: repository });
  if (tag === undefined) return { repository };
  if (!isTag(tag)) throw new DrydockError('REGISTRY_TAG_INVALID', { tag });
  return { repository, tag };
}

/** A full image reference as a local place: a foreign host stays as the first part, Docker's own goes. */
export function placeOf(reference: string): TargetName | undefined {
  const parsed = parseImageReference(reference);
  if (!parsed) return undefined;
  const path = parsed.path.startsWith('library/') ? parsed.path.slice('library/'.length) : parsed.path;
  const host = parsed.host.replace(/:\d+$/, '');
  const withHost = `${host}/${parsed.path}`;
  const repository =
    parsed.host === DEFAULT_HOST ? path : isRepositoryName(withHost) ? withHost : parsed.path;
  return { repository, tag: parsed.tag ?? 'latest' };
}

/** `/tmp/My Image.tar.gz` → `my-image`; `image` where nothing remains. */
export function nameFromFile(file: string): string {
  const stem = basename(file)
    .toLowerCase()
    .replace(/\.(?:tar|tar\.gz|tgz|oci|gz)$/, '')
    .replace(/\.tar$/, '');
  const name = stem
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
  return name === '' ? 'image' : name;
}
