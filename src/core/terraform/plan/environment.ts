import type { SourceRange } from '../../diagnostics/index.ts';
import { evaluate, MapScope } from '../eval/index.ts';
import { FUNCTIONS, type FunctionEnv, type FunctionSpec, type FunctionTable } from '../functions/index.ts';
import { parseFile, parseTemplate, referencesOf } from '../syntax/index.ts';
import {
  ArgError,
  DYNAMIC,
  goQuote,
  NULL_VALUE,
  objectValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import type { Dialect } from './types.ts';

const MAX_TEMPLATE_DEPTH = 16;

/** What functions may use; template files are rendered with the same functions, bounded in depth. */
export function functionEnv(options: {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly planning: boolean;
  /** Bounds the work of all expressions together, too; for an environment that lives as long as one plan. */
  readonly bounded?: boolean;
}): FunctionEnv {
  let depth = 0;
  const env: FunctionEnv = {
    ...options,
    dir: '',
    ...(options.bounded === true ? { spent: { steps: 0 } } : {}),
    readVariables,
    renderTemplate: (text, name, variables) => {
      if (depth >= MAX_TEMPLATE_DEPTH) {
        throw new ValueError(
          `template files include one another more than ${MAX_TEMPLATE_DEPTH} levels deep`,
        );
      }
      depth += 1;
      try {
        return render(text, name, variables, env);
      } finally {
        depth -= 1;
      }
    },
  };
  return env;
}

/** The values that a `.tfvars` text gives, as an object. Throws ValueError. */
export function readVariables(text: string, name: string): Value {
  const { body, diagnostics } = parseFile(text, name);
  const [mistake] = diagnostics;
  if (mistake) throw new ValueError(`invalid tfvars syntax: ${templateError(mistake)}.`);
  const [block] = body.blocks;
  if (block) throw new ValueError(`invalid tfvars syntax: blocks are not allowed here (${block.type})`);
  const none = new MapScope(new Map(), new Map(), NO_FUNCTIONS);
  const entries = [...body.attributes.values()].map((attribute) => {
    const [reference] = referencesOf(attribute.expr);
    const evaluated = evaluate(attribute.expr, none, name);
    const error = evaluated.diagnostics.find((d) => d.severity === 'error');
    if (error === undefined) return [attribute.name, evaluated.value] as const;
    const place = { file: name, range: reference?.range ?? attribute.expr.range };
    const shown = reference
      ? { ...place, summary: 'Variables not allowed', detail: 'Variables may not be used here.' }
      : error;
    throw new ValueError(
      `invalid expression for variable ${goQuote(attribute.name)}: ${templateError(shown)}.`,
    );
  });
  return objectValue(entries);
}

const NO_FUNCTIONS: FunctionEnv = {
  files: new Map(),
  dir: '',
  clock: () => new Date(0),
  random: () => 0,
  planning: true,
  renderTemplate: () => NULL_VALUE,
};

function render(text: string, name: string, variables: ReadonlyMap<string, Value>, env: FunctionEnv): Value {
  const parsed = parseTemplate(text, name);
  const [mistake] = parsed.diagnostics;
  if (mistake) throw new ValueError(templateError(mistake));
  for (const { root, range } of referencesOf(parsed.expr)) {
    if (variables.has(root)) continue;
    const { start } = range;
    const end = start.column + [...root].length;
    throw new ArgError(
      1,
      `vars map does not contain key ${goQuote(root)}, referenced at ${name}:${start.line},${start.column}-${end}`,
    );
  }
  const { value, diagnostics } = evaluate(parsed.expr, new MapScope(variables, FUNCTIONS, env), name);
  const error = diagnostics.find((d) => d.severity === 'error');
  if (error) throw new ValueError(templateError(error));
  return value;
}

function templateError(d: {
  readonly file: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: SourceRange;
}): string {
  const place = d.range ? `:${d.range.start.line},${d.range.start.column}-${d.range.end.column}` : '';
  return `${d.file}${place}: ${d.summary}; ${d.detail.replace(/\.$/, '')}`;
}

/** `object({…})` written as a value stands for its argument, as the platform reads it. */
const passThrough: FunctionSpec = {
  params: [
    {
      name: 'value',
      type: DYNAMIC,
      allowNull: true,
      allowUnknown: true,
      allowDynamic: true,
      allowMarked: true,
    },
  ],
  returns: (args) => args[0]?.type ?? DYNAMIC,
  call: (args) => args[0] ?? NULL_VALUE,
};

const LOOSE_FUNCTIONS: FunctionTable = new Map([
  ...FUNCTIONS,
  ...['object', 'list', 'map', 'set', 'tuple'].map((name) => [name, passThrough] as const),
]);

const TYPE_WORDS: ReadonlyMap<string, Value> = new Map(
  ['string', 'number', 'bool', 'any'].map((name) => [name, NULL_VALUE] as const),
);

/** The scope of constant expressions: defaults of variables. */
export const constantScope = (dialect: Dialect, env: FunctionEnv): MapScope =>
  dialect === 'cloudapp'
    ? new MapScope(TYPE_WORDS, LOOSE_FUNCTIONS, env)
    : new MapScope(new Map(), FUNCTIONS, env);
