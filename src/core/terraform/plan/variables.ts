import type { Json } from '../../json.ts';
import { applyDefaults, evaluate, type Scope } from '../eval/index.ts';
import type { VariableDecl } from '../module/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import {
  convert,
  DYNAMIC_VALUE,
  EPHEMERAL,
  isPrimitive,
  nullValue,
  objectValue,
  SENSITIVE,
  type Type,
  tryConvert,
  unknownValue,
  type Value,
  ValueError,
  valueFromJson,
  withoutOptional,
} from '../values/index.ts';
import type { Dialect } from './types.ts';

/** A variable's value with what was found on the way. */
export interface VariableValue {
  readonly value: Value;
  readonly diagnostics: HclDiagnostic[];
}

/** Converts as far as that works and keeps the rest whole, as the platform hands values on. */
export function looseConvert(value: Value, type: Type): Value {
  if (!value.isKnown || value.isNull) return value.isNull ? nullValue(withoutOptional(type)) : value;
  if (type.kind === 'object' && (value.type.kind === 'object' || value.type.kind === 'map')) {
    const entries = new Map(value.entries);
    for (const [name, wanted] of type.attributes) {
      const given = entries.get(name);
      entries.set(
        name,
        given === undefined ? nullValue(withoutOptional(wanted)) : looseConvert(given, wanted),
      );
    }
    return objectValue(entries).withMarks(value.marks);
  }
  if (isPrimitive(type)) return tryConvert(value, type) ?? value;
  const strict = tryConvert(value, type);
  if (strict === undefined) return value;
  return holdsObject(type) ? value : strict;
}

/** Objects within collections would lose what their type does not name. */
const holdsObject = (type: Type): boolean =>
  type.kind === 'object' ||
  (type.kind === 'tuple' && type.elements.some(holdsObject)) ||
  ('element' in type && holdsObject(type.element));

/** Given values that are no use to a type, by path. */
function missingAttributes(value: Value, type: Type, path: string): string[] {
  if (type.kind !== 'object' || value.type.kind !== 'object' || !value.isKnown || value.isNull) return [];
  return [...type.attributes].flatMap(([name, t]) => {
    const given = value.entries.get(name);
    if (given === undefined) return type.optional?.has(name) ? [] : [`${path}.${name}`];
    return missingAttributes(given, t, `${path}.${name}`);
  });
}

/** What gives variables their values. */
export interface VariableSource {
  readonly dialect: Dialect;
  /** Scope for default expressions: no names, and in the cloudapp dialect the type words. */
  readonly constants: Scope;
  /** What a variable without value and default becomes; by default null in cloudapp and an error in Terraform. */
  readonly unset?: 'unknown';
}

/** The value of a variable: given, default, or none. */
export function variableValue(
  decl: VariableDecl,
  given: Json | Value | undefined,
  source: VariableSource,
): VariableValue {
  const diagnostics: HclDiagnostic[] = [];
  const error = (code: string, summary: string, detail: string): void => {
    const range = decl.default && given === undefined ? decl.default.expr.range : decl.nameRange;
    diagnostics.push(hclDiagnostic(code, 'error', summary, detail, decl.file, range));
  };
  const finish = (value: Value): VariableValue => ({
    value: value.withMarks(decl.sensitive ? SENSITIVE : undefined, decl.ephemeral ? EPHEMERAL : undefined),
    diagnostics,
  });
  let raw =
    given === undefined ? undefined : given !== null && isValue(given) ? given : valueFromJson(given as Json);
  if (raw === undefined || (raw.isNull && !decl.nullable)) {
    if (decl.default) {
      const evaluated = evaluate(decl.default.expr, source.constants, decl.default.file ?? decl.file);
      diagnostics.push(...evaluated.diagnostics);
      raw = evaluated.value;
    }
  }
  if (raw === undefined) return finish(unset(decl, source, error));
  const filled = applyDefaults(raw, decl.typeDefaults);
  if (source.dialect === 'cloudapp') {
    reportMissing(decl, filled, given === undefined, diagnostics);
    return finish(looseConvert(filled, decl.type));
  }
  try {
    return finish(convert(filled, decl.type));
  } catch (problem) {
    if (!(problem instanceof ValueError)) throw problem;
    const [summary, detail] =
      given === undefined
        ? [
            'Invalid default value for variable',
            `This default value is not compatible with the variable's type constraint: ${problem.message}.`,
          ]
        : [
            'Invalid value for input variable',
            `The given value is not suitable for var.${decl.name} declared at ${decl.file}:${decl.nameRange.start.line}: ${problem.message}.`,
          ];
    error('TF_VARIABLE_TYPE', summary, detail);
    return finish(unknownValue(withoutOptional(decl.type)));
  }
}

const isValue = (given: Json | Value): given is Value =>
  typeof given === 'object' && given !== null && 'isWhollyKnown' in given;

function unset(
  decl: VariableDecl,
  source: VariableSource,
  error: (code: string, summary: string, detail: string) => void,
): Value {
  if (source.unset === 'unknown') return unknownValue(withoutOptional(decl.type));
  if (source.dialect === 'cloudapp') return nullValue(withoutOptional(decl.type));
  error(
    'TF_VARIABLE_UNSET',
    'No value for required variable',
    `The root module input variable "${decl.name}" is not set, and has no default value.`,
  );
  return decl.type.kind === 'dynamic' ? DYNAMIC_VALUE : unknownValue(withoutOptional(decl.type));
}

function reportMissing(decl: VariableDecl, value: Value, isDefault: boolean, into: HclDiagnostic[]): void {
  const missing = missingAttributes(value, decl.type, `var.${decl.name}`);
  if (missing.length === 0) return;
  const range = isDefault && decl.default ? decl.default.expr.range : decl.nameRange;
  into.push(
    hclDiagnostic(
      'TF_VALUE_INCOMPLETE',
      'warning',
      'Value lacks attributes of its type',
      `${missing.slice(0, 8).join(', ')} ${missing.length === 1 ? 'is' : 'are'} declared but not given; the platform reads null, Terraform refuses the value.`,
      decl.file,
      range,
    ),
  );
}
