export interface RestoreProgress {
  readonly step: 'blobs' | 'manifests';
  readonly done: number;
  readonly total: number;
}

export interface RestoreOptions {
  /** Tags that exist here and name something else: move them back (true), or leave them (default). */
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RestoreProgress) => void;
}

/** Content of the backup that could not be used. */
export interface UnusableBlob {
  readonly digest: string;
  readonly problem: 'damaged' | 'missing';
}

export interface RestoreReport {
  /** Blobs and bytes that were not here. */
  readonly blobs: number;
  readonly bytes: number;
  /** Manifests that were not here. */
  readonly manifests: number;
  /** `repository:tag` of tags that were set or moved. */
  readonly tags: number;
  /** `repository:tag` that name something else here and were left, or are protected. */
  readonly kept: readonly string[];
  readonly unusable: readonly UnusableBlob[];
}
