/** What garbage collection may take besides what nothing refers to. */
export interface GcPolicy {
  /** Manifests that no tag, index or subject leads to. Default 'collect'. */
  readonly untaggedManifests: 'collect' | 'keep';
  /** Manifests whose subject is not in the repository. Default 'collect'. */
  readonly danglingReferrers: 'collect' | 'keep';
  /** Manifests pushed or untagged, and blobs asked for with HEAD, within this time are left alone. Default one hour. */
  readonly graceMs: number;
  /** Unfinished pushes: uploads without a byte, and blobs without a manifest, for this long are dropped. Default one day. */
  readonly uploadExpiryMs: number;
  /** How long the collection can be undone; its bytes come free after that. Default 0: at once. */
  readonly undoMs: number;
}

export type GcItemKind = 'manifest' | 'link' | 'blob' | 'upload';

export type GcReason =
  | 'untagged'
  | 'dangling-referrer'
  | 'unreferenced-in-repository'
  | 'unreferenced'
  | 'upload-expired';

/** One thing that a collection would take. A `link` is a repository's right to a blob; taking it frees no bytes. */
export interface GcItem {
  readonly kind: GcItemKind;
  /** Digest, or the id of an upload. */
  readonly digest: string;
  /** Absent for blobs, which belong to all repositories. */
  readonly repository?: string;
  readonly reason: GcReason;
  /** Bytes that come free on the disk. */
  readonly bytes: number;
}

/** What a collection will do; making one changes nothing. The same object is shown and run. */
export interface GcPlan {
  /** Of what it takes and why: the same plan made twice has the same id, whatever the time. */
  readonly id: string;
  /** ISO time. */
  readonly createdAt: string;
  readonly policy: GcPolicy;
  readonly items: readonly GcItem[];
  readonly bytes: number;
  /** Blobs that stay because they are younger than the grace time or just asked for. */
  readonly protectedBlobs: number;
}

export interface GcProgress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

/**
 * What a collection did. `skipped` came into use between plan and run and stayed. `interrupted`: the engine died in it; what
 * it took is on the receipt, the next collection takes only the rest.
 */
export interface GcReceipt {
  readonly id: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly state: 'complete' | 'cancelled' | 'interrupted';
  readonly removed: number;
  readonly skipped: number;
  readonly bytes: number;
  /** ISO time until which it can be undone; absent: never could. */
  readonly undoUntil?: string;
  readonly undoneAt?: string;
}

/** What an undo brought back. */
export interface GcUndo {
  readonly receipt: number;
  readonly manifests: number;
  readonly blobs: number;
  readonly bytes: number;
}

export interface GcRunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: GcProgress) => void;
}

export interface GarbageCollector {
  /**
   * What a collection would take; reads only. While it is made, in pauses between requests, the registry serves; it is the
   * plan of the moment when it was asked for. Cancelled: throws CANCELLED.
   */
  prepare(policy?: Partial<GcPolicy>, options?: { readonly signal?: AbortSignal }): Promise<GcPlan>;
  /** A plan that `prepare` made lately, while it is still at hand. */
  prepared(id: string): GcPlan | undefined;
  /** `prepare` at once: nothing else happens meanwhile, which takes some seconds for a million blobs. */
  plan(policy?: Partial<GcPolicy>): GcPlan;
  /** Takes what is in the plan and still unused. Cancelled: throws CANCELLED, the receipt says how far it came. */
  run(plan: GcPlan, options?: GcRunOptions): Promise<GcReceipt>;
  /** Brings back what a collection took, as untagged content. Errors: REGISTRY_UNDO_UNKNOWN, REGISTRY_UNDO_EXPIRED. */
  undo(receipt: number): Promise<GcUndo>;
  /** Newest first. */
  receipts(limit?: number): readonly GcReceipt[];
  receiptItems(id: number): readonly GcItem[];
}
