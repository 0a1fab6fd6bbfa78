import type { JsonObject } from '../json.ts';

/** `LicenseMode`: for ever, for a span, or while the customer tests before acceptance. */
export const LICENSE_MODES = ['Permanent', 'Subscription', 'Accept'] as const;
export type LicenseMode = (typeof LICENSE_MODES)[number];

/** `LicenseStatus` values of the API (facts section 8.4). */
export const LICENSE_STATUSES = ['Issued', 'Active', 'Expired', 'Isolated', 'Destroyed'] as const;
export type LicenseStatus = (typeof LICENSE_STATUSES)[number];

export const LICENSE_TYPES = ['Standard', 'Development'] as const;
export type LicenseType = (typeof LICENSE_TYPES)[number];

/** `BillingMode`: 1 bought online, 2 by contract, 4 free. */
export const BILLING_MODES = [1, 2, 4] as const;
export type BillingMode = (typeof BILLING_MODES)[number];

export const LIFE_SPAN_UNITS = ['Y', 'M', 'D'] as const;
export type LifeSpanUnit = (typeof LIFE_SPAN_UNITS)[number];

/** One chosen specification of a licence. */
export interface SaleParam {
  readonly ParamKey: string;
  readonly ParamKeyName: string;
  readonly ParamValue: string;
  readonly ParamValueName: string;
}

/**
 * The `License` object of VerifyLicense. The members stand in the order of the guide's sample (alphabetical), which
 * is also the order of the signed bytes. Dates are RFC 3339 with the platform's offset +08:00.
 */
export interface License {
  readonly ActivationDate: string | null;
  readonly AuthorizedCloudappId: string;
  readonly AuthorizedCloudappRoleId: string;
  readonly AuthorizedSpecification: readonly SaleParam[];
  readonly AuthorizedUserUin: string;
  readonly BillingMode: BillingMode;
  readonly CreateSource?: string;
  readonly ExpirationDate: string | null;
  readonly IssueDate: string;
  /** `<uin>:<package>:<instance>:<number>`. */
  readonly LicenseId: string;
  readonly LicenseMode: LicenseMode;
  readonly LicenseStatus: LicenseStatus;
  readonly LicenseType: LicenseType;
  readonly LifeSpan: number;
  readonly LifeSpanUnit: LifeSpanUnit;
  readonly ProviderId: number;
  readonly ProviderUin?: string;
  readonly SoftwarePackageId: string;
  readonly SoftwarePackageVersion?: string;
}

/** What VerifyLicense answers. */
export interface VerifyLicenseResponse {
  readonly Response: {
    readonly RequestId: string;
    readonly License: License;
    readonly Signature: string;
    readonly Timestamp: string;
  };
}

/** A licence together with its signature and the exact text that was signed. */
export interface SignedLicense {
  readonly license: License;
  /** The compact JSON of `license`: the signed bytes, in UTF-8. */
  readonly licenseJson: string;
  /** Base64. */
  readonly signature: string;
  /** Fingerprint of the key that signed. */
  readonly keyFingerprint: string;
}

/** A licence of which only the text is known: any member may be missing or of another type. */
export type LooseLicense = JsonObject;
