import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { ResourceSchema } from '../schema/index.ts';
import type { MarkedValue, PlannedResource } from './types.ts';

type Action = PlannedResource['action'];

/** A number that JSON could not carry stands as text on one side. */
const sameNumber = (a: Json, b: Json): boolean =>
  (typeof a === 'number' || typeof b === 'number') && a !== '' && b !== '' && Number(a) === Number(b);

/** Deep equality of JSON, with missing and null entries counted as one. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((v, i) => sameJson(v, b[i]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((k) => sameJson(a[k], b[k]));
  }
  return (
    typeof a !== 'object' &&
    typeof b !== 'object' &&
    a !== undefined &&
    b !== undefined &&
    (String(a) === String(b) || sameNumber(a, b))
  );
}

/** A given value over the prior one: keys that only the provider set do not count as changes. */
function changed(given: Json | undefined, prior: Json | undefined, unknown: Json | undefined): boolean {
  if (unknown === true) return true;
  if (Array.isArray(given) && Array.isArray(prior)) {
    if (given.length !== prior.length) return true;
    return given.some((v, i) => changed(v, prior[i], Array.isArray(unknown) ? unknown[i] : undefined));
  }
  if (isJsonObject(given) && isJsonObject(prior)) {
    const marks = isJsonObject(unknown) ? unknown : {};
    return (
      Object.keys(given).some((k) => changed(given[k], prior[k], marks[k])) ||
      Object.values(marks).some((m) => m === true)
    );
  }
  return !sameJson(given, prior);
}

/** Arguments whose planned value differs from the existing one. */
export function changedArguments(args: MarkedValue, prior: JsonObject): string[] {
  const given = isJsonObject(args.value) ? args.value : {};
  const unknown = isJsonObject(args.unknown) ? args.unknown : {};
  const names = new Set([...Object.keys(given), ...Object.keys(unknown)]);
  return [...names].filter((n) => changed(given[n], prior[n], unknown[n]));
}

/** What has to happen to an instance, given what exists. */
export function actionFor(
  args: MarkedValue,
  prior: JsonObject | undefined,
  schema: ResourceSchema | undefined,
): Action {
  if (prior === undefined) return 'create';
  const changes = changedArguments(args, prior);
  if (changes.length === 0) return 'no-op';
  const replaces = changes.some((n) => schema?.attributes.get(n)?.forceNew ?? false);
  return replaces || (schema !== undefined && !schema.updatable) ? 'replace' : 'update';
}
