import { DrydockError } from '../errors/index.ts';
import { helmError } from './engine/errors.ts';
import { sortManifests } from './engine/manifests.ts';

/** Why Helm would refuse texts of templates as manifests (no valid YAML, a wrong head); undefined when it takes them. */
export function refusalOf(files: Readonly<Record<string, string>>): DrydockError | undefined {
  const manifests = new Map(Object.entries(files).filter(([path]) => !path.endsWith('NOTES.txt')));
  try {
    sortManifests(manifests);
    return undefined;
  } catch (error) {
    const known = helmError(error);
    if (known instanceof DrydockError) return known;
    throw known;
  }
}
