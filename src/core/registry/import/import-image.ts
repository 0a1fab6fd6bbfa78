import { stat } from 'node:fs/promises';
import { DrydockError, toDrydockError, unreadable } from '../../errors/index.ts';
import { isMissing } from '../failure.ts';
import type { Registry } from '../registry.ts';
import { ArchiveSource } from './archive-source.ts';
import { planDockerArchive } from './docker-archive.ts';
import { FolderSource } from './folder-source.ts';
import { defaultImportLimits, type ImportLimits, notAnArchive } from './limits.ts';
import { planOciLayout } from './oci-layout.ts';
import type { ImageSource } from './source.ts';
import { Import, type ImportProgress, type ImportResult } from './store.ts';

export interface ImportOptions {
  /** `repository[:tag]`; absent: the names in the archive, else the file's name. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly limits?: Partial<ImportLimits>;
}

/**
 * Imports an OCI layout (folder, .tar, .tar.gz) or a `docker save` archive, every platform kept. Nothing is unpacked to
 * the disk and nothing is fetched. Errors: REGISTRY_ARCHIVE_INVALID, REGISTRY_ARCHIVE_TOO_LARGE, REGISTRY_NAME_INVALID,
 * REGISTRY_TAG_INVALID, REGISTRY_MANIFEST_INVALID, REGISTRY_DISK_FULL, CANCELLED.
 */
export async function importImage(
  registry: Registry,
  file: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  try {
    const limits = { ...defaultImportLimits, ...options.limits };
    const source = await openSource(file, limits, options.signal);
    const images =
      (await planOciLayout(source, options.name, limits)) ?? (await planDockerArchive(source, options.name));
    if (!images) throw notAnArchive(file, 'it has neither oci-layout with index.json nor manifest.json');
    return await new Import(registry, source, images, options).run();
  } catch (error) {
    if (error instanceof DrydockError) throw error;
    if (options.signal?.aborted)
      throw new DrydockError('CANCELLED', { what: `import ${file}` }, { cause: error });
    throw toDrydockError(error, { what: `import ${file}` });
  }
}

async function openSource(
  file: string,
  limits: ImportLimits,
  signal: AbortSignal | undefined,
): Promise<ImageSource> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) return new FolderSource(file, limits);
    if (!found.isFile()) throw notAnArchive(file, 'it is neither a file nor a folder');
    return await ArchiveSource.open(file, limits, signal);
  } catch (error) {
    if (isMissing(error)) throw unreadable(file, error);
    throw error;
  }
}
