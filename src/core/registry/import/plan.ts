import type { Digest } from '../digest.ts';
import type { TargetName } from './target-name.ts';

/** A manifest to store; children come before their index in the list. */
export interface PlannedManifest {
  readonly digest: Digest;
  readonly mediaType: string | undefined;
  readonly body: Buffer;
}

/** A file of the source that becomes a blob; its digest is checked when it is known. */
export interface PlannedBlob {
  readonly path: string;
  readonly digest: Digest;
}

/** One image of a source, ready to be stored. */
export interface PlannedImage {
  readonly target: TargetName;
  readonly blobs: readonly PlannedBlob[];
  readonly manifests: readonly PlannedManifest[];
  /** The last of `manifests`. */
  readonly root: Digest;
}
