/** A login at another registry. An identity token is what `docker login` keeps instead of a password. */
export type RemoteCredentials =
  | { readonly username: string; readonly password: string }
  | { readonly identityToken: string };

/** How another registry is spoken to. */
export interface RemoteAccess {
  /** `host[:port]`, as image names have it. */
  readonly host: string;
  /** Speak http although the host is not this machine. */
  readonly plainHttp?: boolean;
  /** PEM certificates that are trusted besides the system's. */
  readonly ca?: string;
  readonly credentials?: RemoteCredentials;
}

/** Bytes of blobs that are where they should be (also those that were there before), and of all that the images need. */
export interface TransferProgress {
  /** What is being done: a digest, or the name whose manifests are read. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

interface TransferChoice {
  readonly access: RemoteAccess;
  /** Repository at the other registry. */
  readonly remote: string;
  /** Repository here. */
  readonly repository: string;
  /** Tags or digests; `all`: every tag of the repository that is copied from. */
  readonly references: readonly string[] | 'all';
  /** Tag at the other end, for a single reference; absent: the same tag. */
  readonly tag?: string;
  /** `os/architecture[/variant]`; absent: all platforms. */
  readonly platforms?: readonly string[];
  /** Also what refers to the images: signatures, attestations, bills of materials. */
  readonly referrers?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
}

export type PullChoice = TransferChoice;
export type PushChoice = TransferChoice;

export interface TransferredImage {
  /** Tag or digest at the end that it was copied to. */
  readonly reference: string;
  readonly digest: string;
}

/** What a reader of the result should know, though nothing failed. */
export type TransferFinding =
  /** A layer that lives elsewhere: its addresses are never asked (threats R-20). */
  | { readonly kind: 'foreign-layer'; readonly digest: string; readonly urls: readonly string[] }
  /** A platform or blob that the image names and the source does not have. */
  | { readonly kind: 'absent'; readonly digest: string };

export interface TransferResult {
  readonly images: readonly TransferredImage[];
  readonly manifests: number;
  readonly blobs: number;
  /** Bytes of all blobs. */
  readonly bytes: number;
  /** Bytes that went over the line now. */
  readonly transferred: number;
  /** Bytes of blobs that were there before, or that the other end could link. */
  readonly skipped: number;
  /** Bytes of half-transferred blobs that were not sent again. */
  readonly resumed: number;
  readonly referrers: number;
  readonly findings: readonly TransferFinding[];
}

/** Images from and to other registries. The only place of the engine that opens connections to them. */
export interface Transfers {
  /** Errors: TRANSFER_*, REGISTRY_*, CANCELLED. Run again after any of them, it goes on where it stopped. */
  pull(choice: PullChoice): Promise<TransferResult>;
  /** Errors: as `pull`. */
  push(choice: PushChoice): Promise<TransferResult>;
}
