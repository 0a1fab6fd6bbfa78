import type { Diagnostic } from '../diagnostics/index.ts';
import type { Answers, FormState } from '../form/types.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Plan, PlanInput, Schemas } from '../terraform/index.ts';
import { closedWorld } from './account-reader.ts';
import type { PlanRequest } from './engines.ts';
import type { RehearsalInput } from './input.ts';
import { Seeds } from './kernel/index.ts';
import { packageEngines } from './package-engines.ts';
import { packagePlanInput } from './plan-engine.ts';
import { schemasFor } from './schemas-for.ts';
import { systemVariables } from './system-variables.ts';

/** What an install would ask and create, without rehearsing it. */
export interface PlanPreview {
  readonly form: FormState;
  /** Absent when the package cannot be planned; the diagnostics say why. */
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

const CLOUDAPP_ID = 'cloudapp-00000000';

/** Answers the form and plans with the answers; what is not answered counts as null. Never throws on what a package contains. */
export function previewPlan(input: RehearsalInput, schemas: Schemas): PlanPreview {
  const engines = packageEngines(schemasFor(input, schemas));
  const form = engines.form(input);
  const { plan, diagnostics } = engines.plan(requestOf(input, form));
  const all = [...engines.manifest(input.source), ...diagnostics];
  return plan ? { form, plan, diagnostics: all } : { form, diagnostics: all };
}

/** What the package is planned with, for those who evaluate its Terraform themselves; no plan input when it cannot be read. */
export function previewInput(
  input: RehearsalInput,
  schemas: Schemas,
): { readonly form: FormState; readonly input?: PlanInput; readonly diagnostics: readonly Diagnostic[] } {
  const whole = schemasFor(input, schemas);
  const form = packageEngines(whole).form(input);
  return { form, ...packagePlanInput(requestOf(input, form), whole) };
}

/** What the policy of a package's role reads: system variables and answers, as a preview has them. */
export const previewVariables = (input: RehearsalInput, form: FormState): JsonObject => ({
  ...requestOf(input, form).variables,
});

function requestOf(input: RehearsalInput, form: FormState): PlanRequest {
  const seeds = new Seeds(`preview ${input.seed}`);
  const chance = seeds.for('plan');
  const answers = { ...form.answers };
  return {
    source: input.source,
    dialect: input.dialect ?? 'cloudapp',
    variables: { ...systemVariables(input, CLOUDAPP_ID, answers, seeds), ...answers },
    clock: () => new Date(input.startedAt),
    random: () => chance.fraction(),
    ...(input.variables ? { sources: input.variables } : {}),
    world: input.closed ? closedWorld(input.world) : input.world,
  };
}

/** Plans with answers as they are, and with variables changed after the form was answered. */
export function planWith(
  input: RehearsalInput,
  answers: Answers,
  schemas: Schemas,
  alter?: (name: string, value: Json) => Json,
): { readonly plan?: Plan; readonly diagnostics: readonly Diagnostic[] } {
  const { plan, diagnostics } = packageEngines(schemasFor(input, schemas)).plan(
    planRequest(input, answers, alter),
  );
  return plan ? { plan, diagnostics } : { diagnostics };
}

/** What a package is planned with under answers as they are, with variables changed after the form was answered. */
export function planRequest(
  input: RehearsalInput,
  answers: Answers,
  alter: (name: string, value: Json) => Json = (_name, value) => value,
): PlanRequest {
  const request = requestOf(input, { fields: [], complete: true, answers, diagnostics: [] });
  const variables = Object.fromEntries(
    Object.entries(request.variables).map(([name, value]) => [
      name,
      Object.hasOwn(answers, name) ? alter(name, value) : value,
    ]),
  );
  return { ...request, variables };
}
