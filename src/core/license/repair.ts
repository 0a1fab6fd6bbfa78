import type { Json, JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { licenseIdParts } from './consistency.ts';
import { addSpan, DAY, formatTime, parseTime } from './dates.ts';
import { LICENSE_FIELDS } from './field-table.ts';
import { LIFE_SPAN_UNITS } from './types.ts';

/** One field put back to what was signed: `was` undefined means that it was not there. */
export interface Repair {
  readonly path: string;
  readonly found: Json | undefined;
  readonly was: Json | undefined;
}

interface Change extends Repair {
  readonly license: JsonObject;
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_:.+';
const DATE_FIELDS = ['IssueDate', 'ActivationDate', 'ExpirationDate'] as const;
/** Each trial hashes about a kilobyte; so many take well under a second. */
const MAX_TRIALS = 60_000;
/** A text may be far longer than any licence: the longest one that is searched, and characters hashed in all. */
const MAX_TEXT = 16_384;
const MAX_HASHED = 96_000_000;

/**
 * Finds the altered fields of a licence whose signature opens with a known key: puts likely originals in, one field at
 * a time and a few pairs, until the signature fits. A hit is proof, not a guess: the fitting text is the one that was
 * signed. `hints` are texts that may be originals (expected ids, specification values).
 */
export function findAlteration(
  license: JsonObject,
  fits: (message: string) => boolean,
  hints: readonly Json[] = [],
): readonly Repair[] | undefined {
  if (JSON.stringify(license).length > MAX_TEXT) return undefined;
  let trials = 0;
  let hashed = 0;
  for (const changes of attempts(license, hints)) {
    const last = changes.at(-1);
    if (++trials > MAX_TRIALS) return undefined;
    if (!last) continue;
    const message = JSON.stringify(last.license);
    hashed += message.length;
    if (hashed > MAX_HASHED) return undefined;
    if (fits(message)) return changes;
  }
  return undefined;
}

function* attempts(license: JsonObject, hints: readonly Json[]): Generator<readonly Change[]> {
  for (const change of likely(license, hints)) yield [change];
  for (const path of Object.keys(license)) yield [without(license, path)];
  for (const change of renamed(license)) yield [change];
  for (const change of restored(license)) yield [change];
  yield idsOfNumber(license);
  const first = [...statusValues(license), ...spanValues(license, 36)];
  for (const one of first) for (const two of endValues(one.license)) yield [one, two];
  for (const change of misspelt(license)) yield [change];
}

function* likely(license: JsonObject, hints: readonly Json[]): Generator<Change> {
  for (const [path, row] of Object.entries(LICENSE_FIELDS)) {
    for (const value of Object.keys(row.values ?? {}))
      yield* put(license, [path], row.type === 'number' ? Number(value) : value);
  }
  yield* spanValues(license);
  yield* endValues(license);
  for (const path of DATE_FIELDS)
    for (const value of shiftedDates(license, path)) yield* put(license, [path], value);
  const parts = licenseIdParts(license.LicenseId);
  const ids = [parts?.uin, parts?.packageId, parts?.cloudappId, ...hints, ...Object.values(license)].filter(
    (value): value is Json => value !== undefined && (typeof value !== 'object' || value === null),
  );
  const different = new Set(ids);
  for (const path of leaves(license)) for (const id of different) yield* put(license, path, id);
}

function* statusValues(license: JsonObject): Generator<Change> {
  for (const value of Object.keys(LICENSE_FIELDS.LicenseStatus?.values ?? {}))
    yield* put(license, ['LicenseStatus'], value);
}

function* spanValues(license: JsonObject, longest = 400): Generator<Change> {
  for (let span = 0; span <= longest; span++) yield* put(license, ['LifeSpan'], span);
}

/** Ends that follow from the other dates and the usual spans. */
function* endValues(license: JsonObject): Generator<Change> {
  yield* put(license, ['ExpirationDate'], null);
  const spans = new Set([1, 2, 3, 6, 7, 12, 14, 24, 30, 36, 60, 90, 365]);
  if (
    typeof license.LifeSpan === 'number' &&
    Number.isInteger(license.LifeSpan) &&
    Math.abs(license.LifeSpan) < 10_000
  )
    spans.add(license.LifeSpan);
  for (const from of ['ActivationDate', 'IssueDate'] as const) {
    const begin = parseTime(license[from]);
    if (begin === undefined) continue;
    for (const unit of LIFE_SPAN_UNITS)
      for (const span of spans)
        yield* put(license, ['ExpirationDate'], formatTime(addSpan(begin, span, unit)));
  }
}

function* shiftedDates(license: JsonObject, path: string): Generator<string> {
  const time = parseTime(license[path]);
  if (time === undefined || Math.abs(time) > 4e13) return;
  for (let years = -30; years <= 30; years++) yield formatTime(addSpan(time, years, 'Y'));
  for (let months = -36; months <= 36; months++) yield formatTime(addSpan(time, months, 'M'));
  for (let days = -400; days <= 400; days++) yield formatTime(time + days * DAY);
}

/** Every text and number of the licence with one character put otherwise, left out or doubled back. */
function* misspelt(license: JsonObject): Generator<Change> {
  for (const path of leaves(license)) {
    const value = at(license, path);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const raw = String(value);
    if (raw.length > 200) continue;
    const letters = typeof value === 'number' ? '0123456789' : LETTERS;
    for (let i = 0; i < raw.length; i++) {
      yield* put(license, path, asKind(value, raw.slice(0, i) + raw.slice(i + 1)));
      for (const letter of letters)
        yield* put(license, path, asKind(value, raw.slice(0, i) + letter + raw.slice(i + 1)));
    }
  }
}

/** A documented field that is missing, tried under the value of an undocumented one. */
function* renamed(license: JsonObject): Generator<Change> {
  const unknown = Object.keys(license).filter((key) => !Object.hasOwn(LICENSE_FIELDS, key));
  const missing = Object.keys(LICENSE_FIELDS).filter((key) => !Object.hasOwn(license, key));
  for (const from of unknown) {
    for (const to of missing) {
      const entries = Object.entries(license).map(([key, value]): [string, Json] => [
        key === from ? to : key,
        value,
      ]);
      yield { path: to, found: undefined, was: license[from], license: Object.fromEntries(entries) };
    }
  }
}

/** A documented field that is missing, put back at its place of the alphabet with each value it may have had. */
function* restored(license: JsonObject): Generator<Change> {
  const spans = Array.from({ length: 401 }, (_, i) => i);
  const texts = Object.values(license).filter((value) => typeof value === 'string');
  for (const [path, row] of Object.entries(LICENSE_FIELDS)) {
    if (Object.hasOwn(license, path)) continue;
    const known = Object.keys(row.values ?? {}).map((value) =>
      row.type === 'number' ? Number(value) : value,
    );
    const free: readonly Json[] =
      known.length > 0 ? known : row.type === 'number' ? spans : ['0', ...texts, null];
    for (const was of free) {
      const entries: [string, Json][] = [...Object.entries(license), [path, was]];
      entries.sort(([a], [b]) => (a < b ? -1 : 1));
      yield { path, found: undefined, was, license: Object.fromEntries(entries) };
    }
  }
}

/** All the ids that the licence number repeats, taken from it at once. */
function idsOfNumber(license: JsonObject): readonly Change[] {
  const parts = licenseIdParts(license.LicenseId);
  const changes: Change[] = [];
  for (const [path, was] of [
    ['SoftwarePackageId', parts?.packageId],
    ['AuthorizedCloudappId', parts?.cloudappId],
    ['AuthorizedUserUin', parts?.uin],
  ] as const) {
    changes.push(...put(changes.at(-1)?.license ?? license, [path], was));
  }
  return changes;
}

const without = (license: JsonObject, path: string): Change => ({
  path,
  found: license[path],
  was: undefined,
  license: Object.fromEntries(Object.entries(license).filter(([key]) => key !== path)),
});

function* put(license: JsonObject, path: readonly string[], was: Json | undefined): Generator<Change> {
  const found = at(license, path);
  if (found === undefined || was === undefined || found === was) return;
  const changed = replaced(license, path, was);
  if (isJsonObject(changed)) yield { path: path.join('.'), found, was, license: changed };
}

/** Paths of all values that are no lists or objects. */
function leaves(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

const child = (value: Json | undefined, key: string): Json | undefined =>
  Array.isArray(value)
    ? value[Number(key)]
    : isJsonObject(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined;

const at = (value: Json | undefined, path: readonly string[]): Json | undefined => path.reduce(child, value);

function replaced(value: Json, path: readonly string[], by: Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return by;
  const inner = replaced(child(value, head) ?? null, rest, by);
  if (Array.isArray(value)) return value.map((each, i) => (String(i) === head ? inner : each));
  if (!isJsonObject(value)) return by;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === head ? inner : each]));
}

function asKind(like: string | number, raw: string): Json | undefined {
  if (typeof like === 'string') return raw;
  const value = Number(raw);
  return raw !== '' && String(value) === raw ? value : undefined;
}
