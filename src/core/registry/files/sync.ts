import { open } from 'node:fs/promises';

/** Makes renames and new names in a directory survive a power cut. Windows has no such call and needs none. */
export async function syncDirectory(path: string): Promise<void> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EISDIR' || error.code === 'EPERM'))
      return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EPERM' || error.code === 'EINVAL')))
      throw error;
  } finally {
    await handle.close();
  }
}
