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

/** Something plausible for each attribute that the cloud gives and no behaviour made. */
export function madeUp(computed: readonly ComputedAttribute[], subject: Subject, random: Random): JsonObject {
  return Object.fromEntries(computed.map(({ name, kind }) => [name, value(name, kind, subject, random)]));
}

function value(name: string, kind: ComputedAttribute['kind'], subject: Subject, random: Random): Json {
  switch (kind) {
    case 'number':
      return 0;
    case 'bool':
      return false;
    case 'list':
      return /(^|_)(ips?|vips?|addresses)$/.test(name) ? [publicIp(random)] : [];
    case 'map':
      return {};
    default:
      return textFor(name, subject, random);
  }
}

function textFor(name: string, subject: Subject, random: Random): string {
  if (/time$|_at$/.test(name)) return subject.now;
  if (/(^|_)(ip|vip|address|host)$/.test(name)) return publicIp(random);
  if (/(^|_)id$/.test(name)) return random.chars(8, '0123456789abcdefghijklmnopqrstuvwxyz');
  if (/domain$/.test(name)) return `${random.chars(8, 'abcdefghijklmnopqrstuvwxyz')}.example.net`;
  if (/(url|endpoint)$/.test(name))
    return `https://${random.chars(8, 'abcdefghijklmnopqrstuvwxyz')}.example.net`;
  if (/status$|state$/.test(name)) return 'RUNNING';
  return '';
}
