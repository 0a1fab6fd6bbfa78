import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DrydockError } from '../../errors/index.ts';
import { Digester, digestAlgorithm } from '../digest.ts';
import { isMissing } from '../failure.ts';
import { syncDirectory } from '../files/sync.ts';
import type { Registry } from '../registry.ts';
import type { LayoutPart } from './layout-parts.ts';

/**
 * Writes a layout as a folder. Blobs that lie there whole stay, everything else is written beside its place and renamed;
 * index.json comes last, so that a folder with one is whole. Only an empty folder or an OCI layout is written into.
 */
export async function writeFolder(
  registry: Registry,
  dir: string,
  parts: readonly LayoutPart[],
  onBytes: (count: number, isThere: boolean) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  await checkTarget(dir);
  const last = parts.filter(({ path }) => path === 'index.json');
  const folders = new Set<string>();
  for (const part of [...parts.filter((each) => !last.includes(each)), ...last]) {
    signal?.throwIfAborted();
    const target = join(dir, ...part.path.split('/'));
    if (await isThere(part, target)) {
      onBytes('info' in part ? part.size : 0, true);
      continue;
    }
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await writePart(registry, part, target, onBytes, signal);
    folders.add(dirname(target));
  }
  for (const folder of folders) await syncDirectory(folder);
}

async function checkTarget(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const isLayout = names.every((name) => ['oci-layout', 'index.json', 'blobs'].includes(name));
  if (!isLayout) {
    throw new DrydockError('FILE_UNWRITABLE', {
      file: dir,
      detail: 'it holds other things than an OCI layout',
    });
  }
}

async function isThere(part: LayoutPart, target: string): Promise<boolean> {
  if (!('info' in part)) return false;
  const found = await stat(target).catch(() => undefined);
  if (!found?.isFile() || found.size !== part.size) return false;
  const digester = new Digester(digestAlgorithm(part.info.digest));
  for await (const chunk of createReadStream(target, { highWaterMark: 512 * 1024 }))
    digester.update(chunk as Buffer);
  return digester.finish() === part.info.digest;
}

async function writePart(
  registry: Registry,
  part: LayoutPart,
  target: string,
  onBytes: (count: number, isThere: boolean) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const partial = `${target}.partial`;
  const handle = await open(partial, 'w', 0o600);
  try {
    if ('info' in part) {
      await registry.blobs.send(part.info, async (piece) => {
        signal?.throwIfAborted();
        await handle.appendFile(piece);
        onBytes(piece.byteLength, false);
      });
    } else await handle.writeFile(part.content);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(partial, { force: true });
    throw error;
  }
  await handle.close();
  await rename(partial, target);
}
