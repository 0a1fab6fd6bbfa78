import type { JsonObject } from '../../json.ts';
import { stateAt } from '../../license/index.ts';
import { text } from '../../text.ts';
import type { Cure } from '../events.ts';

const YEAR = 365 * 86_400_000;
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The status that a licence has at a time, in milliseconds since 1970. */
export const licenseStatus = (license: JsonObject, at: number): string => stateAt(license, at).status;

/** What the customer or the provider does about a licence of a status; the licence that comes of it. */
export function licenseCure(status: string, at: number): Cure {
  const license = {
    LicenseStatus: 'Active',
    LicenseMode: 'Subscription',
    ActivationDate: new Date(at).toISOString(),
    ExpirationDate: new Date(at + YEAR).toISOString(),
  };
  const until = day(at + YEAR);
  const titles: Readonly<Record<string, Cure['title']>> = {
    Issued: text(
      `Activate the licence (IssueLicense, ActivateMode); it runs until ${until}.`,
      `激活许可证(IssueLicense 的 ActivateMode),有效期至 ${until}。`,
    ),
    Deactive: text(`Switch the licence on; it runs until ${until}.`, `启用许可证,有效期至 ${until}。`),
    Isolated: text(
      `Renew the licence until ${until}: it is isolated, and a renewal still saves it.`,
      `将许可证续期至 ${until}:已被隔离,续费后恢复。`,
    ),
    Destroyed: text(
      `Issue a new licence until ${until}: a destroyed one cannot be renewed.`,
      `签发有效期至 ${until} 的新许可证:已销毁的许可证无法续期。`,
    ),
  };
  return {
    title:
      titles[status] ??
      text(
        `Renew the licence until ${until}, or issue a new one.`,
        `将许可证续期至 ${until},或签发新的许可证。`,
      ),
    changes: [{ on: 'license', license }],
    lifts: [],
  };
}
