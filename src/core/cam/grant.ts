import type { SourceRange } from '../diagnostics/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { interpolate } from './interpolate.ts';
import { CAM_LIMITS } from './limits.ts';
import type { ConditionTest, Declared, DeclaredStatement, Granted, Pattern, Statement } from './types.ts';

/** What the legacy form grants without saying so (facts section 2). */
export const VERIFY_LICENSE = 'cloudapp:VerifyLicense';

type Missing = (path: string, range: SourceRange | undefined) => void;

/**
 * The policy that the platform makes for the role of an instance: `role.policy` with its variables filled in, and the
 * actions of the legacy `scopes.cloudAPI` on everything. Only the legacy form, alone, grants VerifyLicense silently.
 */
export function grantOf(declared: Declared, variables: JsonObject = {}): Granted {
  const unresolved: { path: string; range?: SourceRange }[] = [];
  const missing: Missing = (path, range) => unresolved.push({ path, ...(range ? { range } : {}) });
  const statements: Statement[] = (declared.policy?.statement ?? [])
    .slice(0, CAM_LIMITS.statements)
    .flatMap((statement) => readStatement(statement, variables, missing) ?? []);
  const [first] = declared.scopes;
  if (first) {
    statements.push({
      effect: 'allow',
      actions: declared.scopes
        .slice(0, CAM_LIMITS.patterns)
        .map(({ value, range }) => ({ text: value, range })),
      resources: [{ text: '*' }],
      conditions: [],
      origin: 'scopes',
      range: first.range,
    });
    if (!declared.policy) {
      statements.push({
        effect: 'allow',
        actions: [{ text: VERIFY_LICENSE }],
        resources: [{ text: '*' }],
        conditions: [],
        origin: 'implicit',
      });
    }
  }
  return { statements, unresolved };
}

function readStatement(
  { action, resource, effect, condition, range, ranges }: DeclaredStatement,
  variables: JsonObject,
  missing: Missing,
): Statement | undefined {
  const kind = effect.toLowerCase();
  if (kind !== 'allow' && kind !== 'deny') return undefined;
  const patterns = (list: readonly string[], key: string): Pattern[] =>
    list.slice(0, CAM_LIMITS.patterns).flatMap((written, i) => {
      if (written.length > CAM_LIMITS.pattern) return [];
      const place = ranges?.[`${key}[${i}]`] ?? ranges?.[key] ?? range;
      return [{ text: interpolate(written, variables, (path) => missing(path, place)), range: place }];
    });
  return {
    effect: kind,
    actions: patterns(action, 'action'),
    resources: patterns(resource, 'resource'),
    conditions: conditionsOf(condition, range, ranges).map((test) => ({
      ...test,
      values: test.values.map((value) => interpolate(value, variables, (path) => missing(path, test.range))),
    })),
    origin: 'policy',
    range,
  };
}

const valuesOf = (value: Json): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .slice(0, CAM_LIMITS.patterns)
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));

/** The tests of a condition block as written: operator → key → values. */
export function conditionsOf(
  condition: JsonObject | undefined,
  range: SourceRange,
  ranges: DeclaredStatement['ranges'],
): readonly ConditionTest[] {
  const tests: ConditionTest[] = [];
  for (const [operator, keys] of Object.entries(condition ?? {})) {
    if (!isJsonObject(keys)) continue;
    for (const [key, value] of Object.entries(keys)) {
      if (tests.length === CAM_LIMITS.conditions) return tests;
      tests.push({
        operator: operator.toLowerCase(),
        key,
        values: valuesOf(value),
        range: ranges?.[`condition.${operator}.${key}`] ?? ranges?.condition ?? range,
      });
    }
  }
  return tests;
}
