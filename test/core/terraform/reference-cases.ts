import { evaluate, MapScope } from '../../../src/core/terraform/eval/index.ts';
import { decodeJson, encodeJson, FUNCTIONS } from '../../../src/core/terraform/functions/index.ts';
import { functionEnv } from '../../../src/core/terraform/plan/index.ts';
import { parseExpression, parseTemplate } from '../../../src/core/terraform/syntax/index.ts';
import {
  DYNAMIC,
  listOf,
  NUMBER,
  objectValue,
  STRING,
  type Type,
  tupleValue,
  typeToJson,
  unknownValue,
  type Value,
} from '../../../src/core/terraform/values/index.ts';

const UNKNOWN: Readonly<Record<string, Type>> = {
  string: STRING,
  number: NUMBER,
  list: listOf(STRING),
  dynamic: DYNAMIC,
};

const withUnknowns = (v: Value): Value => {
  if (v.type.kind === 'tuple') return tupleValue(v.elements.map(withUnknowns));
  if (v.type.kind !== 'object') return v;
  const mark = v.entries.get('__unknown');
  if (mark) return unknownValue(UNKNOWN[mark.text] ?? DYNAMIC);
  return objectValue([...v.entries].map(([k, e]) => [k, withUnknowns(e)] as const));
};

/** One case of the reference file, read with exact numbers. */
export interface Case {
  readonly id: string;
  readonly get: (name: string) => Value | undefined;
}

/** Reads the reference file; numbers keep every digit. */
export const readCases = (text: string): Case[] =>
  decodeJson(text).elements.map((c) => ({
    id: c.entries.get('id')?.text ?? '',
    get: (name) => c.entries.get(name),
  }));

/** What a case disagrees in, or undefined when it agrees. */
export function disagreement(c: Case): string | undefined {
  const text = c.get('expr')?.text ?? '';
  const parsed =
    c.get('mode')?.text === 'template' ? parseTemplate(text, 'case') : parseExpression(text, 'case');
  const files = new Map(
    [...(c.get('files')?.entries ?? [])].map(([p, v]) => [p, new TextEncoder().encode(v.text)] as const),
  );
  const env = functionEnv({ files, clock: () => new Date(0), random: () => 0.5, planning: false });
  const vars = new Map(
    [...(c.get('vars')?.entries ?? [])].map(([k, v]) => [k.normalize('NFC'), withUnknowns(v)] as const),
  );
  const evaluated =
    parsed.diagnostics.length > 0
      ? { value: undefined, diagnostics: parsed.diagnostics }
      : evaluate(parsed.expr, new MapScope(vars, FUNCTIONS, env), 'case');
  const [error] = evaluated.diagnostics;
  const summary = c.get('errorSummary')?.text;
  if (summary !== undefined && summary !== 'not serialisable as JSON') {
    // A caveat says that the original's error need not be met.
    if (c.get('caveat')) return undefined;
    if (error === undefined) return 'no error';
    return errorDisagreement(c, summary, error);
  }
  if (error || evaluated.value === undefined) return `error: ${error?.summary}: ${error?.detail}`;
  return valueDisagreement(c, evaluated.value, summary !== undefined);
}

function errorDisagreement(
  c: Case,
  summary: string,
  error: ReturnType<typeof evaluate>['diagnostics'][number],
): string | undefined {
  if (error.summary !== summary) return `summary ${error.summary}`;
  const { start, end } = error.range ?? { start: undefined, end: undefined };
  const place = `${start?.line}:${start?.column}-${end?.line}:${end?.column}`;
  const wanted = c.get('errorPos')?.text;
  if (wanted !== undefined && place !== wanted) return `range ${place} instead of ${wanted}`;
  // Functions that Terraform defines itself word their errors differently from the reference's own.
  if (c.get('reimplementedFunctions')) return undefined;
  const part = c.get('errorContains')?.text ?? '';
  return error.detail.includes(part) ? undefined : `detail ${error.detail}`;
}

function valueDisagreement(c: Case, value: Value, infinite: boolean): string | undefined {
  const type = c.get('type');
  const wantedType = type && (type.type.kind === 'string' ? JSON.stringify(type.text) : encodeJson(type));
  if (wantedType !== undefined && JSON.stringify(typeToJson(value.type)) !== wantedType) {
    return `type ${JSON.stringify(typeToJson(value.type))}`;
  }
  if (infinite) return value.num.infinite ? undefined : 'not infinite';
  if (c.get('unknown')) return value.isWhollyKnown ? 'known' : undefined;
  const expected = c.get('expected');
  if (expected === undefined) return 'no expectation';
  const got = encodeJson(value);
  return sameNumbers(got, encodeJson(expected)) ? undefined : `value ${got}`;
}

/** The reference wrote numbers as float64 where they have fractions or are large: those compare as floats. */
const sameNumbers = (a: string, b: string): boolean =>
  a === b || JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
