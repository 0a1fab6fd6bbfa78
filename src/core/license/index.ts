export { changeLicense, type LicenseChange, type LicenseChangeKind } from './changes.ts';
export { addSpan, formatTime, parseTime } from './dates.ts';
export { developmentLicense, type RehearsedInstance } from './development.ts';
export type { EnvelopeForm } from './envelope.ts';
export type { FieldRow } from './field-table.ts';
export { type InspectedField, inspectLicense, type LicenseInspection } from './inspect.ts';
export { issueLicense, type LicenseOrder, licenseResponse, newLicense } from './issue.ts';
export { fingerprint, type KeyOwner, type KnownKey, knownKey, platformKey } from './keys.ts';
export { type Reason, type ReasonCode, type ReasonLevel, reasonCodes } from './reasons.ts';
export type { IssuedRecord } from './records.ts';
export { ensureSigningKey, type SigningKey, type SigningKeyOptions, signingKeyFile } from './signing-key.ts';
export { chooseSpecification } from './specification.ts';
export { type Dated, type LicenseState, stateAt } from './state.ts';
export { type LicenseEvent, type LicenseRow, LicenseStore } from './store.ts';
export { issueToken } from './token.ts';
export type {
  BillingMode,
  License,
  LicenseMode,
  LicenseStatus,
  LicenseType,
  LifeSpanUnit,
  SaleParam,
  SignedLicense,
  VerifyLicenseResponse,
} from './types.ts';
export {
  type Expectation,
  type Verdict,
  type Verification,
  type VerifyOptions,
  verifyLicense,
} from './verify.ts';
