import { DrydockError, diskError } from '../../errors/index.ts';
import { Digester, digestAlgorithm } from '../digest.ts';
import { tarHeader, tarPadding } from '../image/tar-writer.ts';
import type { Registry } from '../registry.ts';
import { ArchiveFile } from './archive-file.ts';
import { writeFolder } from './export-folder.ts';
import {
  type ExportedImage,
  type Layout,
  type LayoutChoice,
  type LayoutPart,
  layoutOf,
} from './layout-parts.ts';

export interface ExportProgress {
  readonly digest: string;
  /** Bytes of blobs that are in place, and of all blobs. */
  readonly done: number;
  readonly total: number;
}

export interface ExportOptions {
  /** `oci` and `docker`: archives. `folder`: an OCI layout as a folder. */
  readonly format: 'oci' | 'docker' | 'folder';
  /** `os/architecture[/variant]`, for `docker`; absent: the first of the image. */
  readonly platform?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
}

export interface ExportResult {
  readonly digest: string;
  readonly manifests: number;
  readonly blobs: number;
  /** Bytes of the archive, or of the folder's files. */
  readonly bytes: number;
  /** Bytes that an export that had stopped had written already. */
  readonly resumed: number;
  readonly missing: readonly string[];
}

/**
 * Writes an image into a tar archive or a folder. The archive is there only when it is whole; one that was
 * cancelled or killed is left as `<file>.partial`, and the next export of the same image checks what is in it and goes on behind that.
 * Errors: REGISTRY_MANIFEST_UNKNOWN, REGISTRY_PLATFORM_UNKNOWN, FILE_UNWRITABLE, CANCELLED, those of the disk.
 */
export async function exportImage(
  registry: Registry,
  image: ExportedImage,
  file: string,
  options: ExportOptions,
): Promise<ExportResult> {
  const { format, platform, signal } = options;
  const layout = layoutOf(registry, image, {
    format: format === 'docker' ? 'docker' : 'oci',
    ...(platform !== undefined && { platform }),
  });
  const progress = new ExportCount(layout, options);
  try {
    let bytes = layout.bytes;
    if (format === 'folder') {
      const count = (more: number, isThere: boolean): void => progress.add('', more, isThere);
      await writeFolder(registry, file, layout.parts, count, signal);
    } else bytes = await writeArchive(registry, file, layout, progress, signal);
    const { root, manifests, blobs, missing } = layout.contents;
    return {
      bytes,
      missing,
      digest: root.digest,
      manifests: manifests.length,
      blobs: blobs.length,
      resumed: progress.resumed,
    };
  } catch (error) {
    if (signal?.aborted) throw new DrydockError('CANCELLED', { what: 'image export' }, { cause: error });
    throw error instanceof DrydockError ? error : diskError(error, file);
  }
}

/** The same archive as a stream, for a reader on the other side of a connection. */
export async function* exportStream(
  registry: Registry,
  image: ExportedImage,
  choice: LayoutChoice,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (const part of layoutOf(registry, image, choice).parts) {
    signal?.throwIfAborted();
    yield tarHeader(part.path, part.size);
    if ('info' in part) yield* (await registry.blobs.stream(part.info)) as AsyncIterable<Uint8Array>;
    else yield part.content;
    yield tarPadding(part.size);
  }
  yield TAR_END;
}

const TAR_END = Buffer.alloc(1024);

/** Bytes of the archive that `layoutOf` describes. */
export const archiveBytes = ({ parts }: Layout): number =>
  parts.reduce((sum, { size }) => sum + 512 + size + tarPadding(size).byteLength, TAR_END.byteLength);

class ExportCount {
  resumed = 0;
  readonly #total: number;
  readonly #report: ExportOptions['onProgress'];
  #done = 0;

  constructor({ contents }: Layout, { onProgress }: ExportOptions) {
    this.#total = contents.blobs.reduce((sum, { size }) => sum + size, 0);
    this.#report = onProgress;
  }

  add(digest: string, count: number, isThere: boolean): void {
    this.#done += count;
    if (isThere) this.resumed += count;
    this.#report?.({ digest, done: this.#done, total: this.#total });
  }
}

async function writeArchive(
  registry: Registry,
  file: string,
  { parts }: Layout,
  progress: ExportCount,
  signal: AbortSignal | undefined,
): Promise<number> {
  const archive = await ArchiveFile.open(file);
  try {
    let at = 0;
    for (let part = parts[0]; part && (await isWritten(archive, part)); part = parts[at]) {
      signal?.throwIfAborted();
      if ('info' in part) progress.add(part.info.digest, part.size, true);
      at += 1;
    }
    await archive.cut();
    for (const part of parts.slice(at)) {
      await archive.write(tarHeader(part.path, part.size));
      if ('info' in part) {
        const { info } = part;
        await registry.blobs.send(info, async (piece) => {
          signal?.throwIfAborted();
          await archive.write(piece);
          progress.add(info.digest, piece.byteLength, false);
        });
      } else await archive.write(part.content);
      await archive.write(tarPadding(part.size));
    }
    await archive.write(TAR_END);
    signal?.throwIfAborted();
    const bytes = archive.size;
    await archive.finish();
    return bytes;
  } catch (error) {
    if (signal?.aborted) await archive.leave();
    else await archive.discard();
    throw error;
  }
}

/** Whether the file goes on with this part, byte for byte. A part that is cut off is written again from its header. */
async function isWritten(archive: ArchiveFile, part: LayoutPart): Promise<boolean> {
  const before = archive.size;
  if (!(await archive.has(tarHeader(part.path, part.size)))) return false;
  const whole = 'info' in part ? await hasBlob(archive, part.info) : await archive.has(part.content);
  if (whole && (await archive.has(tarPadding(part.size)))) return true;
  archive.back(before);
  return false;
}

function hasBlob(
  archive: ArchiveFile,
  info: Extract<LayoutPart, { info: unknown }>['info'],
): Promise<boolean> {
  const digester = new Digester(digestAlgorithm(info.digest));
  return archive.hasContent(
    info.size,
    (piece) => digester.update(piece),
    () => digester.finish() === info.digest,
  );
}
