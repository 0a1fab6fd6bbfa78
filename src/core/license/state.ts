import { isJsonObject, type JsonObject } from '../json.ts';
import { DAY, parseTime } from './dates.ts';
import { LICENSE_STATUSES, type LicenseStatus } from './types.ts';

/** An expired licence can be renewed for so many days before it is destroyed (facts section 8.4). */
export const ISOLATION_DAYS = 7;

/** The state of a licence at a moment, from what it says itself. Times are milliseconds since 1970. */
export interface LicenseState {
  /** `Unknown` when the licence does not say enough. */
  readonly status: LicenseStatus | 'Unknown';
  /** The status that it carries, as written. */
  readonly declared: string | undefined;
  /** Whole and part days until the validity ends; negative afterwards; absent without an end. */
  readonly remainingDays?: number;
  readonly activation?: number;
  readonly expiration?: number;
  /** The days in which a renewal still saves it. */
  readonly isolation?: { readonly from: number; readonly until: number };
}

/** What the state depends on; a License, or any JSON object that claims to be one. */
export interface Dated {
  readonly LicenseStatus?: unknown;
  readonly LicenseMode?: unknown;
  readonly ActivationDate?: unknown;
  readonly ExpirationDate?: unknown;
}

const isStatus = (value: unknown): value is LicenseStatus =>
  LICENSE_STATUSES.some((status) => status === value);

/**
 * The state at a time. The carried status decides when it is final (Destroyed) or worse than the dates say; otherwise
 * the dates do: before activation Issued, then Active, at the end Isolated for 7 days (Expired for the mode Accept,
 * which cannot be renewed), then Destroyed.
 */
export function stateAt(license: Dated, at: number): LicenseState {
  const declared = typeof license.LicenseStatus === 'string' ? license.LicenseStatus : undefined;
  const activation = parseTime(license.ActivationDate);
  const expiration = parseTime(license.ExpirationDate);
  const isolation =
    expiration === undefined ? undefined : { from: expiration, until: expiration + ISOLATION_DAYS * DAY };
  return {
    status: statusAt(license, declared, { activation, expiration, isolation }, at),
    declared,
    ...(activation === undefined ? {} : { activation }),
    ...(expiration === undefined ? {} : { expiration, remainingDays: (expiration - at) / DAY }),
    ...(isolation ? { isolation } : {}),
  };
}

interface Dates {
  readonly activation: number | undefined;
  readonly expiration: number | undefined;
  readonly isolation: { readonly from: number; readonly until: number } | undefined;
}

function statusAt(
  license: Dated,
  declared: string | undefined,
  dates: Dates,
  at: number,
): LicenseState['status'] {
  if (!isStatus(declared)) return 'Unknown';
  if (declared === 'Destroyed') return 'Destroyed';
  const { activation, expiration, isolation } = dates;
  if (isolation && at >= isolation.until)
    return license.LicenseMode === 'Accept' && declared !== 'Isolated' ? 'Expired' : 'Destroyed';
  if (declared === 'Isolated' || declared === 'Expired') return declared;
  if (expiration !== undefined && at >= expiration)
    return license.LicenseMode === 'Accept' ? 'Expired' : 'Isolated';
  if (missingEnd(license)) return 'Unknown';
  if (activation === undefined)
    return declared === 'Issued' && license.ActivationDate === null ? 'Issued' : 'Unknown';
  if (at < activation) return 'Issued';
  return declared;
}

/** A span that has an end must say it; a date that cannot be read is not one. */
function missingEnd(license: Dated): boolean {
  const end = license.ExpirationDate;
  if (end === undefined || end === null)
    return license.LicenseMode !== 'Permanent' && license.LicenseStatus !== 'Issued';
  return parseTime(end) === undefined;
}

/** Members of the licence's specification list that have the documented shape. */
export function specificationsOf(
  license: JsonObject,
): readonly { key: string; keyName: string; value: string; valueName: string }[] {
  const list = license.AuthorizedSpecification;
  if (!Array.isArray(list)) return [];
  return list.filter(isJsonObject).map((each) => ({
    key: String(each.ParamKey ?? ''),
    keyName: String(each.ParamKeyName ?? each.ParamKey ?? ''),
    value: String(each.ParamValue ?? ''),
    valueName: String(each.ParamValueName ?? each.ParamValue ?? ''),
  }));
}
