import { type RehearsalEvent, type RehearsalInput, rehearse } from '../install/index.ts';
import { developmentLicense, type LicenseStore, type SigningKey } from '../license/index.ts';
import { text } from '../text.ts';
import type { ChangeFeed } from './changes.ts';

interface Deps {
  readonly licenses: LicenseStore;
  readonly signingKey: () => Promise<SigningKey>;
  readonly clock: () => Date;
  readonly changes: ChangeFeed;
}

/**
 * A rehearsal whose success leaves a development licence for its instance, as the platform issues one to the developer
 * who installs a development version (facts section 2, `specs`). The licence is there before the rehearsal says that it
 * has finished, and is named in its log.
 */
export const rehearseWithLicense = (deps: Deps): typeof rehearse =>
  async function* (input, context) {
    // Making the key takes seconds the first time: it begins with the rehearsal and is wanted at its end.
    const key = deps.signingKey();
    key.catch(() => undefined);
    const events = rehearse(input, context);
    let extra = 0;
    for (;;) {
      const { done, value } = await events.next();
      if (done) return value;
      if (value.type === 'finished' && value.status === 'succeeded' && value.instance !== undefined) {
        yield licensed(await issue(deps, input, value.instance, await key), value.seq, value.at);
        extra = 1;
      }
      yield { ...value, seq: value.seq + extra };
    }
  };

const licensed = (id: string, seq: number, at: number): RehearsalEvent => ({
  seq,
  at,
  type: 'log',
  level: 'info',
  text: text(`Development licence ${id} issued.`, `已签发开发许可证 ${id}。`),
});

/** Issues the instance's licence, or keeps the one it has when the same specification was chosen. */
async function issue(
  deps: Deps,
  input: RehearsalInput,
  cloudappId: string,
  key: SigningKey,
): Promise<string> {
  const now = deps.clock();
  const { account } = input.world;
  const chosen = input.spec ?? {};
  const fresh = developmentLicense(input.model, { cloudappId, uin: account.uin, chosen }, key, now);
  const wanted = JSON.stringify(fresh.license.AuthorizedSpecification);
  const kept = deps.licenses
    .list(cloudappId)
    .find((row) => JSON.stringify(row.signed.license.AuthorizedSpecification) === wanted);
  if (kept) return kept.licenseId;
  const { AuthorizedUserUin: uin, SoftwarePackageId: packageId } = fresh.license;
  const row = deps.licenses.issue({ packageId, cloudappId, uin, specs: input.model.specs, chosen }, key, now);
  deps.changes.publish({ topic: 'licenses', id: row.licenseId });
  return row.licenseId;
}
