import type { Json, JsonObject } from '../../../src/core/json.ts';
import {
  type ApplySession,
  createApply,
  createPlan,
  createSchemas,
  type Dialect,
  loadModule,
  type PlanInput,
  type PlanResult,
} from '../../../src/core/terraform/index.ts';

/** Options of a test's plan; files are `.tf` texts by path, other files are only readable by functions. */
export interface Setup {
  readonly dialect?: Dialect;
  readonly variables?: Record<string, Json>;
  readonly prior?: Record<string, JsonObject>;
  readonly files?: Record<string, string>;
}

export function inputOf(tf: string | Record<string, string>, setup: Setup = {}): PlanInput {
  const dialect = setup.dialect ?? 'cloudapp';
  const texts = typeof tf === 'string' ? { 'main.tf': tf } : tf;
  const { module, diagnostics } = loadModule(
    Object.entries(texts).map(([path, text]) => ({ path, text })),
    { dialect },
  );
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((d) => d.message.en).join('\n'));
  return {
    module,
    variables: setup.variables ?? {},
    dialect,
    schemas: createSchemas(),
    files: new Map(
      Object.entries(setup.files ?? {}).map(([p, t]) => [p, new TextEncoder().encode(t)] as const),
    ),
    clock: () => new Date('2026-01-02T03:04:05Z'),
    random: () => 0.5,
    ...(setup.prior ? { prior: setup.prior } : {}),
  };
}

export const plan = (tf: string | Record<string, string>, setup: Setup = {}): PlanResult =>
  createPlan(inputOf(tf, setup));

export const apply = (tf: string | Record<string, string>, setup: Setup = {}): ApplySession =>
  createApply(inputOf(tf, setup));

/** Codes of all diagnostics of a severity. */
export const codes = (result: PlanResult, severity = 'error'): string[] =>
  result.diagnostics.filter((d) => d.severity === severity).map((d) => d.code);

/** Values of the plan's outputs; unknown ones as the text `unknown`. */
export const outputs = (result: PlanResult): JsonObject =>
  Object.fromEntries(
    (result.plan?.outputs ?? []).map((o) => [o.name, o.value.unknown === true ? 'unknown' : o.value.value]),
  );
