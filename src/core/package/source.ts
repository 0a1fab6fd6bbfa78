/** A package's files as read from disk, bounded in number and size; everything that evaluates a package works on this, never on the disk. */
export interface PackageSource {
  /** Absolute path of the folder that holds package.yaml. */
  readonly root: string;
  /** Bytes by path relative to `root`, `/` separators, sorted by path. A link that leaves the root is refused when reading. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}
