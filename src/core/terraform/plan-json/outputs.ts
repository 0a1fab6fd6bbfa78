import type { Json, JsonObject } from '../../json.ts';
import type { Evaluation } from '../plan/index.ts';
import { compareText, NULL_VALUE, typeToJson, type Value } from '../values/index.ts';
import { knownJson, put, unknownJson } from './values.ts';

interface Output {
  readonly name: string;
  readonly sensitive: boolean;
  readonly value: Value;
}

const outputsOf = ({ root }: Evaluation): readonly Output[] =>
  [...root.decl.outputs.values()]
    .sort((a, b) => compareText(a.name, b.name))
    .map(({ name, sensitive }) => {
      const { value, marks } = (root.outputs.get(name) ?? NULL_VALUE).unmarkDeep();
      return { name, sensitive: sensitive || marks.has('sensitive'), value };
    });

/** Planned values of the root module's outputs; those of a state are only the known ones. */
export function outputValues(evaluation: Evaluation, side: 'planned' | 'state'): JsonObject {
  const out: JsonObject = {};
  for (const { name, sensitive, value } of outputsOf(evaluation)) {
    const whole = value.isWhollyKnown;
    if (side === 'state' && (!whole || value.isNull)) continue;
    put(out, name, {
      sensitive,
      ...(whole ? { type: typeToJson(value.type) as Json, value: knownJson(value) ?? null } : {}),
    });
  }
  return out;
}

/** Every output is new: a plan knows no earlier outputs. */
export function outputChanges(evaluation: Evaluation): JsonObject {
  const out: JsonObject = {};
  for (const { name, sensitive, value } of outputsOf(evaluation)) {
    const known = knownJson(value);
    put(out, name, {
      // Nothing before and nothing after is no change.
      actions: [value.isKnown && value.isNull ? 'no-op' : 'create'],
      before: null,
      ...(known === undefined ? {} : { after: known }),
      after_unknown: value.isWhollyKnown ? false : unknownJson(value),
      before_sensitive: sensitive,
      after_sensitive: sensitive,
    });
  }
  return out;
}
