import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { DrydockError } from '../../core/errors/index.ts';

/** Every printed document begins so; a template with several documents prints its source for each. */
const HEAD = /^---\n# Source: (.+)\n/gm;

/**
 * Writes printed manifests below a folder as `helm template --output-dir` does: a file for each template, under its source's
 * path, documents of one template one after the other. Returns the files in the order of printing.
 * Errors: HELM_CHART_INVALID for a source that leads out of the folder, FILE_UNWRITABLE.
 */
export async function writeManifests(printed: string, folder: string): Promise<readonly string[]> {
  const heads = [...printed.matchAll(HEAD)];
  const texts = new Map<string, string>();
  heads.forEach((head, i) => {
    const file = resolve(folder, head[1] ?? '');
    if (!file.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`))
      throw new DrydockError('HELM_CHART_INVALID', { message: `${head[1]} leads out of ${folder}` });
    const text = printed.slice(head.index, heads[i + 1]?.index ?? printed.length);
    texts.set(file, (texts.get(file) ?? '') + text);
  });
  for (const [file, text] of texts) {
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o755 });
      await writeFile(file, text);
    } catch (cause) {
      const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
      throw new DrydockError('FILE_UNWRITABLE', { file, detail }, { cause });
    }
  }
  return heads.map((head) => resolve(folder, head[1] ?? ''));
}
