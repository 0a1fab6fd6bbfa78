import { DrydockError } from '../errors/index.ts';
import type { PackageSpec } from '../package/model.ts';
import { addSpan, formatTime, parseTime } from './dates.ts';
import { checkSpan } from './issue.ts';
import { chooseSpecification } from './specification.ts';
import { stateAt } from './state.ts';
import type { License, LifeSpanUnit } from './types.ts';

/** What can happen to an issued licence. */
export type LicenseChange =
  | { readonly kind: 'activate' }
  | { readonly kind: 'renew'; readonly lifeSpan: number; readonly lifeSpanUnit: LifeSpanUnit }
  | { readonly kind: 'expire' }
  | { readonly kind: 'isolate' }
  | { readonly kind: 'destroy' }
  | {
      readonly kind: 'respecify';
      readonly specs: readonly PackageSpec[];
      readonly chosen: Readonly<Record<string, string>>;
    };

export type LicenseChangeKind = LicenseChange['kind'];

/**
 * The licence after a change at a moment; the given one stays as it is.
 * Errors: LICENSE_CHANGE_REFUSED when its state does not allow the change, LICENSE_FIELD_INVALID for a bad span,
 * LICENSE_SPEC_… for bad specifications.
 */
export function changeLicense(license: License, change: LicenseChange, now: Date): License {
  const at = now.getTime();
  const { status } = stateAt(license, at);
  if (status === 'Destroyed') throw refused(change.kind, license, status);
  switch (change.kind) {
    case 'activate': {
      if (license.LicenseStatus !== 'Issued') throw refused(change.kind, license, status);
      const end =
        license.LicenseMode === 'Permanent'
          ? null
          : formatTime(addSpan(at, license.LifeSpan, license.LifeSpanUnit));
      return { ...license, ActivationDate: formatTime(at), ExpirationDate: end, LicenseStatus: 'Active' };
    }
    case 'renew':
      return renewed(license, change, status, at);
    case 'expire':
      if (license.LicenseStatus === 'Issued') throw refused(change.kind, license, status);
      return { ...license, ExpirationDate: endedBy(license, at), LicenseStatus: 'Expired' };
    case 'isolate':
      if (license.LicenseStatus === 'Issued') throw refused(change.kind, license, status);
      return { ...license, ExpirationDate: endedBy(license, at), LicenseStatus: 'Isolated' };
    case 'destroy':
      return { ...license, LicenseStatus: 'Destroyed' };
    case 'respecify':
      return { ...license, AuthorizedSpecification: chooseSpecification(change.specs, change.chosen) };
  }
}

/** A renewal in time continues at the end of the span; one that comes late begins anew at its own moment [inferred]. */
function renewed(
  license: License,
  change: { lifeSpan: number; lifeSpanUnit: LifeSpanUnit },
  status: string,
  at: number,
): License {
  if (license.LicenseMode === 'Permanent' || license.LicenseStatus === 'Issued')
    throw refused('renew', license, status);
  const { lifeSpan, lifeSpanUnit } = change;
  checkSpan(lifeSpan, Math.max(parseTime(license.ExpirationDate) ?? at, at), lifeSpanUnit);
  const end = parseTime(license.ExpirationDate) ?? at;
  return {
    ...license,
    ExpirationDate: formatTime(addSpan(Math.max(end, at), lifeSpan, lifeSpanUnit)),
    LicenseStatus: 'Active',
    LifeSpan: lifeSpan,
    LifeSpanUnit: lifeSpanUnit,
  };
}

/** An end that lies in the past stays; a later one, or none, becomes now. */
function endedBy(license: License, at: number): string {
  const end = parseTime(license.ExpirationDate);
  return end !== undefined && end <= at && license.ExpirationDate !== null
    ? license.ExpirationDate
    : formatTime(at);
}

const refused = (change: string, license: License, status: string): DrydockError =>
  new DrydockError('LICENSE_CHANGE_REFUSED', {
    change,
    id: license.LicenseId,
    status,
    mode: license.LicenseMode,
  });
