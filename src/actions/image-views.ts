import type { TransferFinding } from '../core/registry/index.ts';
import type { Platform } from '../core/registry/types.ts';

/** Images that were copied from or to another registry. Sizes are bytes. */
export interface TransferView {
  /** The other registry, `host[:port]`. */
  readonly host: string;
  /** Names at the end that they were copied to. */
  readonly images: readonly { readonly reference: string; readonly digest: string }[];
  readonly manifests: number;
  readonly blobs: number;
  readonly bytes: number;
  readonly transferred: number;
  /** Was there already. */
  readonly skipped: number;
  /** Of an earlier transfer that had stopped. */
  readonly resumed: number;
  readonly referrers: number;
  readonly findings: readonly TransferFinding[];
}

export interface DockerImagesView {
  /** Of the Docker engine. */
  readonly address: string;
  readonly images: readonly {
    readonly id: string;
    readonly names: readonly string[];
    readonly bytes: number;
    readonly createdAt: string;
  }[];
}

export interface DockerLoadView {
  readonly address: string;
  readonly reference: string;
  readonly digest: string;
  readonly platform: string;
  /** Names, as the Docker engine says. */
  readonly loaded: readonly string[];
  readonly bytes: number;
}

export interface ResolveView {
  readonly image: string;
  readonly host: string;
  readonly found: boolean;
  /** Places that the name may mean, best first, and what is there. */
  readonly tried: readonly {
    readonly repository: string;
    readonly there: 'image' | 'repository' | 'nothing';
  }[];
  /** The local copy: `repository:tag` or `repository@digest`. */
  readonly reference?: string;
  readonly digest?: string;
  readonly bytes?: number;
  readonly platforms?: readonly Platform[];
  /** How docker pulls it from here. */
  readonly pull?: string;
}

export interface AliasesView {
  readonly aliases: readonly {
    readonly host: string;
    readonly paths: readonly string[];
    readonly builtIn: boolean;
  }[];
}
