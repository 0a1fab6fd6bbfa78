export { changeLicense, type LicenseChange, type LicenseChangeKind } from './changes.ts';
export { addSpan, formatTime, parseTime } from './dates.ts';
export { developmentLicense, licensablePackageId, type RehearsedInstance } from './development.ts';
export { type EnvelopeForm, MAX_BYTES, MAX_DEPTH } from './envelope.ts';
export { decodeValue, type FieldRow, LICENSE_FIELDS, RESPONSE_FIELDS } from './field-table.ts';
export { type InspectedField, inspectLicense, type LicenseInspection } from './inspect.ts';
export { issueLicense, type LicenseOrder, licenseResponse, newLicense, signLicense } from './issue.ts';
export { fingerprint, type KeyOwner, type KnownKey, knownKey, platformKey } from './keys.ts';
export { type Reason, type ReasonCode, type ReasonLevel, reasonCodes } from './reasons.ts';
export type { IssuedRecord } from './records.ts';
export { ensureSigningKey, type SigningKey, type SigningKeyOptions, signingKeyFile } from './signing-key.ts';
export { chooseSpecification } from './specification.ts';
export { type Dated, ISOLATION_DAYS, type LicenseState, specificationsOf, stateAt } from './state.ts';
export { type LicenseEvent, type LicenseRow, LicenseStore } from './store.ts';
export { issueToken } from './token.ts';
export {
  BILLING_MODES,
  type BillingMode,
  LICENSE_MODES,
  LICENSE_STATUSES,
  LICENSE_TYPES,
  LIFE_SPAN_UNITS,
  type License,
  type LicenseMode,
  type LicenseStatus,
  type LicenseType,
  type LifeSpanUnit,
  type SaleParam,
  type SignedLicense,
  type VerifyLicenseResponse,
} from './types.ts';
export {
  type Expectation,
  type Verdict,
  type Verification,
  type VerifyOptions,
  verifyLicense,
} from './verify.ts';
