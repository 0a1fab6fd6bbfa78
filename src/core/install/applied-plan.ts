import type { Answers } from '../form/types.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { AttributeSchema, Plan, PlannedResource, Schemas, Type } from '../terraform/index.ts';
import type { RehearsalInput } from './input.ts';
import { packageEngines } from './package-engines.ts';
import { planRequest } from './preview.ts';
import { schemasFor } from './schemas-for.ts';

/** What stands for values that only the cloud knows. */
export interface StandIns {
  readonly text: string;
  readonly number: number;
}

const DEEPEST = 5;

/** What an attribute of a type holds when nobody knows it. */
function standIn(type: Type, block: AttributeSchema['block'], by: StandIns, depth: number): Json {
  if (block) return depth < DEEPEST ? [attributesOf(block, by, depth + 1)] : [];
  switch (type.kind) {
    case 'number':
      return by.number;
    case 'bool':
      return false;
    case 'list':
    case 'set':
      return depth < DEEPEST ? [standIn(type.element, undefined, by, depth + 1)] : [];
    case 'map':
    case 'object':
    case 'tuple':
      return type.kind === 'tuple' ? [] : {};
    default:
      return by.text;
  }
}

const attributesOf = (
  fields: ReadonlyMap<string, AttributeSchema> | undefined,
  by: StandIns,
  depth: number,
): JsonObject =>
  Object.fromEntries(
    [...(fields ?? [])]
      .filter(([, field]) => field.computed)
      .map(([name, field]) => [name, standIn(field.type, field.block, by, depth)]),
  );

/** A value with its unknown parts filled in. */
function filled(value: Json | undefined, unknown: Json | undefined, by: StandIns): Json {
  if (unknown === true) return by.text;
  if (Array.isArray(value)) {
    const marks = Array.isArray(unknown) ? unknown : [];
    return value.map((each, i) => filled(each, marks[i], by));
  }
  if (isJsonObject(value) || isJsonObject(unknown)) {
    const known = isJsonObject(value) ? value : {};
    const marks = isJsonObject(unknown) ? unknown : {};
    const names = new Set([...Object.keys(known), ...Object.keys(marks)]);
    return Object.fromEntries([...names].map((name) => [name, filled(known[name], marks[name], by)]));
  }
  return value ?? null;
}

/**
 * The plan of an install, and the same as its apply would see it: every argument is evaluated, with stand-ins for what only the cloud
 * knows. A text that is unknown as a whole in a plan (a script with an address in it) is then known but for that part.
 * Undefined where the package has no plan.
 */
export function appliedPlan(
  input: RehearsalInput,
  answers: Answers,
  schemas: Schemas,
  by: StandIns,
  alter?: (name: string, value: Json) => Json,
): { readonly plan: Plan; readonly applied: Plan } | undefined {
  const whole = schemasFor(input, schemas);
  const { plan, session } = packageEngines(whole).plan(planRequest(input, answers, alter));
  if (!plan || !session) return undefined;
  const resources = plan.resources.map((resource): PlannedResource => {
    const { address, mode, type } = resource;
    const { args } = session.args(address);
    const value = filled(args.value, args.unknown, by);
    const schema = mode === 'data' ? whole.data(type) : whole.resource(type);
    const given = isJsonObject(value) ? value : {};
    const made = attributesOf(schema?.attributes, by, 0);
    // What was read of the account while planning stays; the rest is deferred.
    if (mode === 'managed' || !isPlain(args.unknown))
      session.complete(address, { ...made, id: by.text, ...withoutNulls(given) });
    return { ...resource, args: { ...args, value, unknown: {} } };
  });
  return { plan, applied: { ...plan, resources } };
}

const isPlain = (unknown: Json): boolean =>
  unknown === false || (isJsonObject(unknown) && Object.keys(unknown).length === 0);

const withoutNulls = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
