import { evaluate, MapScope, type Scope } from './eval/index.ts';
import { decodeJson, encodeJson, FUNCTIONS } from './functions/index.ts';
import { functionEnv } from './plan/index.ts';
import { type HclDiagnostic, parseExpression, parseTemplate } from './syntax/index.ts';
import {
  BOOL,
  DYNAMIC,
  listOf,
  mapOf,
  NULL_VALUE,
  NUMBER,
  objectOf,
  objectValue,
  STRING,
  setOf,
  type Type,
  tupleOf,
  tupleValue,
  typeToJson,
  unknownValue,
  type Value,
  ValueError,
} from './values/index.ts';

/** One answer of the console: a value as exact JSON text, or an error. */
export type Answer =
  | { readonly value: string; readonly type: string; readonly unknown: boolean; readonly sensitive: boolean }
  | { readonly error: { readonly summary: string; readonly detail: string; readonly range: string } };

const PRIMITIVES: Readonly<Record<string, Type>> = {
  string: STRING,
  number: NUMBER,
  bool: BOOL,
  dynamic: DYNAMIC,
  list: listOf(STRING),
  set: setOf(STRING),
  map: mapOf(STRING),
};

/** cty's JSON form of a type, or a bare word; a bare `list` is a list of strings. */
function typeFrom(v: Value | undefined): Type {
  if (v === undefined) return DYNAMIC;
  if (v.type.kind === 'string') return PRIMITIVES[v.text] ?? DYNAMIC;
  const [kind, of] = v.elements;
  if (kind?.text === 'list') return listOf(typeFrom(of));
  if (kind?.text === 'set') return setOf(typeFrom(of));
  if (kind?.text === 'map') return mapOf(typeFrom(of));
  if (kind?.text === 'tuple') return tupleOf((of?.elements ?? []).map(typeFrom));
  if (kind?.text === 'object')
    return objectOf([...(of?.entries ?? [])].map(([k, t]) => [k, typeFrom(t)] as const));
  return DYNAMIC;
}

/** `{"__unknown": T}` anywhere in a value stands for an unknown of type T. */
function withUnknowns(v: Value): Value {
  if (v.type.kind === 'object') {
    const mark = v.entries.get('__unknown');
    if (mark !== undefined && v.entries.size === 1) return unknownValue(typeFrom(mark));
    return objectValue([...v.entries].map(([k, e]) => [k, withUnknowns(e)] as const));
  }
  return v.type.kind === 'tuple' ? tupleValue(v.elements.map(withUnknowns)) : v;
}

/** A value with its unknown parts as null, for showing. */
function knownParts(v: Value): Value {
  const plain = v.unmark();
  if (!plain.isKnown) return NULL_VALUE;
  if (plain.isNull) return plain;
  if (plain.type.kind === 'object' || plain.type.kind === 'map') {
    return objectValue([...plain.entries].map(([k, e]) => [k, knownParts(e)] as const));
  }
  return ['list', 'set', 'tuple'].includes(plain.type.kind)
    ? tupleValue(plain.elements.map(knownParts))
    : plain;
}

function failure(d: HclDiagnostic): Answer {
  const { range } = d;
  const place = range
    ? `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`
    : '';
  return { error: { summary: d.summary, detail: d.detail, range: place } };
}

/** Evaluates a text in a scope. `mode` template reads it as a bare template. */
export function answer(
  text: string,
  scope: Scope,
  mode: 'expression' | 'template' = 'expression',
  file = 'console',
): Answer {
  const parsed = mode === 'template' ? parseTemplate(text, file) : parseExpression(text, file);
  const [mistake] = parsed.diagnostics;
  if (mistake) return failure(mistake);
  const { value, diagnostics } = evaluate(parsed.expr, scope, file);
  const error = diagnostics.find((d) => d.severity === 'error');
  if (error) return failure(error);
  const { marks } = value.unmarkDeep();
  try {
    return {
      value: encodeJson(knownParts(value)),
      type: JSON.stringify(typeToJson(value.type)),
      unknown: !value.isWhollyKnown,
      sensitive: marks.has('sensitive'),
    };
  } catch (problem) {
    if (!(problem instanceof ValueError)) throw problem;
    return { error: { summary: 'not serialisable as JSON', detail: problem.message, range: '' } };
  }
}

/**
 * Answers one line of `drydock console --ndjson`: `{id, expr, mode?, vars?, files?}` in,
 * `{id, value, type, unknown, sensitive}` or `{id, error}` out, with numbers of any size written exactly.
 * `fallback` is the scope when the line brings no `vars`.
 */
export function answerLine(
  line: string,
  environment: { readonly clock: () => Date; readonly random: () => number },
  fallback?: Scope,
): string {
  let request: Value;
  try {
    request = decodeJson(line);
  } catch (problem) {
    if (!(problem instanceof ValueError)) throw problem;
    return JSON.stringify({
      id: null,
      error: { summary: 'Invalid request', detail: problem.message, range: '' },
    });
  }
  const field = (name: string): Value | undefined => request.entries.get(name);
  const files = new Map(
    [...(field('files')?.entries ?? [])].map(
      ([path, v]) => [path, new TextEncoder().encode(v.text)] as const,
    ),
  );
  const vars = field('vars');
  const env = functionEnv({ files, ...environment, planning: false });
  const variables = new Map(
    [...(vars?.entries ?? [])].map(([k, v]) => [k.normalize('NFC'), withUnknowns(v)] as const),
  );
  const scope = vars === undefined && fallback ? fallback : new MapScope(variables, FUNCTIONS, env);
  const result = answer(
    field('expr')?.text ?? '',
    scope,
    field('mode')?.text === 'template' ? 'template' : 'expression',
  );
  const id = encodeJson(field('id') ?? NULL_VALUE);
  if ('error' in result) return `{"id":${id},"error":${JSON.stringify(result.error)}}`;
  return `{"id":${id},"value":${result.value},"type":${result.type},"unknown":${result.unknown},"sensitive":${result.sensitive}}`;
}
