import type { Severity, SourceRange } from '../../diagnostics/index.ts';
import {
  convert,
  explainMismatch,
  isCollection,
  type Type,
  type Value,
  ValueError,
} from '../values/index.ts';
import type { GivenArgument } from './given.ts';
import type { AttributeSchema } from './types.ts';

interface Sink {
  add(
    code: string,
    lenient: Severity,
    summary: string,
    detail: string,
    file: string,
    range: SourceRange,
  ): void;
}

/** Type, enumeration, bounds and length of one argument's value; what is unknown or null passes. */
export function checkConstraints(
  sink: Sink,
  field: AttributeSchema,
  given: GivenArgument,
  file: string,
): void {
  const value = given.value.unmarkDeep().value;
  if (value.isNull) return;
  const problem = typeProblem(value, field);
  if (problem !== undefined) {
    sink.add(
      'TF_ARGUMENT_TYPE',
      'warning',
      'Incorrect attribute value type',
      `Inappropriate value for attribute "${given.name}": ${problem}.`,
      file,
      given.valueRange,
    );
    return;
  }
  if (!value.isKnown) return;
  for (const single of ['list', 'set', 'tuple'].includes(value.type.kind) ? value.elements : [value]) {
    const complaint = single.isKnown && !single.isNull ? scalarProblem(single, field) : undefined;
    if (complaint === undefined) continue;
    const detail = `"${given.name}" ${complaint}`;
    sink.add('TF_ARGUMENT_VALUE', 'warning', 'Invalid value for argument', detail, file, given.valueRange);
  }
}

function typeProblem(value: Value, field: AttributeSchema): string | undefined {
  if (field.block) return blockTypeProblem(value, field.type);
  try {
    convert(value, field.type);
    return undefined;
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}

/** A block written as an argument: each element must be an object; its fields are checked one by one elsewhere. */
function blockTypeProblem(value: Value, type: Type): string | undefined {
  if (!value.isKnown || value.type.kind === 'dynamic') return undefined;
  if (type.kind === 'object') return isMapping(value) ? undefined : 'an object is required';
  const sequence = value.type.kind === 'tuple' || value.type.kind === 'list' || value.type.kind === 'set';
  if (isCollection(type) && !sequence) return explainMismatch(value.type, type);
  const wrong = value.elements.find((v) => v.isKnown && !isMapping(v));
  return wrong ? 'an object is required' : undefined;
}

const isMapping = ({ type }: Value): boolean => type.kind === 'object' || type.kind === 'map';

/** A length of time as Go reads it. */
const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

function scalarProblem(value: Value, field: AttributeSchema): string | undefined {
  const shown = value.type.kind === 'number' ? value.num.toString() : value.text;
  if (field.enum && field.enum.length > 0 && value.type.kind !== 'bool') {
    const same = (allowed: string | number): boolean =>
      field.enumIgnoresCase
        ? String(allowed).toLowerCase() === shown.toLowerCase()
        : String(allowed) === shown;
    if (!field.enum.some(same)) {
      return `must be one of ${field.enum.map((e) => JSON.stringify(e)).join(', ')}; got ${JSON.stringify(shown)}.`;
    }
  }
  if (field.duration && value.type.kind === 'string' && !DURATION.test(shown))
    return `must be a length of time such as "30m" or "1h30m"; got ${JSON.stringify(shown)}.`;
  if (field.range) {
    const n = value.type.kind === 'number' ? value.num.toNumber() : Number(value.text);
    if (Number.isFinite(n) && outside(n, field.range)) return `must be ${bounds(field.range)}; got ${shown}.`;
  }
  if (field.length && value.type.kind === 'string' && outside(value.text.length, field.length)) {
    return `must have a length ${bounds(field.length)}; it has ${value.text.length}.`;
  }
  return undefined;
}

type Bounds = readonly [number | null, number | null];

const outside = (n: number, [low, high]: Bounds): boolean =>
  (low !== null && n < low) || (high !== null && n > high);

function bounds([low, high]: Bounds): string {
  if (low === null) return `of at most ${high}`;
  return high === null ? `of at least ${low}` : `between ${low} and ${high}`;
}
