import type { Cure } from '../events.ts';
import { type Faults, faultText } from '../faults.ts';
import type { FaultKind } from '../input.ts';
import type { SimCode } from '../rules.ts';

/** Faults that bring a failure about. */
const kinds: Partial<Record<SimCode, readonly FaultKind[]>> = {
  SIM_STOCK_SOLD_OUT: ['sold-out'],
  SIM_FORM_INCOMPLETE: ['sold-out'],
  SIM_MACHINE_TYPE_UNKNOWN: ['sold-out'],
  SIM_QUOTA_EXCEEDED: ['quota'],
  SIM_ID_NOT_FOUND: ['network-missing', 'subnet-missing', 'security-group-missing', 'machine-image-missing'],
  SIM_MACHINE_IMAGE_NOT_SHARED: ['image-not-shared'],
  SIM_SUBNET_FULL: ['subnet-full'],
  SIM_CIDR_CONFLICT: ['cidr-overlap'],
  SIM_CERTIFICATE_DOMAIN: ['certificate-mismatch'],
  SIM_CERTIFICATE_INVALID: ['certificate-expired'],
  SIM_ARGUMENT_NULL: ['argument-null'],
  SIM_CHART_RENDER: ['chart-render'],
  SIM_IMAGE_MISSING: ['image-missing'],
  SIM_IMAGE_PLATFORM: ['image-arch'],
  SIM_NO_EGRESS: ['no-egress'],
  SIM_HOOK_TIMEOUT: ['hook-timeout'],
  SIM_NETWORK_DOWN: ['network-down'],
  SIM_CLOUD_ERROR: ['cloud-error'],
  SIM_LICENSE_INACTIVE: ['license-inactive'],
};

/** The faults behind a failure, as people write them: what a change of the account makes untrue. */
export const liftsOf = (faults: Faults, code: SimCode): readonly string[] =>
  faults.struck(kinds[code] ?? []).map(faultText);

/** The faults behind a failure that name no target, each as the one about what it struck: another thing is another. */
export const narrowsTo = (faults: Faults, code: SimCode, target: string): NonNullable<Cure['narrows']> =>
  faults
    .struck(kinds[code] ?? [])
    .filter((spec) => spec.target === undefined)
    .map((spec) => ({ from: faultText(spec), to: faultText({ kind: spec.kind, target }) }));

/** True where one of the faults behind a failure names no target: every choice would meet it. */
export const strikesAll = (faults: Faults, code: SimCode): boolean =>
  faults.struck(kinds[code] ?? []).some((spec) => spec.target === undefined);
