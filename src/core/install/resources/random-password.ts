import { text } from '../../text.ts';
import type { Failure } from '../events.ts';
import type { Random } from '../kernel/index.ts';
import { number, truth } from '../values.ts';
import type { Behaviour } from './behaviour.ts';
import type { Subject } from './subject.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
/** What random_password takes where override_special says nothing (its documentation). */
const SPECIAL = '!@#$%&*()-_=+[]{}<>:?';
const LONGEST = 4096;

interface Class {
  readonly alphabet: string;
  readonly least: number;
}

const wanted = (subject: Subject, name: string): boolean => !subject.given(name) || truth(subject.args[name]);

function classes(subject: Subject): readonly Class[] {
  const least = (name: string) => number(subject.args[`min_${name}`]) ?? 0;
  const all: readonly (readonly [string, string])[] = [
    ['lower', LOWER],
    ['upper', UPPER],
    ['numeric', DIGITS],
    ['special', subject.text('override_special') ?? SPECIAL],
  ];
  return all
    .filter(([name]) => wanted(subject, name) && (name !== 'numeric' || wanted(subject, 'number')))
    .map(([name, alphabet]) => ({ alphabet, least: least(name) }));
}

function check(subject: Subject): Failure | undefined {
  const length = number(subject.args.length) ?? 0;
  const least = classes(subject).reduce((sum, each) => sum + each.least, 0);
  const refuse = (en: string, zh: string, fit: string) =>
    subject.fail('SIM_VALUE_REFUSED', 'length', { detail: text(en, zh), wanted: fit });
  if (length < 1 || length > LONGEST || !Number.isInteger(length)) {
    return refuse(`${length} is no length`, `${length} 不是有效长度`, `1–${LONGEST}`);
  }
  if (classes(subject).length === 0) return refuse('no characters are left', '没有可用字符', '1');
  if (least > length) return refuse(`the minimums need ${least}`, `最小字符数之和为 ${least}`, `≥ ${least}`);
  return undefined;
}

/**
 * A password of the asked length and alphabet. Where no minimums are set it still has one of each class that is
 * switched on, room allowing: the databases' rules want it, and the rehearsal is to show the package, not chance.
 */
function password(subject: Subject, random: Random): string {
  const length = number(subject.args.length) ?? 16;
  const on = classes(subject);
  const must = on.map((each) => Math.max(each.least, length >= on.length * 2 ? 1 : 0));
  const fixed = on.map((each, i) => random.chars(must[i] ?? 0, each.alphabet)).join('');
  const rest = random.chars(length - fixed.length, on.map((each) => each.alphabet).join(''));
  return random.shuffle(fixed + rest);
}

export const randomPassword: readonly Behaviour[] = [
  {
    types: ['random_password', 'random_string'],
    fidelity: 'full',
    idPrefix: '',
    seconds: [0, 0],
    needs: ['length'],
    check,
    attributes: (subject, random) => {
      const result = password(subject, random);
      return {
        id: subject.planned.type === 'random_password' ? 'none' : result,
        result,
        bcrypt_hash: `$2a$10$${random.chars(53, `./${UPPER}${LOWER}${DIGITS}`)}`,
      };
    },
  },
];
