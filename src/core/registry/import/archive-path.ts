import { posix } from 'node:path';
import type { ArchiveEntry } from './tar-reader.ts';

/** `./a//b` and `/a/b` are `a/b`; a path that climbs out becomes a name that nothing asks for. */
export const normalizePath = (path: string): string => posix.normalize(`/${path}`).slice(1);

/** Old `docker save` links a layer that it wrote already; hard links name the path from the archive's root. */
export const linkTarget = (path: string, entry: ArchiveEntry): string =>
  normalizePath(entry.isHardLink ? entry.link : posix.join(posix.dirname(path), entry.link));
