import type { Digest } from '../digest.ts';

/** A file of the source whose content was read already. */
export interface KnownFile {
  readonly digest: Digest;
  readonly size: number;
  readonly isGzip: boolean;
}

/** Where an image is imported from: an archive or a folder. Paths are archive paths with `/`. */
export interface ImageSource {
  /** What messages call it. */
  readonly file: string;
  /** A document (index, manifest, config); undefined where there is none. */
  document(path: string): Promise<Buffer | undefined>;
  /** Size of a file, links inside the source followed; undefined where there is none. */
  size(path: string): number | undefined;
  /** The path where a link leads inside the source; the path itself for anything else. */
  resolve(path: string): string;
  /** What is known of a file's content without reading it. */
  known?(path: string): KnownFile | undefined;
  /** Calls `take` for each wanted (resolved) path that exists, in the order that suits the source. */
  files(
    wanted: ReadonlySet<string>,
    take: (path: string, size: number, body: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void>;
}
