import { parseFloatText, parseInteger } from '../template/number.ts';

export type Resolved =
  | { readonly tag: 'str' | 'timestamp' | 'merge'; readonly value: string }
  | { readonly tag: 'null'; readonly value: null }
  | { readonly tag: 'bool'; readonly value: boolean }
  | { readonly tag: 'int'; readonly value: bigint }
  | { readonly tag: 'float'; readonly value: number };

const WORDS = new Map<string, Resolved>();
const add = (resolved: Resolved, ...words: string[]): void => {
  for (const word of words) WORDS.set(word, resolved);
};
add({ tag: 'bool', value: true }, 'y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON');
add(
  { tag: 'bool', value: false },
  'n',
  'N',
  'no',
  'No',
  'NO',
  'false',
  'False',
  'FALSE',
  'off',
  'Off',
  'OFF',
);
add({ tag: 'null', value: null }, '', '~', 'null', 'Null', 'NULL');
add({ tag: 'float', value: Number.NaN }, '.nan', '.NaN', '.NAN');
add({ tag: 'float', value: Infinity }, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF');
add({ tag: 'float', value: -Infinity }, '-.inf', '-.Inf', '-.INF');

const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

function isTimestamp(text: string): boolean {
  if (!TIMESTAMP.test(text)) return false;
  const [, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[-Tt :.Z+]/).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60;
}

const MAX_UINT = (1n << 64n) - 1n;
const MIN_INT = -(1n << 63n);
const STYLE_FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

const FIRST = /^[-+0-9.yYnNtTfFoO~]/;

/** What a plain scalar is in YAML 1.1, as yaml.v2 reads it. */
export function resolvePlain(text: string): Resolved {
  if (text !== '' && !FIRST.test(text)) return { tag: 'str', value: text };
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === 0x2e) {
    const float = parseFloatText(text);
    if (float !== undefined) return { tag: 'float', value: float };
  } else if (first <= 0x39) {
    const number = resolveNumber(text);
    if (number !== undefined) return number;
  }
  return { tag: 'str', value: text };
}

function resolveNumber(text: string): Resolved | undefined {
  if (isTimestamp(text)) return { tag: 'timestamp', value: text };
  const plain = text.replaceAll('_', '');
  const whole = parseInteger(plain);
  if (whole !== undefined && whole >= MIN_INT && whole <= MAX_UINT) {
    if (whole <= MAX_UINT >> 1n || !/^[+-]/.test(plain)) return { tag: 'int', value: whole };
  }
  if (STYLE_FLOAT.test(plain)) {
    const float = Number(plain);
    if (Number.isFinite(float)) return { tag: 'float', value: float };
  }
  return undefined;
}
