import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { parseDigest } from '../digest.ts';
import type { Blobs } from '../registry.ts';

const CONFIG_LIMIT = 4 * 1024 * 1024;

/** An image's config blob as JSON; undefined when it is not stored, too big or not JSON (artifacts). */
export function readConfig(blobs: Blobs, repository: string, digest: string): JsonObject | undefined {
  const parsed = parseDigest(digest);
  const info = parsed && blobs.stat(repository, parsed);
  if (!info || info.size > CONFIG_LIMIT) return undefined;
  const content = blobs.readNow(info, CONFIG_LIMIT);
  try {
    const value = JSON.parse(content.toString('utf8')) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
