import { createHash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import { DrydockError } from '../../errors/index.ts';
import type { RemovalPreview, RemovalTarget } from '../browse-types.ts';
import type { Context } from '../context.ts';
import { refuseProtectedTags } from '../protected.ts';
import type { SharingTable } from './sharing.ts';

interface Doomed {
  readonly id: number;
  readonly digest: string;
}

/** The tag that goes, what it stands for, and what else stands for that. */
interface Named {
  readonly tag: string;
  readonly digest: string;
  readonly holders: readonly string[];
}

interface Removal extends RemovalPreview {
  readonly repositoryId: number;
  readonly ids: readonly number[];
}

/** Blobs that stay are named up to this many. */
const KEPT_SHOWN = 100;

/** Works out what a removal takes along, and does it. The preview and the deed run the same code. */
export class Remover {
  readonly #context: Context;
  readonly #sharing: SharingTable;
  readonly #all: Statement<[number], Doomed>;
  readonly #tagsOf: Statement<[number], { name: string }>;
  readonly #children: Statement<[number], Doomed>;
  readonly #parents: Statement<[string, number], { id: number }>;
  readonly #referrers: Statement<[number, string], Doomed>;
  readonly #blobs: Statement<[number], { digest: string; size: number }>;
  readonly #users: Statement<[string], { manifest_id: number }>;
  readonly #digest: Statement<[number], Doomed>;

  constructor(context: Context, sharing: SharingTable) {
    const { db } = context;
    this.#context = context;
    this.#sharing = sharing;
    this.#all = db.prepare('SELECT id, digest FROM registry_manifests WHERE repository_id = ?');
    this.#digest = db.prepare('SELECT id, digest FROM registry_manifests WHERE id = ?');
    this.#tagsOf = db.prepare('SELECT name FROM registry_tags WHERE manifest_id = ? ORDER BY name');
    this.#children = db.prepare(
      `SELECT n.id, n.digest FROM registry_manifests p
         JOIN registry_manifest_children c ON c.manifest_id = p.id
         JOIN registry_manifests n ON n.repository_id = p.repository_id AND n.digest = c.digest
       WHERE p.id = ?`,
    );
    this.#parents = db.prepare(
      `SELECT p.id FROM registry_manifest_children c JOIN registry_manifests p ON p.id = c.manifest_id
       WHERE c.digest = ? AND p.repository_id = ?`,
    );
    this.#referrers = db.prepare(
      'SELECT id, digest FROM registry_manifests WHERE repository_id = ? AND subject = ?',
    );
    this.#blobs = db.prepare(
      `SELECT DISTINCT b.digest, b.size FROM registry_manifest_blobs mb
         JOIN registry_blobs b ON b.digest = mb.digest WHERE mb.manifest_id = ?`,
    );
    this.#users = db.prepare(
      `SELECT mb.manifest_id FROM registry_blob_links l
         JOIN registry_manifest_blobs mb ON mb.repository_id = l.repository_id AND mb.digest = l.digest
       WHERE l.digest = ?`,
    );
  }

  preview(target: RemovalTarget): RemovalPreview {
    return publicPart(this.#plan(target));
  }

  /** With `seen`, the id of a preview: only if it would still show the same, else REGISTRY_PREVIEW_STALE. */
  async remove(target: RemovalTarget, seen?: string): Promise<RemovalPreview> {
    const { writer, manifests, tags, repositories, now, emit } = this.#context;
    const done = await writer.run(() => {
      const removal = this.#plan(target);
      if (seen !== undefined && seen !== removal.id)
        throw new DrydockError('REGISTRY_PREVIEW_STALE', { preview: seen });
      refuseProtectedTags(this.#context, removal.repository, removal.tags);
      if (target.kind === 'repository') repositories.remove(removal.repositoryId);
      else {
        for (const tag of removal.tags) tags.remove(removal.repositoryId, tag);
        for (const id of removal.ids) manifests.remove(id);
        repositories.touch(removal.repositoryId, now());
      }
      return publicPart(removal);
    });
    const what =
      target.kind === 'tag' ? target.tag : target.kind === 'manifest' ? target.digest : target.repository;
    emit({ type: 'removed', repository: target.repository, what });
    return done;
  }

  #plan(target: RemovalTarget): Removal {
    const { repository } = target;
    const repositoryId = this.#context.repositories.id(repository);
    if (repositoryId === undefined) throw new DrydockError('REGISTRY_REPOSITORY_UNKNOWN', { repository });
    if (target.kind === 'repository')
      return this.#finish(repository, repositoryId, this.#all.all(repositoryId));
    if (target.kind === 'manifest') {
      const id = this.#context.manifests.id(repositoryId, target.digest);
      if (id === undefined) {
        throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository, reference: target.digest });
      }
      return this.#finish(
        repository,
        repositoryId,
        this.#closure(repositoryId, { id, digest: target.digest }),
      );
    }
    return this.#planTag(repository, repositoryId, target.tag);
  }

  /** A tag takes its image along unless another tag or an index still needs it. */
  #planTag(repository: string, repositoryId: number, tag: string): Removal {
    const id = this.#context.tags.target(repositoryId, tag);
    const manifest = id === undefined ? undefined : this.#digest.get(id);
    if (!manifest) throw new DrydockError('REGISTRY_TAG_UNKNOWN', { repository, tag });
    const others = this.#tagsOf.all(manifest.id).filter(({ name }) => name !== tag);
    const parents = this.#parents.all(manifest.digest, repositoryId);
    const holders = [
      ...others.map(({ name }) => `${repository}:${name}`),
      ...parents.map(({ id }) => `${repository}@${this.#digest.get(id)?.digest ?? ''}`),
    ];
    const doomed = holders.length > 0 ? [] : this.#closure(repositoryId, manifest);
    return this.#finish(repository, repositoryId, doomed, { tag, digest: manifest.digest, holders });
  }

  /** The manifest, children that only it leads to, and untagged referrers of what goes. */
  #closure(repositoryId: number, first: Doomed): readonly Doomed[] {
    const doomed = new Map([[first.id, first]]);
    const queue = [first];
    for (let next = queue.pop(); next; next = queue.pop()) {
      const orphans = this.#children
        .all(next.id)
        .filter((child) => this.#parents.all(child.digest, repositoryId).every(({ id }) => doomed.has(id)));
      for (const candidate of [...orphans, ...this.#referrers.all(repositoryId, next.digest)]) {
        if (doomed.has(candidate.id) || this.#tagsOf.all(candidate.id).length > 0) continue;
        doomed.set(candidate.id, candidate);
        queue.push(candidate);
      }
    }
    return [...doomed.values()];
  }

  #finish(repository: string, repositoryId: number, doomed: readonly Doomed[], named?: Named): Removal {
    const ids = new Set(doomed.map(({ id }) => id));
    const blobs = new Map(
      doomed.flatMap(({ id }) => this.#blobs.all(id)).map((blob) => [blob.digest, blob.size]),
    );
    const all = [...blobs].map(([digest, bytes]) => ({ digest, bytes }));
    const isFree = ({ digest }: { digest: string }): boolean => this.#isUsedByNoneBut(ids, digest);
    const unreferenced = all.filter(isFree);
    const free = new Set(unreferenced);
    const kept = all.filter((blob) => !free.has(blob)).sort((a, b) => b.bytes - a.bytes);
    const tags = doomed.flatMap(({ id }) => this.#tagsOf.all(id).map(({ name }) => name));
    const going = {
      tags: [...new Set([...(named ? [named.tag] : []), ...tags])].sort(),
      manifests: doomed.map(({ digest }) => digest),
    };
    return {
      ...going,
      id: idOf([
        repository,
        named?.digest ?? '',
        ...going.tags,
        ...going.manifests,
        ...unreferenced.map(({ digest }) => digest),
      ]),
      repository,
      repositoryId,
      ids: [...ids],
      unreferenced,
      bytes: unreferenced.reduce((sum, { bytes }) => sum + bytes, 0),
      kept: kept
        .slice(0, KEPT_SHOWN)
        .map((blob) => ({ ...blob, ...this.#sharing.by(blob.digest, [...ids]) })),
      keptBytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
      holders: named?.holders ?? [],
    };
  }

  /** Stops at the first other user: a base layer may have thousands. */
  #isUsedByNoneBut(ids: ReadonlySet<number>, digest: string): boolean {
    for (const { manifest_id: user } of this.#users.iterate(digest)) if (!ids.has(user)) return false;
    return true;
  }
}

const idOf = (names: readonly string[]): string =>
  createHash('sha256').update(names.toSorted().join('\n')).digest('hex').slice(0, 16);

const publicPart = ({ repositoryId: _repository, ids: _ids, ...shown }: Removal): RemovalPreview => shown;
