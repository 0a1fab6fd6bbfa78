import type { SourceRange } from '../../diagnostics/index.ts';
import { elementsOf, evaluate, type Scope } from '../eval/index.ts';
import { type Attribute, type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import {
  BOOL,
  friendlyName,
  intValue,
  NUMBER,
  objectValue,
  stringValue,
  tryConvert,
  type Value,
} from '../values/index.ts';
import type { InstanceKey } from './keys.ts';
import type { Expansion } from './module-instance.ts';

/** Instances of all resources and modules of one plan together. */
export const MAX_INSTANCES = 20_000;

/** The instances that count or for_each ask for, each with the names its expressions may use. */
export interface Expanded {
  readonly expansion: Expansion;
  readonly keys: readonly { readonly key: InstanceKey; readonly names: ReadonlyMap<string, Value> }[];
}

const NO_NAMES: ReadonlyMap<string, Value> = new Map();
const NONE: Expanded = { expansion: 'single', keys: [] };
const SINGLE: Expanded = { expansion: 'single', keys: [{ key: undefined, names: NO_NAMES }] };

/** Something that may be there once, many times, or not at all. */
interface Expandable {
  readonly count: Attribute | undefined;
  readonly forEach: Attribute | undefined;
  readonly enabled?: Attribute | undefined;
}

/**
 * Evaluates count, for_each or enabled. undefined, with a diagnostic, when it cannot be told how many instances there are;
 * `undecided` is asked then, where that is not known yet, and its words end the diagnostic.
 */
export function expand(
  { count, forEach, enabled }: Expandable,
  scope: Scope,
  file: string,
  diagnostics: HclDiagnostic[],
  undecided: () => string = () => '',
): Expanded | undefined {
  const error = (code: string, summary: string, detail: string, range: SourceRange): undefined => {
    diagnostics.push(hclDiagnostic(code, 'error', summary, detail, file, range));
    return undefined;
  };
  if (count && forEach) {
    return error(
      'TF_COUNT_INVALID',
      'Invalid combination of "count" and "for_each"',
      'The "count" and "for_each" meta-arguments are mutually-exclusive, only one should be used.',
      forEach.nameRange,
    );
  }
  if (enabled && (count || forEach)) {
    const other = count ? 'count' : 'for_each';
    return error(
      'TF_ENABLED_INVALID',
      `Invalid combination of "enabled" and "${other}"`,
      `The "enabled" and "${other}" meta-arguments are mutually-exclusive, only one should be used.`,
      enabled.nameRange,
    );
  }
  const attribute = count ?? forEach ?? enabled;
  if (attribute === undefined) return SINGLE;
  const evaluated = evaluate(attribute.expr, scope, file);
  diagnostics.push(...evaluated.diagnostics);
  if (evaluated.diagnostics.some((d) => d.severity === 'error')) return undefined;
  const { range } = attribute.expr;
  const more = isUndecided(evaluated.value) ? undecided() : '';
  if (enabled) {
    const invalid = (detail: string) =>
      error('TF_ENABLED_INVALID', 'Invalid enabled argument', detail + more, range);
    const isOn = enabledValue(evaluated.value, invalid);
    return isOn === undefined ? undefined : isOn ? SINGLE : NONE;
  }
  return count
    ? expandCount(
        evaluated.value,
        (summary, detail) => error('TF_COUNT_INVALID', summary, detail + more, range),
        (detail) => error('TF_TOO_MANY_INSTANCES', 'Too many instances', detail, range),
      )
    : expandForEach(
        evaluated.value,
        (detail) => error('TF_FOR_EACH_INVALID', 'Invalid for_each argument', detail + more, range),
        (detail) => error('TF_TOO_MANY_INSTANCES', 'Too many instances', detail, range),
      );
}

/** Whether a value, or a key among those of a set, is known only later. */
const isUndecided = (value: Value): boolean =>
  !value.isKnown || (value.type.kind === 'set' && !value.isNull && !value.isWhollyKnown);

/** The checks and words of OpenTofu. */
function enabledValue(value: Value, invalid: (detail: string) => undefined): boolean | undefined {
  const { marks } = value.unmarkDeep();
  const unsuitable = (why: string): undefined =>
    invalid(`The given "enabled" argument value is unsuitable: ${why}.`);
  if (marks.has('sensitive')) {
    return invalid(
      'Sensitive values, or values derived from sensitive values, cannot be used in "enabled" arguments. If used, the sensitive value would be exposed by whether an instance is present.',
    );
  }
  if (marks.has('ephemeral')) return unsuitable('the given value is ephemeral');
  if (value.isNull) return unsuitable('the given value is null');
  if (!value.isKnown) {
    return invalid(
      'The given "enabled" argument value is derived from a value that won\'t be known until the apply phase, so OpenTofu cannot determine whether an instance of this object is declared or not.',
    );
  }
  const isOn = tryConvert(value, BOOL);
  return isOn ? isOn.isTrue : unsuitable(`bool required, but have ${friendlyName(value.type)}`);
}

const tooMany = (n: string): string =>
  `${n} instances are asked for; ${MAX_INSTANCES} are the most that one plan may have.`;

function expandCount(
  value: Value,
  error: (summary: string, detail: string) => undefined,
  limit: (detail: string) => undefined,
): Expanded | undefined {
  const invalid = (detail: string): undefined => error('Invalid count argument', detail);
  const count = tryConvert(value.unmarkDeep().value, NUMBER);
  if (count === undefined)
    return invalid(
      `The given "count" argument value is unsuitable: number required, but a ${friendlyName(value.type)} was given.`,
    );
  if (count.isNull) return invalid('The given "count" argument value is null. An integer is required.');
  if (!count.isKnown) {
    return invalid(
      'The "count" value depends on resource attributes that cannot be determined until apply, so the number of instances cannot be predicted.',
    );
  }
  if (!count.num.isInteger)
    return invalid('The given "count" argument value is unsuitable: value must be a whole number.');
  if (count.num.sign < 0)
    return invalid('The given "count" argument value is unsuitable: must be greater than or equal to zero.');
  const n = count.num.toNumber();
  if (n > MAX_INSTANCES) return limit(tooMany(count.num.toString()));
  return {
    expansion: 'count',
    keys: Array.from({ length: n }, (_, i) => ({
      key: i,
      names: new Map([['count', objectValue([['index', intValue(i)]])]]),
    })),
  };
}

function expandForEach(
  value: Value,
  invalid: (detail: string) => undefined,
  limit: (detail: string) => undefined,
): Expanded | undefined {
  if (value.marks?.has('sensitive')) {
    return invalid(
      'Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments: the keys would be shown in addresses.',
    );
  }
  const { kind } = value.type;
  if (value.isNull)
    return invalid('The given "for_each" argument value is null. A map, or set of strings is allowed.');
  if (!value.isKnown || kind === 'dynamic') {
    return invalid(
      'The "for_each" value depends on resource attributes that cannot be determined until apply, so the instances cannot be predicted.',
    );
  }
  if (kind !== 'map' && kind !== 'object' && kind !== 'set') {
    return invalid(
      `The given "for_each" argument value is unsuitable: the "for_each" argument must be a map, or set of strings, and you have provided a value of type ${friendlyName(value.type)}.`,
    );
  }
  const pairs = [...elementsOf(value)];
  if (pairs.length > MAX_INSTANCES) return limit(tooMany(String(pairs.length)));
  if (kind === 'set' && pairs.some(([k]) => !k.isKnown || k.isNull || k.type.kind !== 'string')) {
    return invalid(
      'The given "for_each" argument value is unsuitable: "for_each" supports maps and sets of strings, but the set holds something that is no known string.',
    );
  }
  return {
    expansion: 'each',
    keys: pairs.map(([k, v]) => ({
      key: k.text,
      names: new Map([
        [
          'each',
          objectValue([
            ['key', stringValue(k.text)],
            ['value', v],
          ]),
        ],
      ]),
    })),
  };
}
