import { isJsonObject, type Json } from '../../json.ts';

/** True when a JSON value has something at a path. */
export function hasPath(json: Json, path: readonly (string | number)[]): boolean {
  let current: Json | undefined = json;
  for (const key of path) {
    if (Array.isArray(current)) current = current[Number(key)];
    else if (isJsonObject(current) && Object.hasOwn(current, key)) current = current[key];
    else return false;
  }
  return current !== undefined;
}
