import { isJsonObject, type Json } from '../../json.ts';
import { type LocalText, text } from '../../text.ts';
import { certificateCovers, certificateFault } from '../../world/index.ts';
import type { Certificate } from '../../world/types.ts';
import type { Cure, CureChange } from '../events.ts';
import { faultText } from '../faults.ts';
import type { FaultKind } from '../input.ts';
import type { Subject } from '../resources/index.ts';
import type { Run } from '../run.ts';
import { firstText, texts } from '../values.ts';
import type { Written } from '../written.ts';
import { answerCure, chooseOther, mentions, writeOther } from './choose.ts';

const ID = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const KINDS: readonly FaultKind[] = ['certificate-mismatch', 'certificate-expired'];

/** Where the certificate of a listener or rule is written, and what has to be good about another one. */
interface Site {
  readonly run: Run;
  readonly subject: Subject;
  /** Writes `certificate_id`: the rule itself, else its listener. */
  readonly holder: Written;
  readonly ids: readonly string[];
  readonly domains: readonly string[];
  readonly narrows: NonNullable<Cure['narrows']>;
}

/** Faults that named no certificate are about the one that they struck: another is another. */
function narrowsOf(run: Run, ids: readonly string[]): NonNullable<Cure['narrows']> {
  const [id] = ids;
  return run.faults
    .struck(KINDS)
    .filter((spec) => id !== undefined && spec.target !== id)
    .map((spec) => ({ from: faultText(spec), to: faultText({ kind: spec.kind, target: id ?? '' }) }));
}

const isUsable =
  ({ run, ids, domains }: Site) =>
  (certificate: Certificate): boolean =>
    !ids.includes(certificate.id) &&
    certificateFault(run.view.world, certificate) === undefined &&
    domains.every((domain) => certificateCovers(certificate, domain)) &&
    !KINDS.some((kind) => run.faults.of(kind).some((spec) => spec.target === certificate.id));

const withNarrows = (cure: Cure | undefined, { narrows }: Site): Cure | undefined =>
  cure && (narrows.length === 0 ? cure : { ...cure, narrows });

/** Another certificate of the account that covers the domain: chosen in the form, or written in the package. */
function otherCertificate(site: Site): Cure | undefined {
  const { run, holder } = site;
  const usable = run.view.world.certificates.filter(isUsable(site));
  if (usable.length === 0) return undefined;
  const isOne = (option: Json): boolean => usable.some((each) => mentions(option, each.id));
  return (
    chooseOther(run, holder.argsBehind('certificate_id'), isOne) ??
    writeOther(holder, 'certificate_id', usable[0]?.id ?? '')
  );
}

/** The same value with another id in place of one, wherever that stands. */
function renamed(value: Json, id: string, other: string): Json {
  if (typeof value === 'string') return value === id ? other : value;
  if (Array.isArray(value)) return value.map((each) => renamed(each, id, other));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, id, other)]));
}

/** A certificate that is issued for the domain, and chosen instead of the one that does not cover it. */
function newCertificate(site: Site): Cure | undefined {
  const { run, holder, ids, domains } = site;
  const [before = ''] = ids;
  const known = run.view.certificate(before);
  const names = domains.length > 0 ? domains : (known?.domains ?? ['*']);
  const id = `c${run.seeds.for('certificate', ...names).chars(7, ID)}`;
  const expires = `${Number(run.view.world.date.slice(0, 4)) + 1}${run.view.world.date.slice(4)}`;
  const added: CureChange = {
    on: 'world',
    facts: { certificates: [{ id, domains: [...names], issued: true, expires }] },
  };
  const arg = holder
    .argsBehind('certificate_id')
    .find((name) => mentions(run.form.answers[name] ?? null, before));
  const value = arg === undefined ? null : (run.form.answers[arg] ?? null);
  const label = run.form.fields.find((field) => field.name === arg)?.label ?? arg ?? '';
  const chosen =
    arg === undefined
      ? writeOther(holder, 'certificate_id', id)
      : answerCure(arg, renamed(value, before, id), label, id);
  if (!chosen) return undefined;
  const issued = text(
    `Issue a certificate for ${names.join(', ')} (${id}).`,
    `签发适用于 ${names.join('、')} 的证书(${id})。`,
  );
  const title: LocalText = {
    en: `${issued.en} ${chosen.title.en}`,
    'zh-CN': `${issued['zh-CN']}${chosen.title['zh-CN']}`,
  };
  return { title, changes: [added, ...chosen.changes], lifts: [] };
}

/** A domain that the certificate does cover, where the customer answers which it is. */
function otherDomain({ run, subject, ids, domains }: Site, path: string): Cure | undefined {
  const [domain] = domains;
  const covered = ids
    .flatMap((id) => run.view.certificate(id)?.domains ?? [])
    .find((name) => !name.includes('*') && !domains.includes(name));
  if (domain === undefined || covered === undefined) return undefined;
  const arg = subject.argsBehind(path).find((name) => run.form.answers[name] === domain);
  if (arg === undefined) return writeOther(subject, path, covered);
  const label = run.form.fields.find((field) => field.name === arg)?.label ?? arg;
  return run.form.fits({ [arg]: covered }) ? answerCure(arg, covered, label) : undefined;
}

/**
 * How to get past a certificate that does not cover its domain or has expired: another of the account, else a new one, else
 * a domain that it covers. A fault goes on being about the certificate that it struck.
 */
export function certificateCure(
  run: Run,
  path: string,
  certificates: string,
  subject: Subject,
  holder: Written,
): Cure | undefined {
  const ids = certificates.split(', ').filter((id) => id !== '');
  const isRule = path === 'domain' || path === 'domains';
  const narrows = narrowsOf(run, ids);
  const domains = isRule ? texts(subject.value(path)) : [];
  const site: Site = { run, subject, holder, ids, domains, narrows };
  const strikesDomain = run.faults.of('certificate-mismatch').length > 0;
  return (
    withNarrows(otherCertificate(site) ?? newCertificate(site), site) ??
    (isRule && !strikesDomain ? otherDomain(site, path) : undefined)
  );
}

/** Address of the listener that a rule belongs to, once it is made. */
export const listenerOf = (run: Run, subject: Subject): string | undefined =>
  run.view.made(firstText(subject.args.listener_id) ?? '')?.address;
