import { compileGlob } from './chart/glob.ts';
import { helmError } from './engine/errors.ts';
import { splitManifests } from './engine/manifests.ts';
import { GoError } from './go/func.ts';

const SOURCE = /# Source: [^/\n]+\/(.+)/;

/**
 * The documents of printed manifests that come from templates of the given names (`templates/web.yaml`, shell patterns
 * allowed), as `helm template --show-only` prints them: in the order of the names.
 * @throws DrydockError HELM_RENDER_FAILED when a name matches nothing
 */
export function showOnly(printed: string, names: readonly string[]): string {
  const documents = splitManifests(printed).map((text) => ({ text, path: SOURCE.exec(text)?.[1] }));
  const chosen = names.flatMap((name) => {
    const matches = compileGlob(name.replaceAll('\\', '/'), false);
    const found = documents.filter(({ path }) => path !== undefined && matches(path));
    if (found.length === 0) throw helmError(new GoError(`could not find template ${name} in chart`));
    return found;
  });
  return chosen.map(({ text }) => `---\n${text}\n`).join('');
}
