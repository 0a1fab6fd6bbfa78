import { NULL_VALUE, objectValue, tryConvert, tupleValue, type Value } from '../values/index.ts';

type Path = readonly (string | number)[];

/**
 * Arguments with those that `ignore_changes` names as they were before: whole ones (`tags`), keys of maps
 * (`tags["owner"]`), fields of nested blocks (`disk[0].size`).
 */
export const withIgnored = (args: Value, before: Value, paths: readonly Path[]): Value =>
  paths.reduce((value, path) => restored(value, before, path), args);

function restored(given: Value, before: Value, [step, ...rest]: Path): Value {
  if (step === undefined || !given.isKnown || given.isNull || !before.isKnown || before.isNull) return given;
  const kind = given.type.kind;
  if (kind === 'object' || kind === 'map') return like(given, entriesOf(given, before, String(step), rest));
  const index = Number(step);
  const [now, then] = [given.elements[index], before.elements[index]];
  if (now === undefined || then === undefined) return given;
  const elements = given.elements.map((each, i) =>
    i !== index ? each : rest.length === 0 ? then : restored(each, then, rest),
  );
  return like(given, tupleValue(elements));
}

function entriesOf(given: Value, before: Value, key: string, rest: Path): Value {
  const entries = new Map(given.entries);
  const [now, then] = [entries.get(key), before.entries.get(key)];
  if (rest.length > 0) {
    if (now !== undefined && then !== undefined) entries.set(key, restored(now, then, rest));
  } else if (then !== undefined) entries.set(key, then);
  // A key that was not there stays away; an argument that had no value keeps having none.
  else if (now !== undefined && given.type.kind === 'map') entries.delete(key);
  else if (now !== undefined) entries.set(key, NULL_VALUE);
  return objectValue(entries);
}

/** A rebuilt value with the type and the marks that it had. */
const like = (model: Value, value: Value): Value =>
  (model.type.kind === 'object' || model.type.kind === 'tuple'
    ? value
    : (tryConvert(value, model.type) ?? value)
  ).withMarks(model.marks);
