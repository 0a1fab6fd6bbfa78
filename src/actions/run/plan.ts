import { estimateCost } from '../../core/cost/index.ts';
import { fidelityIn, previewInput, previewPlan, type RehearsalInput } from '../../core/install/index.ts';
import { parsePackage, readPackage } from '../../core/package/index.ts';
import type { MarkedValue, PlannedResource } from '../../core/terraform/index.ts';
import type { World } from '../../core/world/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { PlanResourceView, PlanView } from '../views.ts';
import { billedOf, builtInBook } from './cost.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';
import { writePlan } from './plan-file.ts';
import { schemasOf } from './schemas.ts';
import { type VariableFields, variablesFrom } from './variables.ts';

interface Input extends VariableFields {
  readonly dir: string;
  readonly answers: AnswersInput;
  readonly world?: Content | undefined;
  readonly worldClosed: boolean;
  readonly dialect: 'cloudapp' | 'terraform';
  readonly providers?: Content | undefined;
  readonly out?: string | undefined;
}

export async function run(input: Input, { signal, dataDir }: ActionContext<never>): Promise<PlanView> {
  const world = worldFrom(input.world, input.worldClosed);
  const given = answersFrom(input.answers);
  const variables = variablesFrom(input);
  const source = await readPackage(input.dir, { signal });
  const schemas = schemasOf(dataDir, input.providers);
  const asked: RehearsalInput = {
    project: input.dir,
    source,
    model: parsePackage(source).model,
    world,
    answers: given === 'auto' ? 'auto' : given.answers,
    dialect: input.dialect,
    closed: input.worldClosed,
    seed: 1,
    startedAt: 0,
    speed: 'instant',
    ...(variables ? { variables } : {}),
  };
  const { form, plan, diagnostics } = previewPlan(asked, schemas);
  const written =
    plan && input.out !== undefined
      ? await writePlan(input.out, previewInput(asked, schemas).input)
      : undefined;
  return {
    root: source.root,
    complete: plan !== undefined && form.complete && !diagnostics.some((each) => each.severity === 'error'),
    resources: plan?.resources.map((each) => resourceView(each, world)) ?? [],
    outputs:
      plan?.outputs.map(({ name, sensitive, value }) => ({
        name,
        sensitive,
        known: isKnown(value),
        value: value.value,
      })) ?? [],
    diagnostics,
    form,
    ...(plan ? { cost: estimateCost(billedOf(plan), await builtInBook(dataDir)) } : {}),
    ...(written === undefined ? {} : { written }),
  };
}

const resourceView = (each: PlannedResource, world: World): PlanResourceView => ({
  address: each.address,
  type: each.type,
  name: each.name,
  mode: each.mode,
  action: each.action,
  fidelity: fidelityIn(world, each.type, each.mode),
  dependsOn: each.dependsOn,
  args: each.args.value,
  unknown: each.args.unknown,
  file: each.file,
  line: each.range.start.line,
});

/** Whether nothing of a value is left open until apply: marks are `true`, or containers with a mark somewhere inside. */
function isKnown({ unknown }: MarkedValue): boolean {
  const marked = (mark: unknown): boolean =>
    mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some(marked));
  return !marked(unknown);
}
