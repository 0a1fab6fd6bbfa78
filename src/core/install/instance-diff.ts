import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import {
  diffRelease,
  downtimeInAll,
  type LeftBehind,
  type LifecycleDiff,
  leftByRelease,
  leftByResource,
  type OutputDiff,
  type Release,
  type ReleaseDiff,
  type StepAction,
} from '../lifecycle/index.ts';
import { text } from '../text.ts';
import { clusterOf } from './chart/cluster-of.ts';
import { renderChart } from './chart/index.ts';
import { locateChart } from './chart/locate.ts';
import type { Prior } from './instance-prior.ts';
import type { Step } from './instance-steps.ts';
import { MASK } from './mask.ts';
import { type Stage, subjectFor } from './resource-process.ts';
import { siteOf } from './resources/index.ts';
import type { Run } from './run.ts';

/** Everything that an operation would do, before it begins. */
export function diffOf(
  run: Run,
  stage: Stage | undefined,
  prior: Prior,
  steps: readonly Step[],
): LifecycleDiff {
  const counts: Record<StepAction, number> = {
    'no-op': 0,
    create: 0,
    update: 0,
    replace: 0,
    delete: 0,
    forget: 0,
  };
  for (const each of steps) counts[each.action] += 1;
  const waits = new Map(
    steps.map((each) => [each.address, each.planned?.dependsOn ?? each.prior?.dependsOn ?? []]),
  );
  const downtime = downtimeInAll(
    steps.map((each) => each.diff),
    (address) => waits.get(address) ?? [],
  );
  return {
    instance: prior.id,
    operation: prior.operation,
    revision: prior.revision,
    steps: steps.map((each) => each.diff),
    releases: stage ? releasesOf(run, stage, prior, steps) : [],
    outputs: stage ? outputsOf(stage, prior) : removedOutputs(prior),
    drift: prior.drift,
    counts,
    loses: steps.flatMap((each) => each.diff.loses.map((what) => ({ address: each.address, what }))),
    ...(downtime ? { downtime } : {}),
    leftBehind: steps.flatMap((each) => leftBy(run.releases, steps, each)),
  };
}

/** What stays of a step that deletes. */
export function leftBy(
  releases: ReadonlyMap<string, Release>,
  steps: readonly Step[],
  { action, prior, address }: Step,
): readonly LeftBehind[] {
  if ((action !== 'delete' && action !== 'replace') || !prior) return [];
  const release = releases.get(address);
  const gone = new Set(
    steps
      .filter((each) => each.action === 'delete' || each.action === 'replace')
      .map((each) => each.prior?.id),
  );
  return [...leftByResource(prior), ...(release ? leftByRelease(release, gone.has(release.cluster)) : [])];
}

function releasesOf(run: Run, stage: Stage, prior: Prior, steps: readonly Step[]): readonly ReleaseDiff[] {
  return steps.flatMap((step): ReleaseDiff[] => {
    const before = prior.releases.find((each) => each.address === step.prior?.address);
    if (!before || step.action === 'no-op' || step.action === 'forget') return [];
    const known = { address: step.address, release: before.release, chart: before.chart };
    if (step.action === 'delete' || !step.planned)
      return [diffRelease(known, before, { namespace: before.namespace, objects: [] })];
    const late = text(
      'its values are known only once what they read was made; the rehearsal of the upgrade compares them',
      '其 values 需待相关资源创建后才能确定;演练升级时会进行比较',
    );
    const open = isJsonObject(step.planned.args.unknown) ? step.planned.args.unknown : {};
    if (['chart_values', 'chart_src'].some((name) => marked(open[name])))
      return [{ ...known, objects: [], unchanged: 0, unknown: late }];
    const args = isJsonObject(step.planned.args.value) ? step.planned.args.value : {};
    const subject = subjectFor(run, stage, step.planned, { args, sensitive: step.planned.args.sensitive });
    if (!subject.given('chart_src')) return [];
    const located = locateChart(stage.facts, subject);
    if ('failure' in located)
      return [{ ...known, objects: [], unchanged: 0, unknown: located.failure.message }];
    const cluster = clusterOf(run, before.cluster, siteOf(run.view, before.cluster, subject.region));
    const upgraded = step.action === 'update' ? { before } : {};
    const rendered = renderChart(run, stage.facts, subject, {
      path: located.path,
      release: before.release,
      cluster,
      ...upgraded,
    });
    if ('failure' in rendered)
      return [
        { ...known, chart: located.path, objects: [], unchanged: 0, unknown: rendered.failure.message },
      ];
    const diff = diffRelease({ ...known, chart: located.path }, before, {
      namespace: before.namespace,
      objects: rendered.objects,
    });
    // Made anew, nothing is patched, so nothing is immutable.
    const objects =
      step.action === 'update' ? diff.objects : diff.objects.map((each) => ({ ...each, immutable: [] }));
    return [{ ...diff, objects }];
  });
}

const marked = (mark: Json | undefined): boolean =>
  mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some(marked));

const removedOutputs = (prior: Prior): readonly OutputDiff[] =>
  prior.outputs.map(({ name, sensitive, value }) => ({
    name,
    change: 'removed' as const,
    sensitive,
    known: true,
    before: sensitive ? MASK : value,
    after: null,
  }));

function outputsOf(stage: Stage, prior: Prior): readonly OutputDiff[] {
  const before = new Map(prior.outputs.map((each) => [each.name, each]));
  const found: OutputDiff[] = [];
  for (const { name, sensitive, value } of stage.plan.outputs) {
    const was = before.get(name);
    before.delete(name);
    const known = !marked(value.unknown);
    if (was && known && JSON.stringify(was.value) === JSON.stringify(value.value)) continue;
    const hide = sensitive || was?.sensitive === true;
    found.push({
      name,
      change: was ? 'changed' : 'added',
      sensitive: hide,
      known,
      before: was ? (hide ? MASK : was.value) : null,
      after: known ? (hide ? MASK : value.value) : null,
    });
  }
  return [...found, ...removedOutputs({ ...prior, outputs: [...before.values()] })];
}

/** Attributes of what stands, so that the plan's world has them. */
export function settle(run: Run, prior: Prior, steps: readonly Step[]): void {
  for (const release of prior.releases) {
    const stands = steps.some((each) => each.prior?.address === release.address);
    if (!stands) continue;
    run.releases.set(release.address, release);
    const services = (release.services ?? []).map((each) => ({ ...each, host: each.host }));
    run.view.releases.set(release.release, services);
  }
  for (const { prior: each } of steps) {
    if (!each?.id) continue;
    const attributes: JsonObject = each.attributes;
    run.view.add({ id: each.id, address: each.address, type: each.type, region: each.region, attributes });
  }
}
