import type { Json } from '../json.ts';
import type { Platform } from './types.ts';

/** A repository in a list. */
export interface RepositorySummary {
  readonly name: string;
  readonly tags: number;
  readonly manifests: number;
  /** Stored bytes of its blobs and manifests; content shared with other repositories counts here too. */
  readonly bytes: number;
  /** ISO time of the last manifest or tag written. */
  readonly updatedAt: string;
}

export interface TagSummary {
  readonly name: string;
  readonly digest: string;
  readonly mediaType: string;
  /** Compressed bytes of everything the tag leads to, each blob once. */
  readonly size: number;
  readonly platforms: readonly Platform[];
  readonly updatedAt: string;
}

export interface LayerView {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  /** The command of the image's history that made the layer, where the config tells. */
  readonly createdBy?: string;
  /** Other repositories that hold the same layer. */
  readonly sharedWith: number;
  /** Other images that are made of it too: the platforms of one image do not count. */
  readonly sharedBy: { readonly images: readonly string[]; readonly more: number };
  /** Name of the file, where an artifact's descriptor tells. */
  readonly title?: string;
  /** False for layers that are not in the store (non-distributable, sparse). */
  readonly stored: boolean;
}

/** One step of the build that made an image, as its config tells. */
export interface HistoryStep {
  readonly command: string;
  readonly created?: string;
  /** Index of the layer that it made; absent for steps that only changed the configuration. */
  readonly layer?: number;
}

/** A Helm chart, as its Chart.yaml tells. */
export interface ChartView {
  readonly name: string;
  readonly version: string;
  readonly appVersion?: string;
  readonly description?: string;
  readonly kubeVersion?: string;
  readonly type?: string;
  readonly home?: string;
  readonly keywords: readonly string[];
  readonly maintainers: readonly string[];
  readonly dependencies: readonly {
    readonly name: string;
    readonly version: string;
    readonly repository?: string;
  }[];
}

/** One image of one platform. Text comes from the image: faces strip control characters before they show it. */
export interface ImageView {
  readonly digest: string;
  readonly mediaType: string;
  readonly platform: Platform;
  /** Compressed bytes of config and layers. */
  readonly size: number;
  readonly created?: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: readonly string[];
  readonly workingDir?: string;
  readonly user?: string;
  readonly exposedPorts: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly layers: readonly LayerView[];
  readonly history: readonly HistoryStep[];
}

export interface ManifestView {
  readonly repository: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly artifactType?: string;
  readonly subject?: string;
  readonly size: number;
  /** Stored bytes that no other image needs: what comes free when it goes. */
  readonly uniqueBytes: number;
  readonly tags: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
  /** One per platform; one for a plain image; none for an artifact or an index without local children. */
  readonly images: readonly ImageView[];
  /** Set for Helm charts. */
  readonly chart?: ChartView;
  /** Content of what is no image: a chart's archive, an artifact's files. */
  readonly files: readonly LayerView[];
  /** Descriptors of manifests that name this one as their subject. */
  readonly referrers: readonly {
    readonly digest: string;
    readonly artifactType?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
  /** Children of an index that are not in the repository. */
  readonly missing: readonly string[];
  /** The parsed document. */
  readonly document: Json;
}

export interface RegistryUsage {
  readonly repositories: number;
  readonly tags: number;
  readonly manifests: number;
  readonly blobs: number;
  /** Bytes of blobs on the disk, each once. */
  readonly blobBytes: number;
  readonly manifestBytes: number;
  readonly uploads: number;
  /** Bytes in the trash that the next purge frees. */
  readonly trashBytes: number;
}

/** What a removal will do, or did. */
export interface RemovalPreview {
  /** Of what would go: as long as that is the same, so is this. */
  readonly id: string;
  readonly repository: string;
  readonly tags: readonly string[];
  readonly manifests: readonly string[];
  /** Blobs that nothing refers to afterwards; garbage collection takes them. */
  readonly unreferenced: readonly { readonly digest: string; readonly bytes: number }[];
  readonly bytes: number;
  /** Blobs of what goes that others need too, with who they are; the largest, a hundred at most. */
  readonly kept: readonly {
    readonly digest: string;
    readonly bytes: number;
    readonly images: readonly string[];
    readonly more: number;
  }[];
  readonly keptBytes: number;
  /** Why a tag's image stays though the tag goes: other tags on it, and indexes that list it. */
  readonly holders: readonly string[];
}

export type TagOrder = 'name' | 'newest' | 'size';

/** Which tags to list. */
export interface TagPage {
  /** Name that the page starts after (exclusive), for reading all tags by name. */
  readonly after?: string;
  readonly offset?: number;
  readonly limit?: number;
  /** What a person typed: words or letters of the name, see core/fuzzy.ts. */
  readonly filter?: string;
  /** Default: by name, or the best match first where there is a filter. */
  readonly sort?: TagOrder;
  /** The other way round. */
  readonly reverse?: boolean;
}

/** What to remove: a tag (with its image, unless another tag or an index needs it), a manifest with its tags, or all. Children of an index and untagged referrers go along when nothing else needs them. */
export type RemovalTarget =
  | { readonly kind: 'tag'; readonly repository: string; readonly tag: string }
  | { readonly kind: 'manifest'; readonly repository: string; readonly digest: string }
  | { readonly kind: 'repository'; readonly repository: string };

/** Reading and tidying for people. Errors: REGISTRY_REPOSITORY_UNKNOWN, REGISTRY_TAG_UNKNOWN, REGISTRY_MANIFEST_UNKNOWN. */
export interface Browser {
  /** Sorted by name. */
  repositories(): readonly RepositorySummary[];
  tags(repository: string, page?: TagPage): Promise<readonly TagSummary[]>;
  /** `reference` is a tag or a digest. */
  show(repository: string, reference: string): Promise<ManifestView>;
  usage(): RegistryUsage;
  /** Changes nothing. */
  previewRemoval(target: RemovalTarget): RemovalPreview;
  /** Does what the preview says and answers with it. */
  /** With `seen`, the id of a preview: exactly what it showed, or REGISTRY_PREVIEW_STALE and nothing. */
  remove(target: RemovalTarget, seen?: string): Promise<RemovalPreview>;
}
