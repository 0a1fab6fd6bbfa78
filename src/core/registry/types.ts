/** The platform of an image, as in an OCI index. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** What the registry knows of an image reference (`host/repo:tag`, `repo@sha256:…`). */
export type ImageLookup =
  | { readonly found: false; readonly reference: string; readonly reason: 'repository' | 'tag' | 'invalid' }
  | {
      readonly found: true;
      readonly reference: string;
      readonly repository: string;
      readonly digest: string;
      readonly mediaType: string;
      /** Compressed bytes of config and layers, all platforms. */
      readonly size: number;
      readonly platforms: readonly Platform[];
    };
