import type { Json, JsonObject } from '../../json.ts';
import { type LocalText, text } from '../../text.ts';
import { cidrsOverlap, parseCidr } from '../../world/index.ts';
import type { Cure } from '../events.ts';
import { faultText } from '../faults.ts';
import { archOf, type Subject } from '../resources/index.ts';
import type { SimCode } from '../rules.ts';
import type { Run } from '../run.ts';
import type { Fillings } from '../template.ts';
import { at, firstText, isEmpty } from '../values.ts';
import type { Written } from '../written.ts';
import { certificateCure, listenerOf } from './certificate-cures.ts';
import { answerCure, chooseOther, mentions, writeOther } from './choose.ts';
import { liftsOf, narrowsTo, strikesAll } from './lifts.ts';

/** One failure on its way to its cure. */
interface Case {
  readonly run: Run;
  readonly code: SimCode;
  readonly path: string;
  readonly data: Fillings;
  readonly subject: Subject;
  /** How another resource of the plan is written. */
  written(address: string): Written | undefined;
}

type Find = (one: Case) => Cure | undefined;

const word = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** The account changes: what the failure found in it is so no more. */
const account = ({ run, code }: Case, title: LocalText, facts: JsonObject): Cure => ({
  title,
  changes: [{ on: 'world', facts }],
  lifts: liftsOf(run.faults, code),
});

const again = ({ run, code }: Case): Cure => ({
  title: text(
    'When the cloud answers again, retry the step that failed; what was created is kept.',
    '云平台恢复后重试失败的步骤;已创建的资源会保留。',
  ),
  changes: [{ on: 'again' }],
  lifts: liftsOf(run.faults, code),
});

/** A choice of something else; faults that named nothing stay with what they struck. */
const instead = ({ run, code }: Case, target: string, cure: Cure | undefined): Cure | undefined => {
  const narrows = narrowsTo(run.faults, code, target);
  return cure && (narrows.length === 0 ? cure : { ...cure, narrows });
};

const otherMachine: Find = (one) => {
  const { run, code, path, data, subject } = one;
  const [type, zone] = [word(data.type), word(data.zone)];
  const arch = archOf(run.view, type);
  // A fault that strikes every type would say 0 of all of them.
  const stock = (each: string): number =>
    (strikesAll(run.faults, code) ? run.view.machineType(each)?.stock[zone] : run.view.stock(each, zone)) ??
    0;
  const inStock = (each: string): boolean =>
    each !== '' && each !== type && archOf(run.view, each) === arch && stock(each) > 1;
  const typeOf = (option: Json): string => firstText(at(option, 'instance_type')) ?? '';
  const size = run.view.machineType(type);
  const literal = run.view.world.instanceTypes.find(
    (each) => inStock(each.type) && (!size || (each.cpu === size.cpu && each.memory >= size.memory)),
  );
  return (
    instead(
      one,
      `${type}@${zone}`,
      chooseOther(run, subject.argsBehind(path), (option) => inStock(typeOf(option))) ??
        (literal && writeOther(subject, path, literal.type)),
    ) ??
    account(
      one,
      text(
        `Ask the cloud for machines of type ${type} in ${zone}.`,
        `提交工单,补充 ${zone} 的 ${type} 库存。`,
      ),
      { instanceTypes: [{ type, stock: { [zone]: 100 } }] },
    )
  );
};

/** The limit is raised; a fault then says how much of it is used, and goes on saying that. */
const moreQuota: Find = (one) => {
  const { run } = one;
  const [quota, used, needed] = [word(one.data.quota), count(one.data.used), count(one.data.needed)];
  const limit = used + Math.max(needed, 1);
  const narrows = run.faults
    .struck(['quota'])
    .filter((spec) => spec.target?.includes('@') !== true)
    .map((spec) => ({ from: faultText(spec), to: `quota=${spec.target ?? quota}@${used}` }));
  return {
    title: text(`Raise the quota ${quota} to ${limit}.`, `将配额 ${quota} 提高到 ${limit}。`),
    changes: [{ on: 'world', facts: { quotas: { [quota]: { limit } } } }],
    lifts: [],
    ...(narrows.length === 0 ? {} : { narrows }),
  };
};

/** A world's list of a kind of things, and the fact that one of them is there. */
function fact(prefix: string, id: string, { run, subject }: Case): JsonObject {
  const { region } = subject;
  const zone = run.view.region(region)?.zones[0]?.id ?? '';
  const vpc = run.view.world.vpcs.find((each) => each.region === region);
  const known = (list: readonly { readonly id: string }[]): boolean => list.some((each) => each.id === id);
  const { world } = run.view;
  switch (prefix) {
    case 'vpc':
      return known(world.vpcs) ? {} : { vpcs: [{ id, region, cidr: '10.200.0.0/16', egress: 'nat' }] };
    case 'subnet':
      return known(world.subnets)
        ? {}
        : { subnets: [{ id, zone, vpc: vpc?.id ?? '', cidr: '10.200.0.0/24', availableIps: 200 }] };
    case 'sg':
      return known(world.securityGroups) ? {} : { securityGroups: [{ id, region }] };
    case 'skey':
      return { keyPairs: [{ id }] };
    case 'img':
      return known(world.images) ? {} : { images: [{ id, name: id, platform: 'TencentOS', arch: 'x86_64' }] };
    default:
      return { certificates: [{ id, domains: ['*'], issued: true, expires: '2099-12-31' }] };
  }
}

const otherThing: Find = (one) => {
  const { run, code, path, data, subject } = one;
  const id = word(data.id ?? data.subnet);
  const chosen = instead(
    one,
    id,
    chooseOther(run, subject.argsBehind(path), (option) => !mentions(option, id)) ??
      otherImage(one, id, undefined),
  );
  const prefix = id.split('-')[0] ?? '';
  return (
    chosen ??
    account(
      one,
      code === 'SIM_MACHINE_IMAGE_NOT_SHARED'
        ? text(`Share the image ${id} with the customer’s account.`, `将镜像 ${id} 共享给客户账号。`)
        : text(`Bring ${id} into the account.`, `在账号中恢复 ${id}。`),
      fact(prefix, id, one),
    )
  );
};

/** An image that is written out becomes one that the account can use. */
function otherImage({ run, path, subject }: Case, id: string, arch: string | undefined): Cure | undefined {
  if (!id.startsWith('img-')) return undefined;
  const before = run.view.world.images.find((each) => each.id === id);
  const wanted = arch ?? before?.arch ?? 'x86_64';
  const other = run.view.world.images.find(
    (each) =>
      each.id !== id &&
      each.arch === wanted &&
      each.platform !== 'Windows' &&
      (each.region === undefined || each.region === subject.region),
  );
  return other && writeOther(subject, path, other.id);
}

const fittingImage: Find = (one) => {
  const { run, path, data, subject } = one;
  const arch = word(data.typeArch);
  const archOfImage = (option: Json): string | undefined => {
    const id = firstText(at(option, 'image_id'));
    return run.view.world.images.find((each) => each.id === id)?.arch;
  };
  return (
    chooseOther(run, subject.argsBehind(path), (option) => archOfImage(option) === arch) ??
    otherImage(one, word(data.image), arch)
  );
};

const freeSubnet: Find = (one) => {
  const { run, path, data, subject } = one;
  const subnet = word(data.subnet);
  const free = (option: Json): boolean =>
    !mentions(option, subnet) &&
    run.view.world.subnets.some((each) => mentions(option, each.id) && each.availableIps > 10);
  return (
    instead(one, subnet, chooseOther(run, subject.argsBehind(path), free)) ??
    account(one, text(`Free addresses in ${subnet}.`, `释放子网 ${subnet} 的 IP。`), {
      subnets: [{ id: subnet, availableIps: 200 }],
    })
  );
};

const goodCertificate: Find = (one) => {
  const { run, path, data, subject, written } = one;
  const certificate = word(data.certificate);
  const listener = subject.given('certificate_id') ? undefined : listenerOf(run, subject);
  const holder = (listener === undefined ? undefined : written(listener)) ?? subject;
  const cure = certificateCure(run, path, certificate, subject, holder);
  if (cure) return cure;
  const id = certificate.split(', ')[0] ?? '';
  const domain = word(data.domain);
  const before = run.view.certificate(id);
  const domains = [...new Set([...(before?.domains ?? []), ...(domain === '' ? [] : [domain])])];
  // Nobody chooses or writes the id: what stands under it changes.
  const title =
    domain === ''
      ? text(`Renew the certificate ${id}.`, `续期证书 ${id}。`)
      : text(
          `Issue the certificate ${id} again, for ${domain}, too.`,
          `重新签发证书 ${id},使其覆盖 ${domain}。`,
        );
  return account(one, title, { certificates: [{ id, domains, issued: true, expires: '2099-12-31' }] });
};

/** A fallback behind what had no value, or an answer to the field that was left empty. */
const aValue: Find = ({ run, path, subject, code }) => {
  const injected = liftsOf(run.faults, code).length > 0;
  if (!injected) {
    const empty = subject.argsBehind(path).filter((name) => isEmpty(run.form.answers[name]));
    return chooseOther(run, empty, () => true);
  }
  const before = subject.before(path);
  const written = subject.expression(path);
  if (!written || (typeof before !== 'string' && typeof before !== 'number' && typeof before !== 'boolean'))
    return undefined;
  const { file, start, end } = written;
  const fallback = `coalesce(${written.text}, ${JSON.stringify(before)})`;
  return {
    title: text(`Give \`${path}\` a fallback: ${fallback}.`, `为 \`${path}\` 设置兜底值:${fallback}。`),
    changes: [{ on: 'package', file, start, end, text: fallback }],
    lifts: [],
  };
};

/** A range of the same length that nothing of the account has. */
const freeRange: Find = ({ run, path, data, subject }) => {
  const cidr = word(data.cidr);
  const length = cidr.split('/')[1] ?? '16';
  const taken = [
    ...run.view.world.vpcs.map((vpc) => vpc.cidr),
    ...run.faults.of('cidr-overlap').map((spec) => spec.target ?? ''),
    cidr,
  ].flatMap((each) => parseCidr(each) ?? []);
  const candidates = [
    ...Array.from({ length: 15 }, (_, i) => `172.${31 - i}.0.0/${length}`),
    ...Array.from({ length: 200 }, (_, i) => `10.${250 - i}.0.0/${length}`),
  ];
  const free = candidates.find((each) => {
    const range = parseCidr(each);
    return range && !taken.some((other) => cidrsOverlap(range, other));
  });
  if (free === undefined || strikesAll(run.faults, 'SIM_CIDR_CONFLICT')) return undefined;
  const arg = subject.argsBehind(path).find((name) => run.form.answers[name] === cidr);
  if (arg === undefined) return writeOther(subject, path, free);
  const label = run.form.fields.find((field) => field.name === arg)?.label ?? arg;
  return run.form.fits({ [arg]: free }) ? answerCure(arg, free, label) : undefined;
};

const freeAccount: Find = (one) =>
  account(one, text('Disconnect the network that has the range.', '断开占用该网段的网络连接。'), {});

/** How to get past each failure of a resource; first what the customer can choose, then the package, then the account. */
const finders: Partial<Record<SimCode, Find>> = {
  SIM_STOCK_SOLD_OUT: otherMachine,
  SIM_MACHINE_TYPE_UNKNOWN: otherMachine,
  SIM_QUOTA_EXCEEDED: moreQuota,
  SIM_ID_NOT_FOUND: otherThing,
  SIM_MACHINE_IMAGE_NOT_SHARED: otherThing,
  SIM_WRONG_REGION: ({ run, path, data, subject }) =>
    chooseOther(run, subject.argsBehind(path), (option) => !mentions(option, word(data.id))),
  SIM_SUBNET_FULL: freeSubnet,
  SIM_MACHINE_IMAGE_ARCH: fittingImage,
  SIM_CERTIFICATE_INVALID: goodCertificate,
  SIM_CERTIFICATE_DOMAIN: goodCertificate,
  SIM_ARGUMENT_NULL: aValue,
  SIM_CIDR_CONFLICT: (one) =>
    freeRange(one) ?? (liftsOf(one.run.faults, one.code).length > 0 ? freeAccount(one) : undefined),
  SIM_CLOUD_ERROR: again,
  SIM_NETWORK_DOWN: again,
};

/** The change that gets a rehearsal past a failure of a resource; undefined where none is known. */
export const resourceCure = (
  run: Run,
  code: SimCode,
  path: string,
  data: Fillings,
  subject: Subject,
  written: Case['written'] = () => undefined,
): Cure | undefined => finders[code]?.({ run, code, path, data, subject, written });
