import type { RenderedObject } from '../helm/types.ts';
import { deletion, isEmptied, keptObjects, protectedBy, type Release } from '../lifecycle/index.ts';
import type { PlannedResource } from '../terraform/plan/types.ts';
import { sameText, text } from '../text.ts';
import { clusterOf } from './chart/cluster-of.ts';
import { runHooks } from './chart/hooks.ts';
import type { Installation } from './chart/installation.ts';
import type { Failure } from './events.ts';
import { failure, placeName } from './failure.ts';
import type { Prior } from './instance-prior.ts';
import type { Step } from './instance-steps.ts';
import type { Process } from './kernel/index.ts';
import type { Charts, PackageFacts } from './package-facts.ts';
import { Provenance } from './provenance.ts';
import type { InstanceResource } from './record.ts';
import { callCloud, type Stage, working } from './resource-process.ts';
import { behaviourOf, Subject, siteOf } from './resources/index.ts';
import type { SimCode } from './rules.ts';
import type { Run } from './run.ts';

const START = { line: 1, column: 1, offset: 0 };

/** What is declared no more, as behaviours and messages know resources. */
const asPlanned = ({
  address,
  type,
  name,
  place,
  attributes,
  dependsOn,
}: InstanceResource): PlannedResource => ({
  address,
  mode: 'managed',
  type,
  name,
  provider: type.split('_')[0] ?? '',
  action: 'delete',
  args: { value: attributes, unknown: {}, sensitive: {} },
  dependsOn: dependsOn ?? [],
  file: place.file,
  range: place.range ?? { start: START, end: START },
  argRanges: {},
});

const noCharts: Charts = {
  has: () => false,
  render: () => ({ notes: '', objects: [], hooks: [] }),
  imagesOf: () => [],
};

const factsOf = (run: Run, stage: Stage | undefined, prior: Prior): PackageFacts =>
  stage?.facts ?? {
    cloudappId: prior.id,
    packageId: prior.packageId,
    provenance: new Provenance(run.input.source, run.input.model, []),
    charts: noCharts,
  };

function subjectOf(run: Run, facts: PackageFacts, resource: InstanceResource): Subject {
  return new Subject({
    planned: asPlanned(resource),
    args: resource.attributes,
    sensitive: {},
    region: resource.region,
    view: run.view,
    provenance: facts.provenance,
    notices: {
      assume: (assumption) => run.assume(assumption),
      warn: (address, words) => run.log(address, words, 'warning'),
    },
    cloudappId: facts.cloudappId,
    now: run.now,
  });
}

/** Deletes a resource of an instance, as far as Terraform and the cloud let it. */
export function* deleteStep(
  run: Run,
  stage: Stage | undefined,
  instance: Prior,
  resource: InstanceResource,
  step: Step,
): Process<Failure | undefined> {
  const facts = factsOf(run, stage, instance);
  const subject = subjectOf(run, facts, resource);
  const random = run.seeds.for('delete', resource.address);
  const { seconds, quota } = behaviourOf(resource.type, 'managed');
  const refused = refusal(run, instance, resource, step);
  if (refused) {
    yield random.between(300, 1500);
    return refused;
  }
  const { least, most } = deletion(seconds);
  const struck = yield* callCloud(run, subject, [least, most], random);
  if (struck) return struck;
  const release = run.releases.get(resource.address);
  if (release) {
    const failed = yield* uninstallRelease(run, facts, subject, release);
    if (failed) return failed;
    run.releases.delete(resource.address);
  }
  yield* working(run, resource.address, 1000 * random.between(least, most), 'destroying');
  if (resource.id !== undefined) run.view.remove(resource.id);
  if (quota !== undefined) run.view.takeQuota(quota, -1);
  return undefined;
}

/** What Terraform or the cloud says instead of deleting. */
function refusal(run: Run, instance: Prior, resource: InstanceResource, step: Step): Failure | undefined {
  const { address, type, attributes, place, id = '' } = resource;
  const say = (code: SimCode, data: Record<string, string>, why: ReturnType<typeof text>): Failure =>
    failure(
      code,
      { address, id, where: placeName(place), ...data },
      { address, causes: [{ kind: 'value', text: why, place }] },
    );
  const argument = protectedBy(type, attributes);
  if (argument !== undefined)
    return say(
      'SIM_DELETE_PROTECTED',
      { argument },
      sameText(`${argument} = ${JSON.stringify(attributes[argument])}`),
    );
  const drift = instance.drift.filter((each) => each.address === address);
  if (drift.some((each) => each.kind === 'filled') && !isEmptied(type, attributes))
    return say('SIM_BUCKET_NOT_EMPTY', {}, text('There are objects in it.', '其中有对象。'));
  const used = drift.find((each) => each.kind === 'used');
  if (used)
    return say(
      'SIM_RESOURCE_IN_USE',
      { user: String(used.values.by ?? '') },
      text(
        `${String(used.values.by ?? '')} outside of the package uses it.`,
        `包外的 ${String(used.values.by ?? '')} 正在使用它。`,
      ),
    );
  // What the package made is found by its attributes; Terraform knows only what the package says.
  const user =
    id === ''
      ? undefined
      : run.view.madeOf('tencentcloud_instance').find((each) => uses(each.attributes, id));
  if (user && /^tencentcloud_(security_group|subnet|vpc)$/.test(type) && !isKnown(step, user.address))
    return say(
      'SIM_RESOURCE_IN_USE',
      { user: user.address },
      text(`${user.address} still names ${id}.`, `${user.address} 仍引用 ${id}。`),
    );
  return undefined;
}

const uses = (attributes: Record<string, unknown>, id: string): boolean =>
  ['security_groups', 'orderly_security_groups', 'subnet_id', 'vpc_id'].some((name) => {
    const value = attributes[name];
    return value === id || (Array.isArray(value) && value.includes(id));
  });

/** A user that is on its way out or about to be changed has its turn before. */
const isKnown = (step: Step, address: string): boolean =>
  step.prior?.dependsOn?.includes(address) === true || step.action === 'replace';

/** `helm uninstall`: hooks, objects, and what Helm leaves. */
function* uninstallRelease(
  run: Run,
  facts: PackageFacts,
  subject: Subject,
  release: Release,
): Process<Failure | undefined> {
  run.phase('chart');
  run.log(subject.address, `helm uninstall ${release.release} --namespace ${release.namespace}`);
  const whole = (each: Release['objects'][number]): RenderedObject => ({ ...each, text: '' });
  const site = siteOf(run.view, release.cluster, subject.region);
  const cluster = clusterOf(run, release.cluster, site);
  const hooks = release.hooks.map(whole);
  const installation: Installation = {
    run,
    facts,
    subject,
    site,
    cluster,
    sources: cluster.sources([...release.objects.map(whole), ...hooks], release.namespace),
    namespace: release.namespace,
    wanted: [...site.arches].map((arch) => ({
      os: 'linux',
      architecture: arch === 'arm64' ? 'arm64' : 'amd64',
    })),
    chart: release.chart,
    rendered: { notes: '', objects: release.objects.map(whole), hooks },
    before: release,
    requires: (image) => run.input.images === 'require' || run.faults.strikes('image-missing', image),
  };
  const pulled = new Set<string>();
  const early = yield* runHooks(installation, 'pre-delete', pulled);
  if (early) return early;
  const kept = new Set(keptObjects(release));
  for (const object of release.objects) {
    if (kept.has(object)) {
      run.log(subject.address, `${object.kind}/${object.name}: kept, as helm.sh/resource-policy says`);
      continue;
    }
    cluster.remove(whole(object), release.namespace);
  }
  yield 2000;
  const late = yield* runHooks(installation, 'post-delete', pulled);
  if (late) return late;
  run.log(subject.address, `release "${release.release}" uninstalled`);
  return undefined;
}
