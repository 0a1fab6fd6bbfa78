import {
  BOOL,
  boolValue,
  conversionBetween,
  convert,
  DYNAMIC,
  explainMismatch,
  friendlyName,
  listOf,
  mapOf,
  NUMBER,
  SENSITIVE,
  STRING,
  setOf,
  type Type,
  typeEquals,
  unknownValue,
  Value,
  ValueError,
} from '../values/index.ts';
import { arg, fail, failArg, fixed, param, quote, variadic } from './define.ts';
import type { FunctionSpec } from './spec.ts';

function to(wanted: Type): FunctionSpec {
  return fixed(
    [param('v', DYNAMIC, 'nmd')],
    (args) => {
      const given = arg(args, 0).type;
      if (typeEquals(given, wanted) || conversionBetween(given, wanted, true)) return wanted;
      if (given.kind === wanted.kind && (given.kind === 'tuple' || given.kind === 'object')) {
        failArg(0, `incompatible ${given.kind} type for conversion: ${explainMismatch(given, wanted)}`);
      }
      return failArg(0, `cannot convert ${friendlyName(given)} to ${friendlyName(wanted, true)}`);
    },
    (args, type) => {
      const value = arg(args, 0);
      try {
        return convert(value, type);
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        return failArg(0, complaint(value, wanted, error.message));
      }
    },
  );
}

function complaint(value: Value, wanted: Type, why: string): string {
  if (value.type.kind !== 'string')
    return `cannot convert ${friendlyName(value.type)} to ${friendlyName(wanted, true)}`;
  if (value.containsMarked && (wanted.kind === 'bool' || wanted.kind === 'number'))
    return `cannot convert this sensitive string to ${wanted.kind}`;
  const what = quote(value.text);
  if (wanted.kind === 'bool') {
    return `cannot convert ${what} to bool; only the strings "true" or "false" are allowed`;
  }
  if (wanted.kind === 'number') {
    return `cannot convert ${what} to number; given string must be a decimal representation of a number`;
  }
  return why;
}

const sensitive = fixed(
  [param('value', DYNAMIC, 'nudm')],
  (args) => arg(args, 0).type,
  (args) => arg(args, 0).withMarks(SENSITIVE),
);

const nonsensitive = fixed(
  [param('value', DYNAMIC, 'nudm')],
  (args) => arg(args, 0).type,
  (args) => arg(args, 0).unmark(),
);

function withoutEphemeral(value: Value): Value {
  if (!value.containsMarked) return value;
  if (value.marks?.has('ephemeral')) return new Value(value.type, 'null', undefined);
  const { raw } = value;
  if (Array.isArray(raw)) return new Value(value.type, value.state, raw.map(withoutEphemeral), value.marks);
  if (!(raw instanceof Map)) return value;
  const entries = new Map([...value.entries].map(([k, v]) => [k, withoutEphemeral(v)] as const));
  return new Value(value.type, value.state, entries, value.marks);
}

/** The function set's own marks: ephemeral parts become null. */
const ephemeralasnull = fixed(
  [param('value', DYNAMIC, 'nudm')],
  (args) => arg(args, 0).type,
  (args) => withoutEphemeral(arg(args, 0)),
);

const issensitive = fixed([param('value', DYNAMIC, 'nudm')], BOOL, (args) => {
  const value = arg(args, 0);
  if (value.marks?.has('sensitive')) return boolValue(true);
  // An unknown value may turn out to be sensitive.
  return value.isKnown ? boolValue(false) : unknownValue(BOOL);
});

/** A function of Terraform 0.11 that is only there to say what to write instead. */
const gone = (name: string, instead: string): FunctionSpec =>
  variadic([], param('vals', DYNAMIC, 'nudm'), DYNAMIC, () =>
    fail(
      `the "${name}" function was deprecated in Terraform v0.12 and is no longer available; use ${instead}`,
    ),
  );

/** Type conversions and marks. */
export const CONVERSIONS: Readonly<Record<string, FunctionSpec>> = {
  tostring: to(STRING),
  tonumber: to(NUMBER),
  tobool: to(BOOL),
  tolist: to(listOf(DYNAMIC)),
  toset: to(setOf(DYNAMIC)),
  tomap: to(mapOf(DYNAMIC)),
  sensitive,
  nonsensitive,
  issensitive,
  ephemeralasnull,
  list: gone('list', 'tolist([ ... ]) syntax to write a literal list'),
  map: gone('map', 'tomap({ ... }) syntax to write a literal map'),
};
