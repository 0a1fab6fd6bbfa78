import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { shownText } from './field-table.ts';
import type { KnownKey } from './keys.ts';
import { type Reason, reason } from './reasons.ts';
import { stateAt } from './state.ts';

/** A licence text that was issued here. */
export interface IssuedRecord {
  readonly licenseJson: string;
  readonly signature: string;
  readonly keyFingerprint: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/**
 * Names what differs between a licence whose signature does not fit and the record of that number that is nearest to
 * it. Nothing when there is no record.
 */
export function compareRecords(
  license: JsonObject,
  signature: string | undefined,
  records: readonly IssuedRecord[],
  keys: readonly KnownKey[],
): readonly Reason[] {
  const compared = records
    .map((record) => ({ record, differences: differences(license, parsed(record)) }))
    .sort((a, b) => a.differences.length - b.differences.length || b.record.issuedAt - a.record.issuedAt);
  const nearest = compared.find((each) => each.record.signature === signature) ?? compared[0];
  if (!nearest) return [];
  const { record } = nearest;
  const former = keys.some((key) => key.fingerprint === record.keyFingerprint)
    ? []
    : [reason('former-key', { fingerprint: record.keyFingerprint })];
  const named = nearest.differences.map(({ path, found, was }) =>
    reason('record-differs', { path, found: shownText(found), signed: shownText(was) }, path),
  );
  if (named.length > 0) return [...named, ...former];
  return record.signature === signature || signature === undefined
    ? former
    : [reason('signature-altered', {}, 'Signature'), ...former];
}

/** The newest record of that number that was issued after the given licence, and its state at a moment. */
export function newerRecord(
  license: JsonObject,
  records: readonly IssuedRecord[],
  at: number,
): { issuedAt: number; status: string } | undefined {
  const mine = records.findLastIndex((record) => differences(license, parsed(record)).length === 0);
  const newest = records.findLast((record) => record.issuedAt <= at);
  if (mine === -1 || !newest || records.indexOf(newest) <= mine) return undefined;
  return { issuedAt: newest.issuedAt, status: stateAt(parsed(newest), at).status };
}

interface Difference {
  readonly path: string;
  readonly found: Json | undefined;
  readonly was: Json | undefined;
}

function parsed(record: IssuedRecord): JsonObject {
  const value: unknown = JSON.parse(record.licenseJson);
  return isJsonObject(value) ? value : {};
}

function differences(
  found: Json | undefined,
  was: Json | undefined,
  path: readonly string[] = [],
): readonly Difference[] {
  if (isTree(found) && isTree(was) && Array.isArray(found) === Array.isArray(was)) {
    const [a, b] = [new Map(Object.entries(found)), new Map(Object.entries(was))];
    return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) =>
      differences(a.get(key), b.get(key), [...path, key]),
    );
  }
  return found === was ? [] : [{ path: path.join('.'), found, was }];
}

const isTree = (value: Json | undefined): value is Json[] | JsonObject =>
  typeof value === 'object' && value !== null;
