import type { Diagnostic } from '../diagnostics/index.ts';
import type { FormField } from '../form/types.ts';
import type { JsonObject } from '../json.ts';
import type { Plan } from '../terraform/plan/types.ts';
import { text } from '../text.ts';
import { closedWorld, readerNow } from './account-reader.ts';
import type { ChartEnvironment } from './chart-engine.ts';
import type { Engines } from './engines.ts';
import type { PlanNode } from './events.ts';
import { fidelityIn } from './fidelity.ts';
import { formFailures } from './form-failures.ts';
import { priorAttributes } from './instance-prior.ts';
import { MASK } from './mask.ts';
import { packageFailure } from './package-failure.ts';
import { Provenance } from './provenance.ts';
import type { Stage } from './resource-process.ts';
import type { Run } from './run.ts';
import { systemVariables } from './system-variables.ts';

/** Failures that are said of one package; the rest are counted in the last one's message by the lint rules. */
const MOST_FAILURES = 10;

const isError = (each: Diagnostic): boolean => each.severity === 'error';

/** A field as an event carries it: of its options only the chosen one, and no secrets. */
const slim = (field: FormField): FormField => ({
  ...field,
  ...(field.input === 'password' && field.value !== undefined ? { value: MASK } : {}),
  options: field.options.filter((option) => JSON.stringify(option.value) === JSON.stringify(field.value)),
});

/** Checks and answers the form. `fine` is false when the install cannot go on; why is said. */
export function answerForm(run: Run, engines: Engines): { fine: boolean; answers: JsonObject } {
  const { input } = run;
  const broken = engines.blockers(input.source);
  const state = engines.form(input);
  run.emit({
    type: 'form',
    fields: state.fields.map(slim),
    chosen: input.answers === 'auto' ? 'auto' : 'given',
  });
  for (const wrong of broken.slice(0, MOST_FAILURES)) run.fail(packageFailure(input.source, wrong));
  run.form = {
    fields: state.fields,
    answers: state.answers,
    fits: (changes) => {
      const given = input.answers === 'auto' ? {} : input.answers;
      const fill = input.answers === 'auto' || input.fill === true;
      const other = engines.form({ ...input, fill, answers: { ...given, ...changes } });
      return other.complete && !other.diagnostics.some(isError);
    },
  };
  if (broken.length === 0) for (const each of formFailures(run, state)) run.fail(each);
  return { fine: run.failures.length === 0, answers: { ...state.answers } };
}

function chartEnvironment(run: Run): ChartEnvironment {
  const random = run.seeds.for('helm');
  return {
    now: () => new Date(run.now),
    bytes: (count) => Uint8Array.from({ length: count }, () => random.between(0, 255)),
    signal: run.deps.signal,
  };
}

function planLine({ resources }: Plan): string {
  const count = (...actions: readonly string[]): number =>
    resources.filter((each) => each.mode === 'managed' && actions.includes(each.action)).length;
  const add = count('create', 'replace');
  return `Plan: ${add} to add, ${count('update')} to change, ${count('delete', 'replace')} to destroy.`;
}

/** Plans the install; undefined when the package cannot be planned, and why is said. */
export function planInstall(
  run: Run,
  engines: Engines,
  ids: { readonly cloudappId: string; readonly packageId: string },
  answers: JsonObject,
): Stage | undefined {
  const { input } = run;
  const written = input.model.id?.value ?? '';
  if (written !== ids.packageId) {
    run.assume({
      code: 'ASSUMED_PACKAGE_ID',
      text: text(
        `The package's id is taken as ${ids.packageId}: package.yaml has "${written}".`,
        `安装包 ID 按 ${ids.packageId} 处理:package.yaml 中为“${written}”。`,
      ),
      place: { file: 'package.yaml', ...(input.model.id ? { range: input.model.id.range } : {}) },
    });
  }
  const variables = { ...systemVariables(input, ids.cloudappId, answers, run.origin), ...answers };
  const chance = run.seeds.for('plan');
  const {
    plan,
    session,
    input: planned,
    diagnostics,
  } = engines.plan({
    source: input.source,
    dialect: input.dialect ?? 'cloudapp',
    variables,
    clock: () => new Date(run.now),
    random: () => chance.fraction(),
    world: run.view.closed ? closedWorld(input.world) : input.world,
    ...(run.faults.of('sold-out').length > 0 ? { readData: readerNow(run.view) } : {}),
    ...(input.prior ? { prior: priorAttributes(input.prior) } : {}),
  });
  const wrong = diagnostics.filter(isError);
  for (const each of wrong.slice(0, MOST_FAILURES)) run.fail(packageFailure(input.source, each));
  if (wrong.length > 0 || !plan || !session) return undefined;
  run.planned = plan.resources.length;
  const provenance = new Provenance(input.source, input.model, Object.keys(answers));
  run.emit({
    type: 'plan',
    resources: plan.resources.map(
      (each): PlanNode => ({
        address: each.address,
        type: each.type,
        name: each.name,
        dependsOn: each.dependsOn,
        place: { file: each.file, range: each.range },
        fidelity: fidelityIn(input.world, each.type, each.mode),
        ...(input.prior ? { action: each.action } : {}),
      }),
    ),
    outputs: plan.outputs.map((output) => output.name),
  });
  run.log(undefined, planLine(plan));
  return {
    plan,
    session,
    ...(planned ? { planned } : {}),
    facts: {
      ...ids,
      provenance,
      charts: engines.charts(input.source, chartEnvironment(run)),
      resources: plan.resources,
    },
    computedOf: (type, mode) => engines.computedOf(type, mode),
  };
}
