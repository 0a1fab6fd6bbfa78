import { tableAt, valueAt } from '../chart/dependencies.ts';
import { sprintf } from '../go/format.ts';
import { envFn, type FuncMap, fn, GoError, type GoFunc } from '../go/func.ts';
import { fromJson, jsonKind } from '../go/json-read.ts';
import { toJson } from '../go/json-write.ts';
import { quote } from '../go/quote.ts';
import type { GoTime } from '../go/time.ts';
import { GoMap, mapOf, VALUES_TYPE, type Value } from '../go/value.ts';
import { type RandomSource, type SpecialFunctions, sprig } from '../sprig/index.ts';
import { builtins } from '../template/builtins.ts';
import { Exec, type Program } from '../template/exec.ts';
import type { Namespace } from '../template/namespace.ts';
import { type ParseResult, parseTemplate, type Tree } from '../template/parser.ts';
import { readYamlList, readYamlMap, writeYaml } from '../yaml/index.ts';
import { guarded } from './guards.ts';
import { deepError, nestedReference, RECURSION_MAX, type Recursion } from './recursion.ts';
import { writeToml } from './toml.ts';

const MAX_TPL_CACHE = 2000;

/** Marks the message of `required` and `fail`, which replaces the whole error. */
export const WARN = /HELM_ERR_START([\s\S]*)HELM_ERR_END/;
const warn = (message: string): GoError => new GoError(`HELM_ERR_START${message}HELM_ERR_END`);

export type Lookup = (apiVersion: string, kind: string, namespace: string, name: string) => Value;

/** A rendering's program: Helm's functions and what they need. */
export interface HelmProgram extends Program {
  readonly now: () => GoTime;
  readonly random: RandomSource;
  readonly included: Map<string, number>;
  readonly recursion: Recursion;
  readonly lookup: Lookup | undefined;
}

/** The execution that calls a function. */
interface Env {
  readonly program: HelmProgram;
  readonly namespace: Namespace;
  readonly depth: number;
}

const names = new Set<string>();
/** Whether templates may name that function. */
export const hasFunction = (name: string): boolean => names.has(name);

/** Parsed `tpl` texts, by text: values are rendered again and again. */
const parsedTpl = new Map<string, ParseResult>();

function parseTpl(text: string): ParseResult {
  const known = parsedTpl.get(text);
  if (known !== undefined) return known;
  const parsed = parseTemplate('gotpl', text, hasFunction);
  if (parsedTpl.size >= MAX_TPL_CACHE) parsedTpl.clear();
  if (text.length < 100_000) parsedTpl.set(text, parsed);
  return parsed;
}

/** Counts one more inclusion of a template and finds it. */
function enter(env: Env, name: string): Tree {
  const { included } = env.program;
  const count = included.get(name);
  if (count !== undefined && count > RECURSION_MAX) throw new GoError(nestedReference(name));
  included.set(name, (count ?? 0) + 1);
  const tree = env.namespace.get(name);
  if (tree === undefined) {
    throw new GoError(`template: no template ${quote(name)} associated with template "gotpl"`);
  }
  return tree;
}

const leave = (env: Env, name: string): void => {
  env.program.included.set(name, (env.program.included.get(name) ?? 1) - 1);
};

// Written without the usual wrapper: every stack frame counts where templates include themselves.
const include: GoFunc = {
  params: ['string', 'any'],
  variadic: undefined,
  call: (args, env) => {
    const tree = enter(env as Env, args[0] as string);
    const count = (env as Env).program.included.get(args[0] as string) ?? 0;
    try {
      const text = Exec.text(env as Exec, (env as Exec).namespace, tree, args[1]);
      leave(env as Env, args[0] as string);
      return text;
    } catch (error) {
      throw deepError(error, args[0] as string, count, (env as Env).program.recursion);
    }
  },
};

function tpl(env: Env, text: string, data: Value): string {
  const { program, namespace } = env;
  let parsed: ParseResult;
  try {
    program.fuel.step(text.length >> 4);
    parsed = parseTpl(text);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`cannot parse template ${quote(text)}: ${error.message}`);
  }
  const clone = namespace.clone();
  clone.add(parsed);
  try {
    // The text itself is executed, also where it is blank and replaces no outer `gotpl`.
    const main = parsed.trees.get('gotpl') ?? parsed.main;
    return Exec.text(env, clone, main, data).replaceAll('<no value>', '');
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`error during tpl function execution for ${quote(text)}: ${error.message}`);
  }
}

/** An error as data, which is what Helm's from… functions make of it. */
function orError<T extends Value>(run: () => T, wrap: (message: string) => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof GoError) return wrap(error.message);
    throw error;
  }
}

const errorMap = (message: string): GoMap => new GoMap([['Error', message]]);

function jsonAs(text: string, kind: 'object' | 'array', type: string): Value {
  const value = fromJson(text);
  if (value === null) return kind === 'object' ? new GoMap() : [];
  if (jsonKind(value) === kind) return value;
  throw new GoError(`json: cannot unmarshal ${jsonKind(value)} into Go value of type ${type}`);
}

/** Text of a value, or nothing where Go's function swallows the error. */
const quietly = (run: () => string): string => orError(run, () => '');

const helmFuncs: FuncMap = {
  include,
  tpl: envFn('string any', tpl),
  required: fn('string any', (message: string, value: Value) => {
    if (value === null || value === undefined || value === '') {
      // Helm 3.14 uses the message as a format, and a percent sign shows.
      throw new GoError(sprintf(warn(message).message, []));
    }
    return value;
  }),
  fail: fn('string', (message: string) => {
    throw warn(message);
  }),
  lookup: envFn(
    'string string string string',
    (env: Env, apiVersion: string, kind: string, namespace: string, name: string) =>
      env.program.lookup?.(apiVersion, kind, namespace, name) ?? new GoMap(),
  ),
  getHostByName: fn('string', () => ''),
  toYaml: fn('any', (value: Value) => quietly(() => writeYaml(value).replace(/\n$/, ''))),
  fromYaml: fn('string', (text: string) => orError(() => readYamlMap(text), errorMap)),
  fromYamlArray: fn('string', (text: string) =>
    orError<Value[]>(
      () => readYamlList(text),
      (m) => [m],
    ),
  ),
  toJson: fn('any', (value: Value) => quietly(() => toJson(value))),
  fromJson: fn('string', (text: string) =>
    orError<Value>(() => jsonAs(text, 'object', 'map[string]interface {}'), errorMap),
  ),
  fromJsonArray: fn('string', (text: string) =>
    orError<Value>(
      () => jsonAs(text, 'array', '[]interface {}'),
      (message) => [message],
    ),
  ),
  toToml: fn('any', (value: Value) =>
    orError(
      () => writeToml(value),
      (message) => message,
    ),
  ),
};

const base: FuncMap = guarded({ ...builtins, ...sprig, ...helmFuncs });
for (const name of Object.keys(base)) names.add(name);

/** Helm's functions, with some replaced by stand-ins. */
export function helmFunctions(special: SpecialFunctions = {}): FuncMap {
  const replaced: Record<string, GoFunc> = {};
  for (const [name, call] of Object.entries(special)) {
    const original = Object.hasOwn(base, name) ? base[name] : undefined;
    if (original !== undefined) replaced[name] = { ...original, call: (args) => call(...args) };
  }
  return Object.keys(replaced).length === 0 ? base : { ...base, ...replaced };
}

/** Methods of `chartutil.Values`. */
export function valuesMethod(map: GoMap, name: string): GoFunc | undefined {
  switch (name) {
    case 'AsMap':
      return fn('', () => new GoMap(map));
    case 'YAML':
      return fn('', () => writeYaml(map));
    case 'Table':
      return fn('string', (path: string) => {
        const table = tableAt(map, path);
        if (table === undefined) throw new GoError(`${quote(path.split('.').at(-1) ?? '')} is not a table`);
        return mapOf(VALUES_TYPE, table);
      });
    case 'PathValue':
      return fn('string', (path: string) => {
        const value = valueAt(map, path);
        if (value === undefined) throw new GoError(`${quote(path.split('.').at(-1) ?? '')} is not a value`);
        return value;
      });
  }
  return undefined;
}
