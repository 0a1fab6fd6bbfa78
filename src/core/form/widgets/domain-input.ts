import { isJsonObject, type Json } from '../../json.ts';
import { text } from '../../text.ts';
import { certificateCovers, findCertificate } from '../../world/index.ts';
import { fieldError, show } from '../field-error.ts';
import { string } from './config.ts';
import type { Accepted, Widget, WidgetContext } from './widget.ts';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i;

/** True for a host name of at least two labels, without a wildcard. */
export const isDomain = (name: string): boolean => {
  const labels = name.split('.');
  return name.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label));
};

const certificateOf = ({ world, config }: WidgetContext) =>
  findCertificate(world, string(config, 'certId') ?? '');

/** The customer's domains that the certificate covers; without one, a name made from the certificate's own. */
function offered(context: WidgetContext): string[] {
  const certificate = certificateOf(context);
  if (!certificate) return [...context.world.domains];
  const own = context.world.domains.filter((domain) => certificateCovers(certificate, domain));
  const named = certificate.domains.map((name) => name.replace(/^\*\./, 'www.'));
  return [...new Set([...own, ...named])];
}

function accept(answer: Json, context: WidgetContext): Accepted {
  const given = isJsonObject(answer) ? answer.domain : answer;
  if (typeof given !== 'string') {
    return { error: fieldError('FORM_ANSWER_TYPE', { given: show(answer), expected: 'domain | {domain}' }) };
  }
  if (!isDomain(given)) return { error: fieldError('FORM_DOMAIN', { given: show(given) }) };
  const certificate = certificateOf(context);
  if (certificate && !certificateCovers(certificate, given)) {
    const names = certificate.domains.join(', ');
    return { error: fieldError('FORM_DOMAIN_CERTIFICATE', { given, certificate: certificate.id, names }) };
  }
  return { value: { domain: given } };
}

/** 12. Domain: `{domain}`; with `certId`, only names that the certificate covers. */
export const domainInput: Widget = {
  name: 'domain-input',
  title: text('Domain', '域名'),
  evidenced: true,
  otherNames: ['domain-select', 'domain'],
  input: 'text',
  properties: ['certId'],
  options: (context) => offered(context).map((domain) => ({ key: domain, label: domain, value: { domain } })),
  limits: (context) => {
    const names = certificateOf(context)?.domains;
    return names ? { domains: [...names] } : {};
  },
  accept,
};
