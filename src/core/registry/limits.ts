/** Bounds on what clients and archives may ask of the registry. Bytes, counts and milliseconds. */
export interface RegistryLimits {
  /** Distribution-spec: registries should take at least 4 MiB. */
  readonly manifestBytes: number;
  /** Descriptors in one manifest or index. */
  readonly descriptors: number;
  /** Sessions at a time, and at a time in one repository. */
  readonly uploads: number;
  readonly uploadsPerRepository: number;
  /** Names in one page of tags, catalog or referrers, whatever the client asks for. */
  readonly page: number;
  /** JSON bytes of one page of referrers. */
  readonly referrerBytes: number;
  /** Tags in one push by digest. */
  readonly tagsPerPush: number;
  /** Memory for small blobs that are read again and again. */
  readonly cacheBytes: number;
}

export const defaultLimits: RegistryLimits = {
  manifestBytes: 4 * 1024 * 1024,
  descriptors: 10_000,
  uploads: 10_000,
  uploadsPerRepository: 1_000,
  page: 1_000,
  referrerBytes: 4 * 1024 * 1024,
  tagsPerPush: 100,
  cacheBytes: 32 * 1024 * 1024,
};
