import type { Json, JsonObject } from '../../json.ts';
import { type LocalText, text } from '../../text.ts';
import type { Random } from '../kernel/index.ts';
import { publicIp } from './addresses.ts';
import { type Asker, foundText, prefixOf } from './assumed-found.ts';
import type { Behaviour } from './behaviour.ts';
import type { Subject } from './subject.ts';

/** An attribute that only the cloud fills in, as the provider's schema declares it. */
export interface ComputedAttribute {
  readonly name: string;
  readonly kind: 'string' | 'number' | 'bool' | 'list' | 'map';
  /** Fields of each element, for lists of blocks. */
  readonly fields?: readonly ComputedAttribute[];
  /** Kind of each element, for lists of others. */
  readonly element?: ComputedAttribute['kind'];
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

/** Where made-up ids come from: a closed world has no others than its own. */
const from = ({ view }: Subject): LocalText =>
  view.closed
    ? text(
        ', ids of networks, machines and images are the first that fit of those which the closed world lists',
        ',其中网络、机器与镜像的 ID 取自封闭账号清单中第一个符合的条目',
      )
    : text(', ids in it end in “-assumed”', ',其中 ID 以“-assumed”结尾');

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
        `${subject.address} is assumed to find what it looks for: its result is made up${from(subject).en}.`,
        `假设 ${subject.address} 能查询到所需内容:其结果为虚构${from(subject)['zh-CN']}。`,
      ),
    );
    return undefined;
  },
};

/** Something plausible for each attribute that the cloud gives and no behaviour made. */
export function madeUp(computed: readonly ComputedAttribute[], subject: Asker, random: Random): JsonObject {
  return Object.fromEntries(computed.map((each) => [each.name, value(each, subject, random)]));
}

const isAddresses = (name: string): boolean => /(^|_)(ips?|vips?|addresses)$/.test(name);

/** As many as the package expects; where it counts none, one of what has fields of its own, and one address. */
function foundList(attribute: ComputedAttribute, subject: Asker, random: Random): Json {
  const { name, fields, element } = attribute;
  const length = subject.elementsOf(name) ?? (fields || isAddresses(name) ? 1 : 0);
  // `ids` holds what `id` would be.
  const one = name.replace(/sses$/, 'ss').replace(/([^s])s$/, '$1');
  return Array.from({ length }, () =>
    fields
      ? madeUp(fields, subject, random)
      : value({ name: one, kind: element ?? 'string' }, subject, random),
  );
}

function value(attribute: ComputedAttribute, subject: Asker, random: Random): Json {
  const { name, kind } = attribute;
  switch (kind) {
    case 'number':
      return 0;
    case 'bool':
      return false;
    case 'list':
      return subject.planned.mode === 'data'
        ? foundList(attribute, subject, random)
        : isAddresses(name)
          ? [publicIp(random)]
          : [];
    case 'map':
      return {};
    default:
      return textFor(name, subject, random);
  }
}

function textFor(name: string, subject: Asker, random: Random): string {
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

function idFor(name: string, random: Random): string {
  const chars = random.chars(8, '0123456789abcdefghijklmnopqrstuvwxyz');
  const prefix = prefixOf(name);
  return prefix === undefined ? chars : `${prefix}-${chars}`;
}
