import type { PackageModel } from '../package/model.ts';
import { issueLicense } from './issue.ts';
import type { SigningKey } from './signing-key.ts';
import type { LicenseMode, LifeSpanUnit, SignedLicense } from './types.ts';

/** Account numbers of the simulated world where it names none. */
const REHEARSAL_UIN = '100000000001';

/** A rehearsed instance, as far as its licence is concerned. */
export interface RehearsedInstance {
  readonly cloudappId: string;
  /** Account of the simulated customer. */
  readonly uin?: string;
  readonly roleId?: string;
  readonly version?: string;
  /** Chosen specification values; the first of each by default. */
  readonly chosen?: Readonly<Record<string, string>>;
  readonly mode?: LicenseMode;
  readonly lifeSpan?: number;
  readonly lifeSpanUnit?: LifeSpanUnit;
}

/** A package's id, or `pkg-00000000` while it is still a placeholder. */
export const licensablePackageId = (id: string): string =>
  /^pkg-[0-9a-z]{8}$/.test(id) ? id : 'pkg-00000000';

/**
 * The development licence that a rehearsed instance of a package gets (issue 2 section 7). A package whose id is still
 * a placeholder gets `pkg-00000000`. Errors as `newLicense`.
 */
export function developmentLicense(
  model: Pick<PackageModel, 'id' | 'specs'>,
  instance: RehearsedInstance,
  key: Pick<SigningKey, 'privateKey' | 'fingerprint'>,
  now: Date,
): SignedLicense {
  return issueLicense(
    {
      ...instance,
      packageId: licensablePackageId(model.id?.value ?? ''),
      uin: instance.uin ?? REHEARSAL_UIN,
      specs: model.specs,
    },
    key,
    now,
  );
}
