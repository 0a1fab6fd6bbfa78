/** How much of a folder is read as a package. */
export interface PackageLimits {
  /** Number of files. */
  readonly files: number;
  /** Bytes of all files together. */
  readonly totalBytes: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of package.yaml. */
  readonly manifestBytes: number;
  /** Folders within folders. */
  readonly depth: number;
}

const MIB = 1024 * 1024;

export const PACKAGE_LIMITS: PackageLimits = {
  files: 10_000,
  totalBytes: 256 * MIB,
  fileBytes: 64 * MIB,
  manifestBytes: 256 * 1024,
  depth: 32,
};
