import { evaluate, MapScope, type Scope } from './eval/index.ts';
import { decodeJson, encodeJson, FUNCTIONS } from './functions/index.ts';
import { functionEnv } from './plan/index.ts';
import { showValue } from './show-value.ts';
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
  | Failure;

/** `range` is `line:column-line:column`, or empty where the mistake has no place. */
export interface Failure {
  readonly error: { readonly summary: string; readonly detail: string; readonly range: string };
}

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

function failure(d: HclDiagnostic): Failure {
  const { range } = d;
  const place = range
    ? `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`
    : '';
  return { error: { summary: d.summary, detail: d.detail, range: place } };
}

export type Mode = 'expression' | 'template';

/** Parses and evaluates a text; the first mistake stands for all. */
function evaluateText(text: string, scope: Scope, mode: Mode, file: string): Value | Failure {
  const parsed = mode === 'template' ? parseTemplate(text, file) : parseExpression(text, file);
  const [mistake] = parsed.diagnostics;
  if (mistake) return failure(mistake);
  const { value, diagnostics } = evaluate(parsed.expr, scope, file);
  const error = diagnostics.find((d) => d.severity === 'error');
  return error ? failure(error) : value;
}

const isFailure = (result: Value | Failure): result is Failure => 'error' in result;

function answerOf(value: Value): Answer {
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

/** Evaluates a text in a scope. `mode` template reads it as a bare template. */
export function answer(
  text: string,
  scope: Scope,
  mode: Mode = 'expression',
  file = '<console-input>',
): Answer {
  const result = evaluateText(text, scope, mode, file);
  return isFailure(result) ? result : answerOf(result);
}

/** An answer with the value as `terraform console` prints it, for people. */
export function explain(
  text: string,
  scope: Scope,
  mode: Mode = 'expression',
  file = '<console-input>',
): { readonly answer: Answer; readonly shown: string } {
  const result = evaluateText(text, scope, mode, file);
  return isFailure(result)
    ? { answer: result, shown: '' }
    : { answer: answerOf(result), shown: showValue(result) };
}

/** Clock and randomness of the functions that need them. */
export interface ConsoleEnvironment {
  readonly clock: () => Date;
  readonly random: () => number;
}

/** A scope in which nothing is defined but functions, with files for them. */
export const emptyScope = (
  environment: ConsoleEnvironment,
  variables: ReadonlyMap<string, Value> = new Map(),
  files: ReadonlyMap<string, Uint8Array> = new Map(),
): Scope => new MapScope(variables, FUNCTIONS, functionEnv({ files, ...environment, planning: false }));

const invalid = (id: string, detail: string): string =>
  `{"id":${id},"error":${JSON.stringify({ summary: 'Invalid request', detail, range: '' })}}`;

/** The id of a request that is no JSON, where one can be made out. */
const ID =
  /"id"\s*:\s*("(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|-?(?:0|[1-9]\d*)(?:\.\d+)?)\s*[,}]/;
export const readableId = (line: string): string => ID.exec(line.slice(0, 4096))?.[1] ?? 'null';

/**
 * Answers one line of `drydock console --ndjson`: `{id, expr, mode?, vars?, files?}` in,
 * `{id, value, type, unknown, sensitive}` or `{id, error}` out, with numbers of any size written exactly.
 * `fallback` gives the scope when the line brings no `vars`. Nothing is thrown, whatever the line holds.
 */
export function answerLine(line: string, environment: ConsoleEnvironment, fallback?: () => Scope): string {
  let request: Value;
  try {
    request = decodeJson(line);
  } catch (problem) {
    if (!(problem instanceof ValueError)) throw problem;
    return invalid(readableId(line), problem.message);
  }
  if (request.type.kind !== 'object') return invalid('null', 'a request is a JSON object');
  const field = (name: string): Value | undefined => request.entries.get(name);
  const id = encodeJson(field('id') ?? NULL_VALUE);
  const expr = field('expr');
  if (expr?.type.kind !== 'string') return invalid(id, 'the request has no text "expr"');
  const mode = field('mode');
  if (mode && !mode.isNull && mode.text !== 'template' && mode.text !== 'expression')
    return invalid(id, '"mode" is "expression" or "template"');
  const result = answer(
    expr.text,
    requestScope(field, environment, fallback),
    mode?.text === 'template' ? 'template' : 'expression',
    'case',
  );
  if ('error' in result) return `{"id":${id},"error":${JSON.stringify(result.error)}}`;
  return `{"id":${id},"value":${result.value},"type":${result.type},"unknown":${result.unknown},"sensitive":${result.sensitive}}`;
}

function requestScope(
  field: (name: string) => Value | undefined,
  environment: ConsoleEnvironment,
  fallback: (() => Scope) | undefined,
): Scope {
  const vars = field('vars');
  const given = field('files');
  if (vars === undefined && given === undefined && fallback) return fallback();
  const encoder = new TextEncoder();
  const files = new Map(
    [...(given?.entries ?? [])].map(([path, v]) => [path, encoder.encode(v.text)] as const),
  );
  const variables = new Map(
    [...(vars?.entries ?? [])].map(([name, v]) => [name.normalize('NFC'), withUnknowns(v)] as const),
  );
  return emptyScope(environment, variables, files);
}
