import type { Json, JsonObject } from '../../json.ts';
import { text } from '../../text.ts';
import type { Random } from '../kernel/index.ts';
import { publicIp } from './addresses.ts';
import type { Behaviour } from './behaviour.ts';
import type { Subject } from './subject.ts';

/** An attribute that only the cloud fills in, as the provider's schema declares it. */
export interface ComputedAttribute {
  readonly name: string;
  readonly kind: 'string' | 'number' | 'bool' | 'list' | 'map';
  /** Fields of each element, for lists of blocks. */
  readonly fields?: readonly ComputedAttribute[];
}

/** A type that the rehearsal knows nothing of: it succeeds, and its attributes are made up. */
export const opaque: Behaviour = {
  types: [],
  fidelity: 'opaque',
  idPrefix: '',
  seconds: [5, 30],
  check: (subject) => {
    subject.assume(
      'ASSUMED_OPAQUE',
      '',
      text(
        `${subject.address} is assumed to succeed: the rehearsal does not know ${subject.planned.type}, and its attributes are made up.`,
        `假设 ${subject.address} 创建成功:演练不了解 ${subject.planned.type},其属性均为虚构。`,
      ),
    );
    return undefined;
  },
};

/** What a data source finds: one of each thing that it lists, made up. */
export const found: Behaviour = {
  types: [],
  fidelity: 'opaque',
  idPrefix: 'data',
  seconds: [1, 2],
  check: (subject) => {
    subject.assume(
      'ASSUMED_DATA',
      '',
      text(
        `${subject.address} is assumed to find what it looks for: its result is made up.`,
        `假设 ${subject.address} 能查询到所需内容:其结果为虚构。`,
      ),
    );
    return undefined;
  },
};

/** Something plausible for each attribute that the cloud gives and no behaviour made. */
export function madeUp(computed: readonly ComputedAttribute[], subject: Subject, random: Random): JsonObject {
  return Object.fromEntries(computed.map((each) => [each.name, value(each, subject, random)]));
}

function value({ name, kind, fields }: ComputedAttribute, subject: Subject, random: Random): Json {
  switch (kind) {
    case 'number':
      return 0;
    case 'bool':
      return false;
    case 'list':
      if (fields && subject.planned.mode === 'data') return [madeUp(fields, subject, random)];
      if (!/(^|_)(ips?|vips?|addresses)$/.test(name)) return [];
      return [subject.planned.mode === 'data' ? NOBODYS_ADDRESS : publicIp(random)];
    case 'map':
      return {};
    default:
      return textFor(name, subject, random);
  }
}

function textFor(name: string, subject: Subject, random: Random): string {
  if (subject.planned.mode === 'data') return foundText(name, subject);
  if (/time$|_at$/.test(name)) return subject.now;
  if (/(^|_)(ip|vip|address|host)$/.test(name)) return publicIp(random);
  if (/(^|_)id$/.test(name)) return idFor(name, random);
  if (/domain$/.test(name)) return `${random.chars(8, 'abcdefghijklmnopqrstuvwxyz')}.example.net`;
  if (/(url|endpoint)$/.test(name))
    return `https://${random.chars(8, 'abcdefghijklmnopqrstuvwxyz')}.example.net`;
  if (/status$|state$/.test(name)) return 'RUNNING';
  return '';
}

/** An address that is kept for documents (RFC 5737): what is made up must not look real. */
const NOBODYS_ADDRESS = '192.0.2.1';

/** What stands for something that a data source found and nobody knows: seen at a glance to be assumed. */
function foundText(name: string, subject: Subject): string {
  if (/(^|_)(ip|vip|address|host)$/.test(name)) return NOBODYS_ADDRESS;
  if (/(^|_)id$/.test(name)) return fromWorld(name, subject) ?? `${PREFIXES[name] ?? 'id'}-assumed`;
  if (/domain$/.test(name)) return 'assumed.example.net';
  if (/(url|endpoint)$/.test(name)) return 'https://assumed.example.net';
  return '';
}

/** The first thing of the account that an id could name: data sources find what there is. */
function fromWorld(name: string, subject: Subject): string | undefined {
  const { world } = subject.view;
  const here = (each: { readonly region?: string }): boolean =>
    each.region === undefined || each.region === subject.region;
  const vpc = world.vpcs.find(here)?.id;
  switch (name) {
    case 'image_id':
      return world.images.find(here)?.id;
    case 'vpc_id':
      return vpc;
    case 'subnet_id':
      return world.subnets.find((each) => each.vpc === vpc)?.id;
    case 'security_group_id':
      return world.securityGroups.find(here)?.id;
    default:
      return undefined;
  }
}

const PREFIXES: Readonly<Record<string, string>> = {
  image_id: 'img',
  vpc_id: 'vpc',
  subnet_id: 'subnet',
  security_group_id: 'sg',
  instance_id: 'ins',
  key_id: 'skey',
  clb_id: 'lb',
  cluster_id: 'cls',
};

function idFor(name: string, random: Random): string {
  const chars = random.chars(8, '0123456789abcdefghijklmnopqrstuvwxyz');
  const prefix = PREFIXES[name];
  return prefix === undefined ? chars : `${prefix}-${chars}`;
}
