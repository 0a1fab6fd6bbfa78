import { DrydockError } from '../../errors/index.ts';

/** Bounds on what an archive may make us read (threats ). Enforced while streaming. */
export interface ImportLimits {
  readonly entries: number;
  /** Unpacked bytes of the whole archive. */
  readonly totalBytes: number;
  /** Unpacked to packed, looked at once `ratioAfterBytes` are unpacked. */
  readonly ratio: number;
  readonly ratioAfterBytes: number;
  /** One index, manifest or config. */
  readonly documentBytes: number;
  /** All documents that are kept in memory. */
  readonly allDocumentBytes: number;
  /** A long name or PAX header. */
  readonly headerBytes: number;
  readonly pathBytes: number;
  /** Indexes within indexes. */
  readonly depth: number;
}

export const defaultImportLimits: ImportLimits = {
  entries: 100_000,
  totalBytes: 64 * 1024 ** 3,
  ratio: 200,
  ratioAfterBytes: 64 * 1024 ** 2,
  documentBytes: 4 * 1024 ** 2,
  allDocumentBytes: 64 * 1024 ** 2,
  headerBytes: 64 * 1024,
  pathBytes: 1024,
  depth: 8,
};

export const tooLarge = (file: string, what: string, limit: number): DrydockError =>
  new DrydockError('REGISTRY_ARCHIVE_TOO_LARGE', { file, what, limit });

export const notAnArchive = (file: string, detail: string): DrydockError =>
  new DrydockError('REGISTRY_ARCHIVE_INVALID', { file, detail });
