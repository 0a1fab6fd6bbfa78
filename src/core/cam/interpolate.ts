import { isJsonObject, type Json, type JsonObject } from '../json.ts';

const HOLE = /\$\{\s*(var\.)?([A-Za-z_][\w-]*(?:\.[\w-]+|\[\d+\])*)\s*\}/g;
/** Stands before a variable that has no value: nothing that a request could hold, so that the pattern matches none. */
const UNRESOLVED = '\u0000';

/** A filled-in text for people: what has no value as it is written. */
export const shownPattern = (text: string): string => text.replaceAll(UNRESOLVED, '');

/** Fills `${var.a.b}` in; the paths that have no value are told. A path without `var.` has none: args alone go without. */
export function interpolate(text: string, variables: JsonObject, missing: (path: string) => void): string {
  return text.replace(HOLE, (whole, root: string | undefined, path: string) => {
    let here: Json | undefined = root === undefined ? undefined : variables;
    for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
      if (Array.isArray(here)) here = here[Number(step)];
      else if (isJsonObject(here)) here = Object.hasOwn(here, step) ? here[step] : undefined;
      else here = undefined;
    }
    if (here === undefined || here === null) {
      missing(path);
      return `${UNRESOLVED}${whole}`;
    }
    return typeof here === 'string' ? here : JSON.stringify(here);
  });
}
