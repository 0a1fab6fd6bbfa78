import type { PackageSource } from '../package/source.ts';
import type { Unbounded } from './types.ts';

/** `# drydock:images registry/a:1, registry/b:2`, `{{- /* drydock:images none`: on the line in question or above it. */
const DECLARES = /drydock:images[:\s]\s*(.*?)\s*(?:\*\/.*|-->.*|"\s*)?$/;
const MOST = 100;
const LONGEST_LINE = 2000;

/** What the package's author says a place pulls: `none` is nothing. Undefined: nothing is said there. */
export function declaredImages(source: PackageSource, { place }: Unbounded): readonly string[] | undefined {
  const bytes = place.range && source.files.get(place.file);
  if (!place.range || bytes === undefined) return undefined;
  const lines = new TextDecoder().decode(bytes).split('\n');
  const at = place.range.start.line - 1;
  for (const line of [lines[at], lines[at - 1]]) {
    const said = DECLARES.exec((line ?? '').slice(0, LONGEST_LINE))?.[1];
    if (said === undefined) continue;
    const names = said.split(/[\s,]+/).filter((each) => each !== '' && each !== 'none');
    return names.slice(0, MOST);
  }
  return undefined;
}
