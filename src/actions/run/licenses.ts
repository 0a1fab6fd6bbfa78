import {
  inspectLicense,
  knownKey,
  type LicenseRow,
  licenseResponse,
  platformKey,
  stateAt,
  verifyLicense,
} from '../../core/license/index.ts';
import { parsePackage, readPackage } from '../../core/package/index.ts';
import { type LocalText, text } from '../../core/text.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { IssuedLicenseView, LicenseInspectView, LicenseVerdictView, LicenseView } from '../views.ts';
import { specChoices } from './spec-choices.ts';

const toView = (row: LicenseRow, at: Date): LicenseView => {
  const { license } = row.signed;
  return {
    id: row.licenseId,
    instance: row.instanceId,
    packageId: row.packageId,
    type: license.LicenseType,
    mode: license.LicenseMode,
    status: stateAt({ ...license } as never, at.getTime()).status,
    issuedAt: row.issuedAt,
    ...(license.ExpirationDate ? { expiresAt: license.ExpirationDate } : {}),
  };
};

export async function list(
  _input: object,
  { engine }: ActionContext<never>,
): Promise<readonly LicenseView[]> {
  return engine.licenses.list().map((row) => toView(row, engine.clock()));
}

/** The response text as VerifyLicense would answer: the signed bytes stand in it unchanged. */
function responseText({ signed }: LicenseRow, now: Date): string {
  return JSON.stringify(licenseResponse(signed, { requestId: `drydock-${now.getTime().toString(16)}`, now }));
}

export async function show(
  input: { id: string },
  { engine }: ActionContext<never>,
): Promise<{ readonly text: string }> {
  return { text: responseText(engine.licenses.get(input.id), engine.clock()) };
}

interface IssueInput {
  readonly instance: string;
  readonly spec: readonly string[];
  readonly mode: 'Permanent' | 'Subscription';
  readonly days: number;
}

export async function issue(
  input: IssueInput,
  { engine, signal }: ActionContext<never>,
): Promise<IssuedLicenseView> {
  const instance = engine.instances.show(input.instance);
  const { model } = parsePackage(await readPackage(instance.project, { signal }));
  const order = {
    packageId: instance.packageId,
    cloudappId: instance.id,
    uin: instance.uin,
    specs: model.specs,
    chosen: specChoices(input.spec),
    mode: input.mode,
    ...(input.mode === 'Permanent' ? {} : { lifeSpan: input.days, lifeSpanUnit: 'D' as const }),
  };
  const row = engine.licenses.issue(order, await engine.signingKey(), engine.clock());
  engine.changes.publish({ topic: 'licenses', id: row.licenseId });
  return { ...toView(row, engine.clock()), text: responseText(row, engine.clock()) };
}

const states: Readonly<Record<string, LocalText>> = {
  Issued: text('issued, not active yet', '已签发,尚未生效'),
  Active: text('active', '有效'),
  Expired: text('expired', '已过期'),
  Isolated: text('expired; a renewal still saves it within 7 days', '已过期,7 天隔离期内仍可续期'),
  Destroyed: text('destroyed', '已销毁'),
  Unknown: text('cannot be told from what it says', '无法从内容判断'),
};

export async function inspect(input: {
  file: Content;
  at?: string | undefined;
}): Promise<LicenseInspectView> {
  const at = input.at ? new Date(input.at) : new Date();
  const found = inspectLicense(input.file.text, at);
  return {
    form: found.form,
    fields: found.fields.map((field) => ({
      name: field.path,
      title: field.title,
      value: field.value,
      meaning: field.decoded ? joined(field.meaning, field.decoded) : field.meaning,
    })),
    unknownFields: found.fields.filter((field) => !field.known).map((field) => field.path),
    notes: found.notes.map(({ code, message }) => ({ code, message })),
    at: at.toISOString(),
    state: found.state.status,
    stateText: states[found.state.status] ?? text('', ''),
  };
}

const joined = (a: LocalText, b: LocalText): LocalText =>
  text(`${a.en} — ${b.en}`, `${a['zh-CN']} — ${b['zh-CN']}`);

interface VerifyInput {
  readonly file: Content;
  readonly at?: string | undefined;
  readonly package?: string | undefined;
  readonly instance?: string | undefined;
}

export async function verify(
  input: VerifyInput,
  { engine }: ActionContext<never>,
): Promise<LicenseVerdictView> {
  const key = await engine.signingKey();
  const at = input.at ? new Date(input.at) : engine.clock();
  const found = verifyLicense(input.file.text, {
    keys: [knownKey('own', key.publicKey), platformKey()],
    at,
    expect: {
      ...(input.package === undefined ? {} : { packageId: input.package }),
      ...(input.instance === undefined ? {} : { cloudappId: input.instance }),
    },
    records: (id) => engine.licenses.records(id),
  });
  const licenseId = found.license?.LicenseId;
  return {
    verdict: found.verdict,
    summary: found.summary,
    reasons: found.reasons.map(({ code, message }) => ({ code, message })),
    ...(found.signedBy ? { key: found.signedBy.owner } : {}),
    at: found.at,
    ...(typeof licenseId === 'string' ? { licenseId } : {}),
  };
}
