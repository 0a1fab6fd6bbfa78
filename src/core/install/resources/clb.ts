import { text } from '../../text.ts';
import { certificateCovers, certificateFault } from '../../world/index.ts';
import type { Certificate } from '../../world/types.ts';
import type { Failure } from '../events.ts';
import { either } from '../template.ts';
import { blocks, firstText, texts } from '../values.ts';
import { privateIp, publicIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';
import { nullArgument } from './checks.ts';
import { checkPlacement } from './network-checks.ts';
import type { Subject } from './subject.ts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const isOpen = (subject: Subject): boolean => subject.text('network_type')?.toUpperCase() === 'OPEN';

const instance: Behaviour = {
  types: ['tencentcloud_clb_instance'],
  fidelity: 'full',
  idPrefix: 'lb',
  seconds: [10, 25],
  quota: 'clb.instances',
  needs: ['network_type'],
  refers: { vpc_id: 'vpc', subnet_id: 'subnet', security_groups: 'security-group' },
  check: (subject) => {
    const type = subject.text('network_type')?.toUpperCase();
    if (type !== 'OPEN' && type !== 'INTERNAL') {
      return subject.fail('SIM_VALUE_REFUSED', 'network_type', {
        detail: text(`"${type}" is no network type`, `“${type}”不是有效的网络类型`),
        wanted: either(['OPEN', 'INTERNAL']),
      });
    }
    // An internal load balancer's address comes out of its subnet; an open one only remembers it.
    if (type === 'INTERNAL' && !subject.given('subnet_id')) return nullArgument(subject, 'subnet_id');
    return checkPlacement(subject, { vpc: 'vpc_id', subnet: 'subnet_id' }, type === 'INTERNAL' ? 1 : 0);
  },
  attributes: (subject, random) => {
    const vip = isOpen(subject) ? publicIp(random) : privateIp(subject, random);
    return {
      clb_name: subject.nameOr('clb_name'),
      clb_vips: [vip],
      vip,
      domain: isOpen(subject) ? `lb-${random.chars(8, ALPHABET)}.clb.example.net` : '',
    };
  },
};

const SECURE = new Set(['HTTPS', 'TCP_SSL', 'QUIC']);
const certificateIds = (subject: Subject): readonly string[] => [
  ...texts(subject.args.certificate_id),
  ...blocks(subject.args, 'multi_cert_info').flatMap((block) => texts(block.cert_id_list)),
];

/** The day on which a certificate ended; one that a fault struck ended today. */
const day = (subject: Subject, certificate: Certificate | undefined): string =>
  certificate && certificate.expires < subject.view.world.date
    ? certificate.expires
    : subject.view.world.date;

/** A certificate that the world lists is issued and has not expired. */
function checkCertificate(subject: Subject): Failure | undefined {
  for (const id of certificateIds(subject)) {
    const certificate = subject.view.certificate(id);
    const expired = subject.view.struck('certificate-expired', id) ? 'expired' : undefined;
    const fault = expired ?? (certificate && certificateFault(subject.view.world, certificate));
    if (fault) {
      return subject.fail('SIM_CERTIFICATE_INVALID', 'certificate_id', {
        certificate: id,
        why:
          fault === 'expired'
            ? text(`it expired on ${day(subject, certificate)}`, `已于 ${day(subject, certificate)} 过期`)
            : text('it is not issued yet', '尚未签发'),
      });
    }
  }
  return undefined;
}

const listener: Behaviour = {
  types: ['tencentcloud_clb_listener'],
  fidelity: 'full',
  idPrefix: 'lbl',
  seconds: [3, 8],
  needs: ['clb_id', 'protocol'],
  refers: { clb_id: 'clb', certificate_id: 'certificate', certificate_ca_id: 'certificate' },
  check: (subject) => {
    const secure = SECURE.has(subject.text('protocol')?.toUpperCase() ?? '');
    if (secure && certificateIds(subject).length === 0 && subject.text('sni_switch') !== 'true') {
      return nullArgument(subject, 'certificate_id');
    }
    return checkCertificate(subject);
  },
  attributes: (subject) => ({ listener_name: subject.nameOr('listener_name') }),
};

const rule: Behaviour = {
  types: ['tencentcloud_clb_listener_rule'],
  fidelity: 'full',
  idPrefix: 'loc',
  seconds: [3, 8],
  needs: ['clb_id', 'listener_id', 'domain|domains', 'url'],
  refers: { clb_id: 'clb', certificate_id: 'certificate' },
  check: (subject) => {
    const above = subject.view.made(subject.text('listener_id') ?? '')?.attributes ?? {};
    if (!SECURE.has(firstText(above.protocol)?.toUpperCase() ?? '')) return undefined;
    const own = certificateIds(subject);
    const ids = own.length > 0 ? own : texts(above.certificate_id);
    return checkCertificate(subject) ?? checkDomains(subject, ids);
  },
};

/**
 * The rule's domains are covered by a certificate. In an open world a domain that is not the account's own is one that
 * the packager means to be replaced: its certificate is assumed to come with it, and that is said.
 */
function checkDomains(subject: Subject, ids: readonly string[]): Failure | undefined {
  const certificates = ids.flatMap((id) => subject.view.certificate(id) ?? []);
  const mismatch = subject.view.struck('certificate-mismatch', ...ids, ...texts(subject.args.domain));
  if (certificates.length === 0 && !mismatch) return undefined;
  const path = subject.given('domain') ? 'domain' : 'domains';
  for (const domain of texts(subject.value(path))) {
    if (!mismatch && certificates.some((each) => certificateCovers(each, domain))) continue;
    const covers = mismatch
      ? text('another domain', '其他域名')
      : either(certificates.flatMap((each) => each.domains));
    const certificate = ids.join(', ');
    if (mismatch || subject.view.closed || subject.view.ownsDomain(domain)) {
      return subject.fail('SIM_CERTIFICATE_DOMAIN', path, { certificate, domain, covers });
    }
    subject.assume(
      'ASSUMED_CERTIFICATE_DOMAIN',
      path,
      text(
        `A certificate for ${domain} is assumed: the chosen one covers ${covers.en}.`,
        `假设存在适用于 ${domain} 的证书:所选证书仅覆盖 ${covers['zh-CN']}。`,
      ),
    );
  }
  return undefined;
}

const attachment: Behaviour = {
  types: ['tencentcloud_clb_attachment'],
  fidelity: 'full',
  idPrefix: '',
  seconds: [4, 10],
  needs: ['clb_id', 'listener_id', 'targets', 'targets.instance_id|targets.eni_ip'],
  refers: { clb_id: 'clb', 'targets.instance_id': 'instance' },
  attributes: (subject) => ({
    id: [subject.text('rule_id'), subject.text('listener_id'), subject.text('clb_id')]
      .filter(Boolean)
      .join('#'),
  }),
};

export const clb: readonly Behaviour[] = [instance, listener, rule, attachment];
