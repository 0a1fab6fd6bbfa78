import { DrydockError } from '../../errors/index.ts';
import type {
  Browser,
  ImageView,
  ManifestView,
  RegistryUsage,
  RemovalPreview,
  RemovalTarget,
  RepositorySummary,
  TagPage,
  TagSummary,
} from '../browse-types.ts';
import type { Context } from '../context.ts';
import { shapeOf } from '../manifests/media-types.ts';
import type { Blobs, Manifests, StoredManifest } from '../registry.ts';
import type { UploadService } from '../uploads.ts';
import { chartView } from './chart-view.ts';
import { descriptorsOf, parseDocument, stringOf, textsOf } from './document.ts';
import { imageView, layerView, type Sharing } from './image-view.ts';
import { platformsOf } from './platforms.ts';
import { Remover } from './removal.ts';
import { SharingTable } from './sharing.ts';
import { Summaries, type TagRow } from './summaries.ts';
import { TagList } from './tag-list.ts';
import { TreeSize } from './tree-size.ts';

interface Parts {
  readonly blobs: Blobs;
  readonly manifests: Manifests;
  readonly uploads: UploadService;
}

/** The registry as people look at it. */
export class RegistryBrowser implements Browser {
  readonly #context: Context;
  readonly #parts: Parts;
  readonly #summaries: Summaries;
  readonly #sizes: TreeSize;
  readonly #remover: Remover;
  readonly #sharing: SharingTable;
  readonly #tagList: TagList;

  constructor(context: Context, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
    this.#summaries = new Summaries(context.db);
    this.#sizes = new TreeSize(context.db);
    this.#sharing = new SharingTable(context.db);
    this.#remover = new Remover(context, this.#sharing);
    this.#tagList = new TagList(context.db, this.#sizes);
  }

  repositories(): readonly RepositorySummary[] {
    return this.#summaries.repositories();
  }

  async tags(repository: string, page: TagPage = {}): Promise<readonly TagSummary[]> {
    const limit = page.limit ?? this.#context.limits.page;
    const rows = await this.#tagList.page(this.#repositoryId(repository), page, limit);
    return Promise.all(rows.map((row) => this.#tagSummary(repository, row)));
  }

  async show(repository: string, reference: string): Promise<ManifestView> {
    const repositoryId = this.#repositoryId(repository);
    const manifest = this.#parts.manifests.get(repository, reference);
    const id = manifest && this.#context.manifests.id(repositoryId, manifest.digest);
    if (!manifest || id === undefined) {
      throw new DrydockError('REGISTRY_MANIFEST_UNKNOWN', { repository, reference });
    }
    const document = parseDocument(manifest.body);
    const own = this.#sharing.tree(id);
    const sharing: Sharing = (digest) => ({
      ...this.#summaries.sharing(digest),
      sharedBy: this.#sharing.by(digest, own),
    });
    const { images, missing } = await this.#images(repository, manifest, sharing);
    const chart = chartView(this.#parts.blobs, repository, document);
    const isIndex = shapeOf(manifest.mediaType) === 'index';
    const files =
      images.length > 0 || isIndex ? [] : descriptorsOf(document.layers ?? document.blobs ?? null);
    const artifactType = stringOf(document.artifactType);
    const subject = stringOf(descriptorsOf([document.subject ?? null])[0]?.digest);
    return {
      repository,
      digest: manifest.digest,
      mediaType: manifest.mediaType,
      size: this.#sizes.of(id),
      uniqueBytes: this.#sharing.uniqueBytes(own),
      files: files.map((file) => layerView(file, sharing)),
      ...(chart && { chart }),
      tags: this.#context.db
        .prepare<[number], { name: string }>(
          'SELECT name FROM registry_tags WHERE manifest_id = ? ORDER BY name',
        )
        .all(id)
        .map(({ name }) => name),
      annotations: textsOf(document.annotations),
      images,
      missing,
      referrers: this.#parts.manifests
        .referrers(repository, manifest.digest)
        .descriptors.map(({ digest, artifactType: type, annotations }) => ({
          digest,
          ...(type !== undefined && { artifactType: type }),
          ...(annotations && { annotations }),
        })),
      document,
      ...(artifactType !== undefined && { artifactType }),
      ...(subject !== undefined && { subject }),
    };
  }

  usage(): RegistryUsage {
    return this.#summaries.usage(this.#parts.uploads.sessions());
  }

  previewRemoval(target: RemovalTarget): RemovalPreview {
    return this.#remover.preview(target);
  }

  remove(target: RemovalTarget, seen?: string): Promise<RemovalPreview> {
    return this.#remover.remove(target, seen);
  }

  async #tagSummary(repository: string, row: TagRow): Promise<TagSummary> {
    const manifest = this.#parts.manifests.get(repository, row.digest);
    return {
      name: row.name,
      digest: row.digest,
      mediaType: row.media_type,
      size: this.#sizes.of(row.manifest_id),
      platforms: manifest ? platformsOf(this.#parts, repository, manifest) : [],
      updatedAt: new Date(row.updated_at).toISOString(),
    };
  }

  async #images(
    repository: string,
    manifest: StoredManifest,
    sharing: Sharing,
  ): Promise<{ images: readonly ImageView[]; missing: readonly string[] }> {
    const { blobs, manifests } = this.#parts;
    if (shapeOf(manifest.mediaType) !== 'index') {
      const image = await imageView(blobs, sharing, repository, manifest);
      return { images: image ? [image] : [], missing: [] };
    }
    const images: ImageView[] = [];
    const missing: string[] = [];
    for (const child of descriptorsOf(parseDocument(manifest.body).manifests)) {
      const stored = manifests.get(repository, child.digest);
      if (!stored) missing.push(child.digest);
      const image = stored && (await imageView(blobs, sharing, repository, stored, child.platform));
      if (image) images.push(image);
    }
    return { images, missing };
  }

  #repositoryId(repository: string): number {
    const id = this.#context.repositories.id(repository);
    if (id === undefined) throw new DrydockError('REGISTRY_REPOSITORY_UNKNOWN', { repository });
    return id;
  }
}
