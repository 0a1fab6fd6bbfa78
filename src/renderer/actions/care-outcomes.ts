import type { ActionResult } from '../contract.ts';
import { bytes } from '../text/format.ts';
import type { Outcome } from './outcome.ts';

/** Names that are spelled out; the command line prints all. */
const NAMED = 8;

const named = (names: readonly string[]): string =>
  names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` … (${names.length})` : '');

export const checked = (result: ActionResult<'registry.fsck'>): Outcome => {
  const wrong = [...result.damaged, ...result.earlier];
  const data = { blobs: result.blobs, manifests: result.manifests, bytes: bytes(result.bytes) };
  if (wrong.length === 0) return { said: { key: 'outcome.fsck.whole', data } };
  const users = [...new Set(wrong.flatMap(({ digest, usedBy }) => (usedBy.length > 0 ? usedBy : [digest])))];
  const key = result.repaired || result.damaged.length === 0 ? 'outcome.fsck.mended' : 'outcome.fsck.damaged';
  return { said: { key, data: { ...data, count: wrong.length, names: named(users) } }, stays: true };
};

export const backedUp = ({ dir, blobs, bytes: size, missing }: ActionResult<'registry.backup'>): Outcome => ({
  said: {
    key: missing.length > 0 ? 'outcome.backup.missing' : 'outcome.backup',
    data: { dir, blobs, bytes: bytes(size), count: missing.length },
  },
  stays: missing.length > 0,
});

export const restored = (result: ActionResult<'registry.restore'>): Outcome => {
  const { blobs, manifests, tags, kept, unusable } = result;
  const data = {
    blobs,
    manifests,
    tags,
    bytes: bytes(result.bytes),
    kept: named(kept),
    damaged: unusable.length,
  };
  if (unusable.length > 0) return { said: { key: 'outcome.restore.damaged', data }, stays: true };
  if (kept.length > 0) return { said: { key: 'outcome.restore.kept', data }, stays: true };
  return { said: { key: 'outcome.restore', data } };
};
