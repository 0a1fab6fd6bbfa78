import { type RehearsalEvent, type RehearsalInput, rehearse } from '../install/index.ts';
import { chooseSpecification, type LicenseStore, type SigningKey } from '../license/index.ts';
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
    let packageId = '';
    for (;;) {
      const { done, value } = await events.next();
      if (done) return value;
      if (value.type === 'started') packageId = value.packageId;
      const installs = input.prior?.operation !== 'uninstall';
      if (
        installs &&
        value.type === 'finished' &&
        value.status === 'succeeded' &&
        value.instance !== undefined
      ) {
        const license = issue(deps, input, { packageId, cloudappId: value.instance }, await key);
        yield licensed(license, value.seq, value.at);
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

/** Issues the instance's licence, or keeps the one it has when the same specification and mode were chosen. */
function issue(
  deps: Deps,
  input: RehearsalInput,
  ids: { readonly packageId: string; readonly cloudappId: string },
  key: SigningKey,
): string {
  const { specs } = input.model;
  const chosen = input.spec ?? {};
  const mode = input.licenseMode;
  const wanted = JSON.stringify(chooseSpecification(specs, chosen));
  const [newest] = deps.licenses.list(ids.cloudappId);
  const has = newest?.signed.license;
  const fits =
    JSON.stringify(has?.AuthorizedSpecification) === wanted && (!mode || has?.LicenseMode === mode);
  if (newest && fits) return newest.licenseId;
  const order = { ...ids, uin: input.world.account.uin, specs, chosen, ...(mode ? { mode } : {}) };
  const row = deps.licenses.issue(order, key, deps.clock());
  deps.changes.publish({ topic: 'licenses', id: row.licenseId });
  return row.licenseId;
}
