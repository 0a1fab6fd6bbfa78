import { DrydockError } from '../../errors/index.ts';

/** Bounds on one transfer. Bytes, counts and milliseconds. */
export interface TransferLimits {
  readonly totalBytes: number;
  readonly manifests: number;
  readonly manifestBytes: number;
  readonly allManifestBytes: number;
  readonly depth: number;
  readonly tags: number;
  /** Time without a byte after which a connection is given up. */
  readonly idleMs: number;
  readonly totalMs: number;
  /** Tries of one request or blob without any progress between them. */
  readonly tries: number;
  /** First pause between two tries; it doubles. */
  readonly pauseMs: number;
  /** Blobs at a time. */
  readonly parallel: number;
  /** Blobs above this are sent in pieces of this size, so that a broken push goes on behind the last piece. */
  readonly pieceBytes: number;
  /** Bytes of a download after which its offset is made durable. */
  readonly stretchBytes: number;
  /** Blobs above this leave a record of their half download. */
  readonly resumeBytes: number;
}

export const defaultTransferLimits: TransferLimits = {
  totalBytes: 256 * 1024 ** 3,
  manifests: 20_000,
  manifestBytes: 4 * 1024 ** 2,
  allManifestBytes: 256 * 1024 ** 2,
  depth: 8,
  tags: 10_000,
  idleMs: 60_000,
  totalMs: 24 * 60 * 60 * 1000,
  tries: 5,
  pauseMs: 500,
  parallel: 4,
  pieceBytes: 16 * 1024 ** 2,
  stretchBytes: 8 * 1024 ** 2,
  resumeBytes: 1024 ** 2,
};

export const overLimit = (what: string, limit: number): DrydockError =>
  new DrydockError('TRANSFER_TOO_LARGE', { what, limit });
