import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type LocalText, sameText, text } from '../text.ts';
import { contentNotes } from './content-notes.ts';
import { formatTime } from './dates.ts';
import { type Envelope, type EnvelopeForm, openEnvelope } from './envelope.ts';
import { shownText } from './field-table.ts';
import { toJson } from './json-reader.ts';
import type { KnownKey } from './keys.ts';
import { type Reason, reason } from './reasons.ts';
import { compareRecords, type IssuedRecord, newerRecord } from './records.ts';
import { checkSignature } from './signature.ts';
import { type LicenseState, specificationsOf, stateAt } from './state.ts';
import { stateReasons } from './state-reasons.ts';
import { checkToken, readToken } from './token.ts';

/** What the licence should be for; each given value is compared. */
export interface Expectation {
  readonly packageId?: string;
  readonly cloudappId?: string;
  readonly licenseId?: string;
  readonly uin?: string;
  readonly roleId?: string;
  readonly version?: string;
  /** Chosen value by specification key. */
  readonly specification?: Readonly<Record<string, string>>;
}

export interface VerifyOptions {
  readonly keys: readonly KnownKey[];
  /** The moment for which the answer is asked. */
  readonly at: Date;
  readonly expect?: Expectation;
  /** Our own records of licences of that number, the oldest first. */
  readonly records?: (licenseId: string) => readonly IssuedRecord[];
}

export type Verdict = 'valid' | 'invalid' | 'unknown';

export interface Verification {
  readonly verdict: Verdict;
  /** One sentence: what makes it valid, or the first thing that speaks against it. */
  readonly summary: LocalText;
  /** Everything found, what decides first. */
  readonly reasons: readonly Reason[];
  readonly form: EnvelopeForm;
  /** The content as read, whether or not it can be trusted. */
  readonly license?: JsonObject;
  /** Set only when the signature fits. */
  readonly signedBy?: {
    readonly owner: KnownKey['owner'];
    readonly name: LocalText;
    readonly fingerprint: string;
  };
  readonly state?: LicenseState;
  /** The moment asked for, RFC 3339. */
  readonly at: string;
}

/**
 * Verifies a licence in any form it comes in (VerifyLicense answer, its inner object, DescribeLicense token). It is
 * `valid` only when a trusted key's signature fits, it is active at `at` and for what was expected; `unknown` when
 * nothing speaks against it but it cannot be shown; `invalid` otherwise. Never throws for bad text.
 */
export function verifyLicense(input: string | Uint8Array, options: VerifyOptions): Verification {
  const envelope = openEnvelope(input);
  const at = options.at.getTime();
  const { license, signedBy, reasons } = envelope.license
    ? plain(envelope, options)
    : token(envelope, options);
  const all = [...envelope.reasons, ...reasons];
  if (license) {
    all.push(
      ...stateReasons(license, at),
      ...expected(license, options.expect ?? {}),
      ...contentNotes(license),
    );
    if (signedBy?.owner === 'own') all.push(reason('development'), ...newer(license, options));
  }
  const sorted = [...all].sort((a, b) => RANK[a.level] - RANK[b.level]);
  const verdict = verdictOf(sorted, signedBy);
  return {
    verdict,
    summary: summaryOf(verdict, sorted, signedBy),
    reasons: sorted,
    form: envelope.form,
    at: formatTime(at),
    ...(license ? { license, state: stateAt(license, at) } : {}),
    ...(signedBy
      ? { signedBy: { owner: signedBy.owner, name: signedBy.name, fingerprint: signedBy.fingerprint } }
      : {}),
  };
}

const RANK = { invalid: 0, unknown: 1, note: 2 } as const;

function verdictOf(reasons: readonly Reason[], signedBy: KnownKey | undefined): Verdict {
  if (reasons.some((each) => each.level === 'invalid')) return 'invalid';
  return signedBy && !reasons.some((each) => each.level === 'unknown') ? 'valid' : 'unknown';
}

function summaryOf(verdict: Verdict, reasons: readonly Reason[], signedBy: KnownKey | undefined): LocalText {
  const { en, 'zh-CN': zh } = signedBy?.name ?? sameText('');
  if (verdict === 'valid')
    return text(
      `Active, and unchanged since it was signed with ${en}.`,
      `有效,且自使用${zh}签名以来未被改动。`,
    );
  return reasons[0]?.message ?? sameText('');
}

interface Checked {
  readonly license?: JsonObject;
  readonly signedBy?: KnownKey;
  readonly reasons: readonly Reason[];
}

function plain(envelope: Envelope, options: VerifyOptions): Checked {
  const node = envelope.license;
  const license = node && toJson(node);
  if (!node || !isJsonObject(license)) return { reasons: [] };
  const { signedBy, reasons } = checkSignature(
    envelope.source,
    node,
    envelope.signature,
    options.keys,
    hintsOf(options.expect),
  );
  if (signedBy)
    return {
      license,
      signedBy,
      reasons: [...reasons, ...(envelope.timestamp === undefined ? [] : [reason('unsigned')])],
    };
  const records = recordsOf(license, options);
  const compared = compareRecords(license, envelope.signature, records, options.keys);
  const named = compared.length > 0 ? reasons.filter((each) => !each.code.startsWith('field-')) : reasons;
  return { license, reasons: [...named, ...compared, ...whoShould(license, reasons)] };
}

function token(envelope: Envelope, options: VerifyOptions): Checked {
  if (envelope.token === undefined) return { reasons: [] };
  const content = readToken(envelope.token);
  const { signedBy, reasons } = checkToken(envelope.token, content, options.keys, options.at.getTime());
  return {
    reasons: [...content.reasons, ...reasons],
    ...(content.main ? { license: content.main } : {}),
    ...(signedBy ? { signedBy } : {}),
  };
}

/** Which key would have signed such a licence, when none fitted. */
function whoShould(license: JsonObject, reasons: readonly Reason[]): readonly Reason[] {
  if (!reasons.some((each) => each.code === 'unknown-key' || each.code === 'signature-length')) return [];
  const detail =
    license.LicenseType === 'Development'
      ? text(
          'A Development licence is signed by what issued it: give the public key of that data directory to have it named.',
          '开发版 License 由颁发方签名:请提供该数据目录的公钥以便辨认。',
        )
      : text(
          'A Standard licence is signed with the key that the platform published.',
          '正式 License 由平台公布的密钥签名。',
        );
  return [reason('expected-key', { detail })];
}

function recordsOf(license: JsonObject, options: VerifyOptions): readonly IssuedRecord[] {
  const id = license.LicenseId;
  return typeof id === 'string' ? (options.records?.(id) ?? []) : [];
}

function newer(license: JsonObject, options: VerifyOptions): readonly Reason[] {
  const found = newerRecord(license, recordsOf(license, options), options.at.getTime());
  if (!found) return [];
  const date = formatTime(found.issuedAt);
  return [
    found.status === 'Active'
      ? reason('renewed', { date })
      : reason('superseded', { date, status: found.status }),
  ];
}

const EXPECTED = [
  ['packageId', 'SoftwarePackageId', text('package', '软件包')],
  ['cloudappId', 'AuthorizedCloudappId', text('instance', '应用实例')],
  ['licenseId', 'LicenseId', text('licence number', 'License 编号')],
  ['uin', 'AuthorizedUserUin', text('customer', '客户')],
  ['roleId', 'AuthorizedCloudappRoleId', text('role', '角色')],
  ['version', 'SoftwarePackageVersion', text('package version', '软件包版本')],
] as const;

function expected(license: JsonObject, expect: Expectation): readonly Reason[] {
  const reasons = EXPECTED.flatMap(([name, path, what]) => {
    const wanted = expect[name];
    const found = license[path];
    return wanted === undefined || found === wanted ? [] : [other(what, path, found, wanted)];
  });
  const chosen = new Map(specificationsOf(license).map((each) => [each.key, each.value]));
  for (const [key, wanted] of Object.entries(expect.specification ?? {})) {
    const found = chosen.get(key);
    if (found !== wanted)
      reasons.push(
        other(text(`specification ${key}`, `规格 ${key}`), 'AuthorizedSpecification', found, wanted),
      );
  }
  return reasons;
}

const other = (what: LocalText, path: string, found: Json | undefined, wanted: string): Reason =>
  reason('other-value', { what, found: shownText(found), wanted: shownText(wanted) }, path);

const hintsOf = (expect: Expectation = {}): readonly string[] =>
  [
    expect.packageId,
    expect.cloudappId,
    expect.licenseId,
    expect.uin,
    expect.roleId,
    expect.version,
    ...Object.values(expect.specification ?? {}),
  ].filter((each) => each !== undefined);
