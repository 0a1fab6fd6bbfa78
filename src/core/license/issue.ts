import { DrydockError } from '../errors/index.ts';
import type { PackageSpec } from '../package/model.ts';
import { addSpan, formatTime } from './dates.ts';
import { signPss } from './pss.ts';
import type { SigningKey } from './signing-key.ts';
import { chooseSpecification } from './specification.ts';
import {
  BILLING_MODES,
  type BillingMode,
  LICENSE_MODES,
  LICENSE_TYPES,
  LIFE_SPAN_UNITS,
  type License,
  type LicenseMode,
  type LicenseType,
  type LifeSpanUnit,
  type SignedLicense,
  type VerifyLicenseResponse,
} from './types.ts';

/** What a licence is issued for. Everything but the ids has the value of a development licence by default. */
export interface LicenseOrder {
  readonly packageId: string;
  readonly cloudappId: string;
  /** Account of the customer. */
  readonly uin: string;
  /** The package's `specs`. */
  readonly specs: readonly PackageSpec[];
  /** Chosen value by specification key; the first value of each by default. */
  readonly chosen?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly roleId?: string;
  readonly providerId?: number;
  readonly providerUin?: string;
  readonly createSource?: string;
  readonly mode?: LicenseMode;
  readonly type?: LicenseType;
  readonly billing?: BillingMode;
  readonly lifeSpan?: number;
  readonly lifeSpanUnit?: LifeSpanUnit;
  /** The last part of the number; 1 for an instance's first licence. */
  readonly serial?: number;
  /** False leaves it Issued, waiting for activation. */
  readonly active?: boolean;
}

/** The longest span that is taken, in any unit; its end must have a year of four digits besides. */
const MAX_SPAN = 36_500;
const LAST_END = Date.UTC(9999, 11, 31);
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * The content of a new licence at a moment; unsigned.
 * Errors: LICENSE_FIELD_INVALID, LICENSE_SPEC_UNKNOWN, LICENSE_SPEC_VALUE, LICENSE_SPEC_EMPTY.
 */
export function newLicense(order: LicenseOrder, now: Date): License {
  check('packageId', order.packageId, ID.test(order.packageId), 'pkg-xxxxxxxx');
  check('cloudappId', order.cloudappId, ID.test(order.cloudappId), 'cloudapp-xxxxxxxx');
  check('uin', order.uin, /^\d{1,20}$/.test(order.uin), '100000888888');
  const mode = oneOf('mode', order.mode ?? 'Subscription', LICENSE_MODES);
  const span = order.lifeSpan ?? 1;
  const unit = oneOf('lifeSpanUnit', order.lifeSpanUnit ?? 'M', LIFE_SPAN_UNITS);
  if (mode !== 'Permanent' || span !== 0) checkSpan(span, now.getTime(), unit);
  const serial = order.serial ?? 1;
  check('serial', serial, Number.isSafeInteger(serial) && serial >= 1, '1, 2, 3 …');
  const active = order.active ?? true;
  const at = formatTime(now.getTime());
  const end = mode === 'Permanent' || !active ? null : formatTime(addSpan(now.getTime(), span, unit));
  return {
    ActivationDate: active ? at : null,
    AuthorizedCloudappId: order.cloudappId,
    AuthorizedCloudappRoleId: order.roleId ?? '0',
    AuthorizedSpecification: chooseSpecification(order.specs, order.chosen ?? {}),
    AuthorizedUserUin: order.uin,
    BillingMode: oneOf('billing', order.billing ?? 4, BILLING_MODES),
    ...(order.createSource === undefined ? {} : { CreateSource: order.createSource }),
    ExpirationDate: end,
    IssueDate: at,
    LicenseId: `${order.uin}:${order.packageId}:${order.cloudappId}:${serial}`,
    LicenseMode: mode,
    LicenseStatus: active ? 'Active' : 'Issued',
    LicenseType: oneOf('type', order.type ?? 'Development', LICENSE_TYPES),
    LifeSpan: span,
    LifeSpanUnit: unit,
    ProviderId: order.providerId ?? 0,
    ...(order.providerUin === undefined ? {} : { ProviderUin: order.providerUin }),
    SoftwarePackageId: order.packageId,
    ...(order.version === undefined ? {} : { SoftwarePackageVersion: order.version }),
  };
}

/** Signs the compact JSON of a licence: RSA-PSS SHA-256, base64. */
export function signLicense(
  license: License,
  key: Pick<SigningKey, 'privateKey' | 'fingerprint'>,
): SignedLicense {
  const licenseJson = JSON.stringify(license);
  return {
    license,
    licenseJson,
    signature: signPss(key.privateKey, licenseJson).toString('base64'),
    keyFingerprint: key.fingerprint,
  };
}

/** A new licence, signed. Errors as `newLicense`. */
export const issueLicense = (
  order: LicenseOrder,
  key: Pick<SigningKey, 'privateKey' | 'fingerprint'>,
  now: Date,
): SignedLicense => signLicense(newLicense(order, now), key);

/** What VerifyLicense answers for a licence, its fields in the order of the guide's sample. */
export const licenseResponse = (
  signed: SignedLicense,
  call: { readonly requestId: string; readonly now: Date },
): VerifyLicenseResponse => ({
  Response: {
    RequestId: call.requestId,
    License: signed.license,
    Signature: signed.signature,
    Timestamp: formatTime(call.now.getTime()),
  },
});

/** Refuses spans that are no whole positive number or lead beyond the year 9999. */
export function checkSpan(span: number, from: number, unit: LifeSpanUnit): void {
  check('lifeSpan', span, Number.isInteger(span) && span >= 1 && span <= MAX_SPAN, `1 … ${MAX_SPAN}`);
  check('lifeSpan', span, addSpan(from, span, unit) <= LAST_END, '… 9999-12-31');
}

function oneOf<T extends string | number>(field: string, value: T, allowed: readonly T[]): T {
  check(field, value, allowed.includes(value), allowed.join(', '));
  return value;
}

function check(field: string, value: string | number, right: boolean, wanted: string): void {
  if (!right) throw new DrydockError('LICENSE_FIELD_INVALID', { field, value: String(value), wanted });
}
