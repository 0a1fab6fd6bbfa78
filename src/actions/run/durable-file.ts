import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DrydockError } from '../../core/errors/index.ts';

/** Writes a file whole or not at all; when it returns, the text survives a power cut. Error: FILE_UNWRITABLE. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    {
      await using handle = await open(temporary, 'wx', 0o600);
      await handle.writeFile(text);
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
