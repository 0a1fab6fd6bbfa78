import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import {
  downtimeOf,
  lossOf,
  preventWords,
  protectedBy,
  protectionWords,
  type Risk,
  type StepAction,
  type StepDiff,
  updateEffect,
  type ValueChange,
} from '../lifecycle/index.ts';
import { changedArguments, type LifecycleDecl, type TerraformModule } from '../terraform/index.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import { type LocalText, text } from '../text.ts';
import { type Prior, standing } from './instance-prior.ts';
import { MASK, maskSecrets } from './mask.ts';
import type { InstanceResource } from './record.ts';
import type { Stage } from './resource-process.ts';
import { behaviourOf } from './resources/index.ts';

/** One resource of an operation: what stands, what is wanted, and how it gets from one to the other. */
export interface Step {
  readonly address: string;
  readonly action: StepAction;
  /** Absent: it is declared no more. */
  readonly planned?: PlannedResource;
  /** Absent: it does not exist yet. */
  readonly prior?: InstanceResource;
  readonly createFirst: boolean;
  /** Terraform refuses to plan its deletion, and with it the whole plan. */
  readonly prevented?: boolean;
  readonly diff: StepDiff;
}

/** The lifecycle block of an address, in the module that declares it. */
export function lifecycleOf(module: TerraformModule | undefined, address: string): LifecycleDecl | undefined {
  if (!module) return undefined;
  const child = /^module\.([^.[]+)(?:\[[^\]]*\])?\.(.+)$/.exec(address);
  if (child) return lifecycleOf(module.modules.get(child[1] ?? '')?.module, child[2] ?? '');
  return module.resources.get(bare(address))?.lifecycle;
}

const bare = (address: string): string => address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');

/** Where a moved instance stood before; the address itself where nothing moved it. */
function formerly(
  module: TerraformModule | undefined,
  address: string,
  exists: (at: string) => boolean,
): string {
  let here = address;
  for (let hops = 0; hops < 20 && !exists(here); hops++) {
    const move = module?.moved.find(
      ({ to }) => here === to || here.startsWith(`${to}[`) || here.startsWith(`${to}.`),
    );
    if (!move) break;
    here = `${move.from}${here.slice(move.to.length)}`;
  }
  if (exists(here)) return here;
  const other = here.endsWith('[0]') ? here.slice(0, -3) : `${here}[0]`;
  return exists(other) ? other : address;
}

/** What an operation does to each resource, in an order in which each comes after what it depends on; deletions last. */
export function stepsOf(stage: Stage, prior: Prior): readonly Step[] {
  const there = new Map(standing(prior).map((each) => [each.address, each]));
  const module = stage.planned?.module;
  const taken = new Set<string>();
  const steps: Step[] = [];
  const createFirst = createdFirst(stage);
  for (const planned of stage.plan.resources) {
    if (planned.mode !== 'managed') continue;
    if (planned.action === 'delete' || planned.action === 'forget') continue;
    const at = formerly(module, planned.address, (each) => there.has(each));
    const before = there.get(at);
    if (before) taken.add(at);
    steps.push(stepOf(stage, prior, planned, before, createFirst.has(planned.address)));
  }
  const forgotten = new Set(
    stage.plan.resources.filter((each) => each.action === 'forget').map((each) => each.address),
  );
  for (const before of there.values()) {
    if (taken.has(before.address)) continue;
    const action = forgotten.has(before.address) ? 'forget' : 'delete';
    steps.push(deletionOf(before, action, lifecycleOf(module, before.address)?.preventDestroy ?? false));
  }
  return steps;
}

/** Everything goes: the steps of an uninstall. */
export const uninstallSteps = (prior: Prior, module: TerraformModule | undefined): readonly Step[] =>
  standing(prior).map((each) =>
    deletionOf(each, 'delete', lifecycleOf(module, each.address)?.preventDestroy ?? false),
  );

/** Replaced resources whose new one comes first; what they depend on must do the same, or there would be a circle. */
function createdFirst(stage: Stage): ReadonlySet<string> {
  const module = stage.planned?.module;
  const replaced = new Map(
    stage.plan.resources.filter((each) => each.action === 'replace').map((each) => [each.address, each]),
  );
  const found = new Set<string>();
  const add = (address: string): void => {
    const planned = replaced.get(address);
    if (!planned || found.has(address)) return;
    found.add(address);
    for (const each of planned.dependsOn) add(each);
  };
  for (const address of replaced.keys()) if (lifecycleOf(module, address)?.createBeforeDestroy) add(address);
  return found;
}

function stepOf(
  stage: Stage,
  prior: Prior,
  planned: PlannedResource,
  before: InstanceResource | undefined,
  createFirst: boolean,
): Step {
  const { address, type } = planned;
  const drift = prior.drift.filter((each) => each.address === (before?.address ?? address));
  const chart = before && chartChange(stage, prior, planned);
  const action = actionOf(planned, before, chart !== undefined);
  const changes = before && action !== 'no-op' ? valueChanges(stage, planned, before) : [];
  const place = stage.facts.provenance.place(planned);
  const shared = { address, type, action, createFirst, changes, place };
  const loses = lossesOf(shared, before?.attributes ?? {});
  const downtime = downtimeOf(shared, behaviourOf(type, 'managed').seconds);
  const blocked = action === 'replace' && before ? protectedBy(type, before.attributes) : undefined;
  const why = before?.tainted
    ? text('making it failed half-way (tainted)', '上次创建中途失败(tainted)')
    : (chart ??
      (drift.some((each) => each.kind === 'deleted')
        ? text('it was deleted outside', '已在外部被删除')
        : action === 'replace' && !changes.some((each) => each.forces)
          ? text(
              'replace_triggered_by, or the type cannot change in place',
              'replace_triggered_by,或该类型不支持原地修改',
            )
          : undefined));
  const diff: StepDiff = {
    ...shared,
    risk: riskOf(action, loses, downtime !== undefined),
    loses,
    ...(downtime ? { downtime } : {}),
    ...(why ? { why } : {}),
    ...(blocked ? { blockedBy: protectionWords(blocked) } : {}),
  };
  return { address, action, planned, ...(before ? { prior: before } : {}), createFirst, diff };
}

function actionOf(
  planned: PlannedResource,
  before: InstanceResource | undefined,
  chartChanged: boolean,
): StepAction {
  if (!before) return 'create';
  if (before.tainted) return 'replace';
  switch (planned.action) {
    case 'update':
    case 'replace':
      return planned.action;
    default:
      return chartChanged ? 'update' : 'no-op';
  }
}

/** A chart whose files changed while its resource did not: the platform is taken to upgrade the release. */
function chartChange(stage: Stage, prior: Prior, planned: PlannedResource): LocalText | undefined {
  const release = prior.releases.find((each) => each.address === planned.address);
  if (!release || release.digest === '' || !stage.facts.charts.has(release.chart)) return undefined;
  if (stage.facts.charts.digest?.(release.chart) === release.digest) return undefined;
  return text(`the files of ${release.chart} changed`, `${release.chart} 的文件有变化`);
}

function valueChanges(
  stage: Stage,
  planned: PlannedResource,
  before: InstanceResource,
): readonly ValueChange[] {
  const schema = stage.planned?.schemas.resource(planned.type);
  const ignore = lifecycleOf(stage.planned?.module, planned.address)?.ignoreChanges ?? [];
  if (ignore === 'all') return [];
  const ignored = new Set(ignore.map((path) => String(path[0])));
  const value = isJsonObject(planned.args.value) ? planned.args.value : {};
  const unknown = isJsonObject(planned.args.unknown) ? planned.args.unknown : {};
  const sensitive = isJsonObject(planned.args.sensitive) ? planned.args.sensitive : {};
  const { provenance } = stage.facts;
  return changedArguments(planned.args, before.attributes)
    .filter((name) => !ignored.has(name))
    .sort()
    .map((path): ValueChange => {
      const known = !hasMark(unknown[path]);
      const secret = hasMark(sensitive[path]);
      const show = (given: Json | undefined): Json => {
        if (given === undefined || given === null) return null;
        return secret ? MASK : (maskSecrets({ [path]: given }, planned.type)[path] ?? null);
      };
      return {
        path,
        before: show(before.attributes[path]),
        after: known ? show(value[path]) : null,
        known,
        forces: schema?.attributes.get(path)?.forceNew ?? schema?.updatable === false,
        place: provenance.place(planned, path),
        because: provenance
          .causes(planned, path, value[path], secret)
          .filter((cause, i, all) => cause.kind === 'value' && i < all.length - 1)
          .map((cause) => cause.text),
      };
    });
}

const hasMark = (mark: Json | undefined): boolean =>
  mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some(hasMark));

function lossesOf(
  { type, action, changes }: Pick<StepDiff, 'type' | 'action' | 'changes'>,
  attributes: JsonObject,
): readonly LocalText[] {
  if (action === 'replace' || action === 'delete') return lossOf(type, attributes, action === 'delete');
  if (action !== 'update') return [];
  return changes.flatMap((each) => updateEffect(type, each.path)?.loses ?? []);
}

const riskOf = (action: StepAction, loses: readonly LocalText[], interrupts: boolean): Risk =>
  loses.length > 0
    ? 'loses-data'
    : interrupts
      ? 'interrupts'
      : action === 'no-op' || action === 'forget'
        ? 'none'
        : 'changes';

function deletionOf(before: InstanceResource, action: 'delete' | 'forget', prevented: boolean): Step {
  const { address, type, place, attributes } = before;
  const loses = action === 'delete' ? lossOf(type, attributes, true) : [];
  const switchedOn = action === 'delete' ? protectedBy(type, attributes) : undefined;
  const blockedBy =
    action === 'delete' && prevented ? preventWords : switchedOn && protectionWords(switchedOn);
  return {
    address,
    action,
    prior: before,
    createFirst: false,
    ...(prevented && action === 'delete' ? { prevented } : {}),
    diff: {
      address,
      type,
      action,
      risk: riskOf(action, loses, false),
      createFirst: false,
      changes: [],
      loses,
      place,
      ...(blockedBy ? { blockedBy } : {}),
    },
  };
}
