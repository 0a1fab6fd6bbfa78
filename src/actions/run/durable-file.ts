import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DrydockError } from '../../core/errors/index.ts';

/**
 * Writes a file whole or not at all; when it returns, the text survives a power cut. The file is its owner's alone unless a mode
 * is given. Error: FILE_UNWRITABLE.
 */
export async function writeDurably(file: string, text: string, mode?: number): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    {
      await using handle = await open(temporary, 'wx', 0o600);
      await handle.writeFile(text);
      if (mode !== undefined) await handle.chmod(mode);
      await handle.sync();
    }
    await rename(temporary, file);
    // Windows cannot sync folders.
    if (process.platform !== 'win32') {
      await using folder = await open(dirname(file), 'r');
      await folder.sync();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new DrydockError('FILE_UNWRITABLE', { file, detail }, { cause: error });
  }
}
