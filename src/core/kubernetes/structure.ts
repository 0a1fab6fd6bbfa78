import { isJsonObject, type Json } from '../json.ts';
import { nearest } from '../nearest.ts';
import { fillText, type LocalText, text } from '../text.ts';
import { choicesOf } from './choices.ts';
import type { FieldFacts, KubernetesFacts } from './facts.ts';
import { at, type Report } from './finding.ts';
import { isQuantity, isQuantityField } from './quantity.ts';

/** Objects nest this deep at most; charts stay under 30. */
const DEEPEST = 200;

interface Walk {
  readonly facts: KubernetesFacts;
  readonly minor: number;
  readonly report: Report;
}

/**
 * Checks an object against the fields of a model as an API server decodes it: a wrong type or a missing required field is
 * refused, an unknown field is dropped with a warning (field validation `Warn`, the default), null is an absent field.
 */
export function checkStructure(value: Json, model: string, path: string, walk: Walk, depth = 0): void {
  const known = walk.facts.fields(model);
  if (depth > DEEPEST || known === undefined) return;
  if (!isJsonObject(value)) {
    wrongType(walk, path, WORDS.object, value);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const field = walk.facts.field(model, name);
    const place = at(path, name);
    if (field === undefined) unknownField(walk, place, name, known);
    else if (!served(field, walk.minor)) newerField(walk, place, field);
    else if (inner !== null) checkValue(inner, field.type, { path: place, model, name, depth }, walk);
  }
  for (const name of known) {
    const field = walk.facts.field(model, name);
    if (!field?.required || !served(field, walk.minor)) continue;
    if (!Object.hasOwn(value, name) || value[name] === null) {
      walk.report('KUB105', 'error', at(path, name), text('Required value is missing', '缺少必填项'));
    }
  }
}

/** Where a value stands: its path, and the field that it is in. */
interface Place {
  readonly path: string;
  readonly model: string;
  readonly name: string;
  readonly depth: number;
}

function checkValue(value: Json, type: string, place: Place, walk: Walk): void {
  const { path, model, name, depth } = place;
  const below = (each: Json, key: string | number): void => {
    if (each === null) return;
    checkValue(each, type.slice(1, -1), { ...place, path: at(path, key), depth: depth + 1 }, walk);
  };
  if (type.startsWith('[')) {
    if (Array.isArray(value)) value.forEach(below);
    else wrongType(walk, path, WORDS.list, value);
  } else if (type.startsWith('{')) {
    if (isJsonObject(value)) for (const [key, each] of Object.entries(value)) below(each, key);
    else wrongType(walk, path, WORDS.object, value);
  } else if (type === 'string' && isQuantityField(model, name)) {
    if (!isQuantity(value)) walk.report('KUB104', 'error', path, fillText(QUANTITY, { found: shown(value) }));
  } else {
    const scalar = SCALARS[type];
    if (scalar === undefined) checkStructure(value, type, path, walk, depth + 1);
    else if (!scalar.accepts(value)) wrongType(walk, path, scalar.words, value);
    else if (type === 'string') checkChoice(value, place, walk);
  }
}

function checkChoice(value: Json, { path, model, name }: Place, { report }: Walk): void {
  const choices = choicesOf(model, name);
  // Empty is what a field is without a value; the server then takes its default.
  if (choices === undefined || value === '' || choices.includes(String(value))) return;
  report('KUB104', 'error', path, fillText(CHOICE, { found: shown(value), choices: choices.join(', ') }));
}

const served = (field: FieldFacts, minor: number): boolean =>
  field.spans.some(({ since, until }) => minor >= since && minor <= until);

const WORDS = {
  object: text('an object', '对象'),
  list: text('a list', '列表'),
  string: text('a string', '字符串'),
  boolean: text('true or false', 'true 或 false'),
  int32: text('a whole number of 32 bits', '32 位整数'),
  int64: text('a whole number', '整数'),
  number: text('a number', '数值'),
  time: text('a time such as 2026-11-20T12:00:00Z', '形如 2026-11-20T12:00:00Z 的时间'),
  byte: text('base64 text', 'base64 文本'),
  intOrString: text('a whole number or a string', '整数或字符串'),
} as const;

const isString = (value: Json): boolean => typeof value === 'string';
const isInteger = (value: Json, bits: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** (bits - 1);

const SCALARS: Readonly<
  Record<string, { readonly words: LocalText; readonly accepts: (value: Json) => boolean } | undefined>
> = {
  any: { words: WORDS.object, accepts: () => true },
  string: { words: WORDS.string, accepts: isString },
  boolean: { words: WORDS.boolean, accepts: (value) => typeof value === 'boolean' },
  int32: { words: WORDS.int32, accepts: (value) => isInteger(value, 32) },
  int64: { words: WORDS.int64, accepts: (value) => isInteger(value, 64) },
  number: { words: WORDS.number, accepts: (value) => typeof value === 'number' },
  double: { words: WORDS.number, accepts: (value) => typeof value === 'number' },
  time: {
    words: WORDS.time,
    accepts: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/.test(value),
  },
  byte: {
    words: WORDS.byte,
    accepts: (value) => typeof value === 'string' && isBase64(value),
  },
  'int-or-string': { words: WORDS.intOrString, accepts: (value) => isString(value) || isInteger(value, 32) },
};

/** Base64 as Go's standard decoder takes it: line breaks are skipped, padding is a must. */
export function isBase64(value: string): boolean {
  const packed = value.replace(/[\r\n]/g, '');
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}

const QUANTITY = text(
  'Expected a quantity such as 500m, 2 or 1Gi, found {found}',
  '应为数量(如 500m、2、1Gi),实际为 {found}',
);
const CHOICE = text('Expected one of {choices}, found {found}', '应为以下之一:{choices},实际为 {found}');
const TYPE = text('Expected {en}, found {found}', '应为{zh},实际为 {found}');

const shown = (value: Json): string => {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
};

function wrongType({ report }: Walk, path: string, words: LocalText, value: Json): void {
  report('KUB103', 'error', path, fillText(TYPE, { en: words.en, zh: words['zh-CN'], found: shown(value) }));
}

function unknownField({ report }: Walk, path: string, name: string, known: readonly string[]): void {
  const [guess] = nearest(name, known, 1);
  const message = guess
    ? text(
        `Unknown field; did you mean ${guess}? The server drops it`,
        `未知字段,是否应为 ${guess}?服务器会丢弃它`,
      )
    : text('Unknown field: the server drops it', '未知字段:服务器会丢弃它');
  report('KUB106', 'warning', path, message);
}

function newerField({ report, minor }: Walk, path: string, { spans }: FieldFacts): void {
  const since = spans.find((span) => span.since > minor)?.since;
  const message =
    since === undefined
      ? text(
          `Kubernetes 1.${minor} has this field no longer and drops it`,
          `Kubernetes 1.${minor} 已无此字段,会将其丢弃`,
        )
      : text(
          `Kubernetes 1.${minor} does not have this field yet (1.${since} has) and drops it`,
          `Kubernetes 1.${minor} 尚无此字段(1.${since} 起提供),会将其丢弃`,
        );
  report('KUB107', 'warning', path, message);
}
