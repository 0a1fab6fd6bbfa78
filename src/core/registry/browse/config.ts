import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { parseDigest } from '../digest.ts';
import type { Blobs } from '../registry.ts';

const CONFIG_LIMIT = 4 * 1024 * 1024;

/**
 * An image's config blob as JSON; undefined when it is not stored, too big, not JSON (artifacts) or damaged: one bad
 * blob must not hide the rest of a list. `registry fsck` names it.
 */
export function readConfig(blobs: Blobs, repository: string, digest: string): JsonObject | undefined {
  const parsed = parseDigest(digest);
  const info = parsed && blobs.stat(repository, parsed);
  if (!info || info.size > CONFIG_LIMIT) return undefined;
  try {
    const value = JSON.parse(blobs.readNow(info, CONFIG_LIMIT).toString('utf8')) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
