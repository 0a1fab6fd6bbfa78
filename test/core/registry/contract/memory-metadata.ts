import type { Digest } from '../../../../src/core/registry/index.ts';
import type { ParsedManifest } from '../../../../src/core/registry/manifests/parse.ts';
import type {
  BlobRows,
  ManifestRow,
  ManifestRows,
  MetadataStore,
  MetadataWriter,
  RepositoryRows,
  TagRows,
  UploadRow,
  UploadRows,
} from '../../../../src/core/registry/stores/metadata-store.ts';

interface Stored extends ManifestRow {
  readonly repositoryId: number;
  readonly parsed: ParsedManifest;
}

interface State {
  ids: number;
  repositories: Map<string, number>;
  blobs: Map<string, number>;
  links: Set<string>;
  manifests: Map<number, Stored>;
  tags: Map<string, number>;
  uploads: Map<string, UploadRow>;
}

const copyOf = (state: State): State => ({
  ids: state.ids,
  repositories: new Map(state.repositories),
  blobs: new Map(state.blobs),
  links: new Set(state.links),
  manifests: new Map(state.manifests),
  tags: new Map(state.tags),
  uploads: new Map(state.uploads),
});

const page = (names: readonly string[], limit: number, after = '') => {
  const rest = names.filter((name) => name > after).sort();
  return { names: rest.slice(0, limit), more: rest.length > limit };
};

/** A metadata store without SQL: maps, and copies of them to go back to. */
export class MemoryMetadata implements MetadataStore {
  #state: State = {
    ids: 0,
    repositories: new Map(),
    blobs: new Map(),
    links: new Set(),
    manifests: new Map(),
    tags: new Map(),
    uploads: new Map(),
  };
  #last: Promise<unknown> = Promise.resolve();

  readonly writer: MetadataWriter = {
    run: (work, after) => {
      const done = this.#last.then(() => {
        const before = copyOf(this.#state);
        try {
          const value = work();
          after?.(value);
          return value;
        } catch (error) {
          this.#state = before;
          throw error;
        }
      });
      this.#last = done.catch(() => undefined);
      return done;
    },
    idle: async () => {
      await this.#last;
    },
  };

  readonly repositories: RepositoryRows = {
    id: (name) => this.#state.repositories.get(name),
    ensure: (name) => {
      const known = this.#state.repositories.get(name);
      if (known !== undefined) return known;
      this.#state.repositories.set(name, this.#next());
      return this.#state.ids;
    },
    touch: () => undefined,
    page: (limit, after) => page([...this.#state.repositories.keys()], limit, after),
    remove: (id) => {
      for (const { id: manifest, repositoryId } of this.#state.manifests.values())
        if (repositoryId === id) this.manifests.remove(manifest);
      for (const link of this.#state.links) if (link.startsWith(`${id} `)) this.#state.links.delete(link);
      for (const [name, each] of this.#state.repositories)
        if (each === id) this.#state.repositories.delete(name);
    },
  };

  readonly blobs: BlobRows = {
    size: (digest) => this.#state.blobs.get(digest),
    linkedSize: (repository, digest) => {
      const id = this.#state.repositories.get(repository);
      return this.#state.links.has(`${id} ${digest}`) ? this.#state.blobs.get(digest) : undefined;
    },
    isLinked: (id, digest) => this.#state.links.has(`${id} ${digest}`),
    insert: (digest, size) => {
      if (!this.#state.blobs.has(digest)) this.#state.blobs.set(digest, size);
    },
    link: (id, digest) => {
      this.#state.links.add(`${id} ${digest}`);
    },
    unlink: (id, digest) => this.#state.links.delete(`${id} ${digest}`),
    settle: () => undefined,
  };

  readonly manifests: ManifestRows = {
    byDigest: (repository, digest) =>
      this.#row((each) => each.digest === digest && each.repositoryId === this.repositories.id(repository)),
    byTag: (repository, tag) => {
      const target = this.#state.tags.get(`${this.repositories.id(repository)} ${tag}`);
      return this.#row((each) => each.id === target);
    },
    id: (repositoryId, digest) =>
      this.#row((each) => each.digest === digest && each.repositoryId === repositoryId)?.id,
    typeOf: (digest) => this.#row((each) => each.digest === digest)?.media_type,
    insert: (repositoryId, digest, parsed, body) => {
      const id = this.#next();
      const { mediaType: media_type } = parsed;
      const size = body.byteLength;
      this.#state.manifests.set(id, { id, repositoryId, digest, media_type, size, body, parsed });
      return id;
    },
    freshen: () => undefined,
    remove: (id) => {
      this.#state.manifests.delete(id);
      for (const [key, target] of this.#state.tags) if (target === id) this.#state.tags.delete(key);
    },
    referrers: ({ repositoryId, subject, after, artifactType, limit }) =>
      [...this.#state.manifests.values()]
        .filter(({ parsed, ...row }) => row.repositoryId === repositoryId && parsed.subject === subject)
        .filter(({ digest, parsed }) => digest > after && [parsed.artifactType, null].includes(artifactType))
        .sort((x, y) => (x.digest < y.digest ? -1 : 1))
        .slice(0, limit)
        .map(({ digest, media_type: mediaType, size, parsed: { artifactType: type, annotations } }) => ({
          mediaType,
          digest: digest as Digest,
          size,
          ...(type !== undefined && { artifactType: type }),
          ...(annotations && { annotations }),
        })),
  };

  readonly tags: TagRows = {
    page: (id, limit, after) =>
      page(
        [...this.#state.tags.keys()].flatMap((key) =>
          key.startsWith(`${id} `) ? [key.slice(`${id} `.length)] : [],
        ),
        limit,
        after,
      ),
    target: (id, name) => this.#state.tags.get(`${id} ${name}`),
    set: (id, name, manifest) => {
      this.#state.tags.set(`${id} ${name}`, manifest);
    },
    remove: (id, name) => {
      this.#state.tags.delete(`${id} ${name}`);
    },
  };

  readonly uploads: UploadRows = {
    all: () => [...this.#state.uploads.values()],
    save: (row) => {
      this.#state.uploads.set(row.id, row);
    },
    remove: (id) => {
      this.#state.uploads.delete(id);
    },
  };

  #next(): number {
    this.#state.ids += 1;
    return this.#state.ids;
  }

  #row(matches: (row: Stored) => boolean): ManifestRow | undefined {
    const found = [...this.#state.manifests.values()].find(matches);
    if (!found) return undefined;
    const { id, digest, media_type, size, body } = found;
    return { id, digest, media_type, size, body };
  }
}
