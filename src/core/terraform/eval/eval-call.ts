import { type FunctionSpec, invoke, type Param } from '../functions/index.ts';
import type { CallExpr } from '../syntax/index.ts';
import {
  ArgError,
  convert,
  DYNAMIC,
  DYNAMIC_VALUE,
  unknownValue,
  type Value,
  ValueError,
} from '../values/index.ts';
import type { Argument } from './argument.ts';
import { evalConvert } from './eval-convert.ts';
import { evalCan, evalTry } from './eval-try.ts';
import type { Evaluator } from './evaluator.ts';
import type { Scope } from './scope.ts';
import { startRange } from './start-range.ts';

/** A function call. */
export function evalCall(e: Evaluator, expr: CallExpr, scope: Scope): Value {
  const name = expr.name.startsWith('core::') ? expr.name.slice(6) : expr.name;
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  const spec = scope.functions.get(name);
  if (special) {
    const args = argumentsOf(e, expr, scope);
    return args && countFits(e, expr, special, args) ? special.evaluate(e, expr, args, scope) : DYNAMIC_VALUE;
  }
  if (spec === undefined) return unknownFunction(e, expr, scope);
  const args = argumentsOf(e, expr, scope);
  if (args === undefined || !countFits(e, expr, spec, args)) return DYNAMIC_VALUE;
  const before = e.errorCount;
  const values = args.map((arg, i) => toParameter(e, arg, spec.params[i] ?? spec.varParam, scope));
  if (e.errorCount > before) return DYNAMIC_VALUE;
  try {
    // Functions walk what they are given, which is cheaper than evaluating it.
    e.burn(
      8 + Math.floor(values.reduce((sum, v) => sum + v.size + textLength(v), 0) / (SLOW.has(name) ? 2 : 64)),
    );
    const result = invoke(spec, values, scope.env);
    e.burn(result.size + (textLength(result) >> 4));
    return result;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    reportFailure(e, expr, spec, args, error);
    return DYNAMIC_VALUE;
  }
}

const textLength = (v: Value): number => (v.type.kind === 'string' && v.isKnown ? v.text.length : 0);

/** Functions that look at every character or element by hand, several times over. */
const SLOW: ReadonlySet<string> = new Set(
  [
    'upper lower title strrev substr length trim trimspace chomp split sort regex regexall replace format formatlist',
    'jsondecode jsonencode yamldecode yamlencode csvdecode urlencode base64gzip base64gunzip textencodebase64',
    'textdecodebase64 formatdate distinct toset setunion setintersection setsubtract setsymmetricdifference',
    'contains index matchkeys setproduct flatten merge transpose zipmap base64encode base64decode uuidv5',
  ].flatMap((names) => names.split(' ')),
);

interface Arity {
  readonly params: readonly Param[];
  readonly varParam?: Param | undefined;
}

/** Functions that decide themselves whether an argument is evaluated. */
const SPECIAL: Readonly<
  Record<
    string,
    Arity & {
      readonly evaluate: (e: Evaluator, expr: CallExpr, args: readonly Argument[], scope: Scope) => Value;
    }
  >
> = {
  try: { params: [], varParam: { name: 'expressions', type: DYNAMIC }, evaluate: evalTry },
  can: { params: [{ name: 'expression', type: DYNAMIC }], evaluate: evalCan },
  convert: {
    params: [
      { name: 'value', type: DYNAMIC },
      { name: 'type', type: DYNAMIC },
    ],
    evaluate: evalConvert,
  },
};

function unknownFunction(e: Evaluator, expr: CallExpr, scope: Scope): Value {
  const near = e.nearest(expr.name, scope.functions.keys());
  e.error(
    'Call to unknown function',
    `There is no function named "${expr.name}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    expr.nameRange,
  );
  return DYNAMIC_VALUE;
}

/** The arguments, not yet evaluated, with a spread one laid out; undefined when that cannot be done or is not known yet. */
function argumentsOf(e: Evaluator, expr: CallExpr, scope: Scope): Argument[] | undefined {
  const plain = expr.expandFinal ? expr.args.slice(0, -1) : expr.args;
  const last = expr.expandFinal ? expr.args.at(-1) : undefined;
  const args: Argument[] = plain.map((arg) => ({ expr: arg, range: startRange(arg) }));
  if (last !== undefined) {
    const before = e.errorCount;
    const value = e.eval(last, scope);
    if (e.errorCount > before) return undefined;
    const complain = (detail: string): undefined => {
      e.error('Invalid expanding argument value', detail, last.range);
      return undefined;
    };
    if (value.isNull) return complain('The expanding argument (indicated by ...) must not be null.');
    if (value.type.kind === 'dynamic') return undefined;
    if (!['tuple', 'list', 'set'].includes(value.type.kind)) {
      return complain('The expanding argument (indicated by ...) must be of a tuple, list, or set type.');
    }
    if (!value.isKnown) return undefined;
    for (const element of value.elements)
      args.push({ value: element.withMarks(value.marks), range: last.range });
  }
  return args;
}

function countFits(e: Evaluator, expr: CallExpr, spec: Arity, args: readonly Argument[]): boolean {
  const { params, varParam } = spec;
  const missing = params[args.length];
  if (missing !== undefined) {
    e.error(
      'Not enough function arguments',
      `Function "${expr.name}" expects${varParam ? ' at least' : ''} ${params.length} argument(s). Missing value for "${missing.name}".`,
      expr.closeRange,
    );
    return false;
  }
  const extra = args[params.length];
  if (varParam === undefined && extra !== undefined) {
    e.error(
      'Too many function arguments',
      `Function "${expr.name}" expects only ${params.length} argument(s).`,
      extra.range,
    );
    return false;
  }
  return true;
}

function toParameter(e: Evaluator, arg: Argument, param: Param | undefined, scope: Scope): Value {
  const value = 'expr' in arg ? e.eval(arg.expr, scope) : arg.value;
  if (param === undefined) return value;
  try {
    return convert(value, param.type);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    e.error(
      'Invalid function argument',
      `Invalid value for "${param.name}" parameter: ${error.message}.`,
      arg.range,
    );
    return unknownValue(param.type);
  }
}

function reportFailure(
  e: Evaluator,
  expr: CallExpr,
  spec: FunctionSpec,
  args: readonly Argument[],
  error: ValueError,
): void {
  const param = error instanceof ArgError ? (spec.params[error.index] ?? spec.varParam) : undefined;
  if (error instanceof ArgError && param !== undefined) {
    const arg = args[error.index];
    const detail = `Invalid value for "${param.name}" parameter: ${error.message}.`;
    e.error('Invalid function argument', detail, arg?.range ?? expr.range);
    return;
  }
  e.error(
    'Error in function call',
    `Call to function "${expr.name}" failed: ${error.message}.`,
    startRange(expr),
  );
}
