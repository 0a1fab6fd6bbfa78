import { DrydockError } from '../errors/index.ts';
import { checkName } from './blobs.ts';
import type { Context } from './context.ts';
import { type Digest, digestAlgorithm, digestOf } from './digest.ts';
import { type ParsedManifest, parseManifest } from './manifests/parse.ts';
import { isTag } from './names.ts';
import { refuseProtectedManifest, refuseProtectedTags } from './protected.ts';
import type {
  Manifests,
  PutManifest,
  PutManifestResult,
  ReferrerDescriptor,
  ReferrerPage,
  StoredManifest,
} from './registry.ts';

/** Storing and reading manifests with their references. */
export class ManifestService implements Manifests {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get(repository: string, reference: string): StoredManifest | undefined {
    const { manifests, traffic } = this.#context;
    traffic.note();
    const row = reference.includes(':')
      ? manifests.byDigest(repository, reference)
      : manifests.byTag(repository, reference);
    return row && { digest: row.digest as Digest, mediaType: row.media_type, size: row.size, body: row.body };
  }

  async put(manifest: PutManifest): Promise<PutManifestResult> {
    const { repository, body, tags = [] } = manifest;
    const { limits, writer, emit } = this.#context;
    checkName(repository);
    this.#context.traffic.note();
    checkTags(tags, limits.tagsPerPush);
    if (body.byteLength > limits.manifestBytes) {
      throw new DrydockError('REGISTRY_TOO_LARGE', {
        what: 'manifest',
        size: body.byteLength,
        limit: limits.manifestBytes,
      });
    }
    const parsed = parseManifest(body, manifest.mediaType, limits.descriptors);
    const digest = digestOf(body, manifest.digest ? digestAlgorithm(manifest.digest) : 'sha256');
    if (manifest.digest !== undefined && manifest.digest !== digest) {
      throw new DrydockError('REGISTRY_DIGEST_MISMATCH', { expected: manifest.digest, actual: digest });
    }
    await writer.run(() => this.#store(repository, digest, parsed, body, tags));
    emit({ type: 'manifest-stored', repository, digest, tags });
    return {
      digest,
      mediaType: parsed.mediaType,
      ...(parsed.subject !== undefined && { subject: parsed.subject }),
    };
  }

  async remove(repository: string, digest: Digest): Promise<void> {
    const { writer, repositories, manifests, now, emit } = this.#context;
    await writer.run(() => {
      const repositoryId = repositories.id(repository);
      if (repositoryId === undefined) throw new DrydockError('REGISTRY_REPOSITORY_UNKNOWN', { repository });
      const id = manifests.id(repositoryId, digest);
      if (id === undefined)
        throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository, reference: digest });
      refuseProtectedManifest(this.#context, repository, id);
      manifests.remove(id);
      repositories.touch(repositoryId, now());
    });
    emit({ type: 'removed', repository, what: digest });
  }

  referrers(
    repository: string,
    subject: Digest,
    filter: { readonly artifactType?: string; readonly after?: string; readonly limit?: number } = {},
  ): ReferrerPage {
    const { repositories, manifests, limits } = this.#context;
    const id = repositories.id(repository);
    if (id === undefined) return { descriptors: [] };
    const limit = Math.min(filter.limit ?? limits.page, limits.page);
    const rows = manifests.referrers({
      repositoryId: id,
      subject,
      after: filter.after ?? '',
      artifactType: filter.artifactType ?? null,
      limit: limit + 1,
    });
    const descriptors = withinBytes(rows.slice(0, limit), limits.referrerBytes);
    const last = descriptors.at(-1)?.digest;
    return descriptors.length < rows.length && last !== undefined
      ? { descriptors, next: last }
      : { descriptors };
  }

  /** Inside a transaction: what it reads cannot change until it is written. */
  #store(
    repository: string,
    digest: Digest,
    parsed: ParsedManifest,
    body: Buffer,
    tags: readonly string[],
  ): void {
    const { repositories, blobs, manifests, tags: tagTable, now } = this.#context;
    const time = now();
    const repositoryId = repositories.ensure(repository, time);
    const { requireBlobs } = this.#context;
    const missing = parsed.blobs.find((blob) => blob.required && !blobs.isLinked(repositoryId, blob.digest));
    if (missing && requireBlobs) {
      throw new DrydockError('REGISTRY_MANIFEST_BLOB_UNKNOWN', { repository, digest: missing.digest });
    }
    const type = manifests.typeOf(digest);
    if (type !== undefined && type !== parsed.mediaType) {
      throw new DrydockError('REGISTRY_MANIFEST_INVALID', {
        detail: `${digest} is stored as ${type} and cannot become ${parsed.mediaType}`,
      });
    }
    const known = manifests.id(repositoryId, digest);
    const id = known ?? manifests.insert(repositoryId, digest, parsed, body, time);
    if (known === undefined) for (const blob of parsed.blobs) blobs.settle(repositoryId, blob.digest);
    else manifests.freshen(known, time);
    for (const tag of tags) {
      const before = tagTable.target(repositoryId, tag);
      if (before !== undefined && before !== id) {
        refuseProtectedTags(this.#context, repository, [tag]);
        manifests.freshen(before, time);
      }
      tagTable.set(repositoryId, tag, id, time);
    }
    repositories.touch(repositoryId, time);
  }
}

function checkTags(tags: readonly string[], limit: number): void {
  if (tags.length > limit)
    throw new DrydockError('REGISTRY_TOO_LARGE', { what: 'tags', size: tags.length, limit });
  const bad = tags.find((tag) => !isTag(tag));
  if (bad !== undefined) throw new DrydockError('REGISTRY_TAG_INVALID', { tag: bad });
}

/** As many descriptors as fit, at least one. */
function withinBytes(rows: readonly ReferrerDescriptor[], limit: number): readonly ReferrerDescriptor[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes > limit && index > 0;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
