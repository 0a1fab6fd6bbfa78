import { type Cluster, fidelityOf, type Problem } from '../../cluster/index.ts';
import { DrydockError } from '../../errors/index.ts';
import type { RenderedObject } from '../../helm/types.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Release, ReleaseObject } from '../../lifecycle/types.ts';
import { text } from '../../text.ts';
import { REQUIRED_BY_FAULT, valueCure } from '../cures/chart-cures.ts';
import type { Failure } from '../events.ts';
import { placeName } from '../failure.ts';
import type { Process } from '../kernel/index.ts';
import type { PackageFacts, RenderedChart } from '../package-facts.ts';
import { type Subject, siteOf } from '../resources/index.ts';
import type { Run } from '../run.ts';
import { clusterOf } from './cluster-of.ts';
import { headline, runHooks } from './hooks.ts';
import type { Pull } from './images.ts';
import type { Installation } from './installation.ts';
import { locateChart } from './locate.ts';
import { problemFailure } from './problems.ts';
import { checkSchemas } from './schemas.ts';
import { checkServiceIds, releaseServices } from './services.ts';
import { isAsBefore, refusedChange, takeOver } from './upgrade.ts';
import { bringAllUp, isWorkload, keyOf, loose, pullsOf, workloadIn } from './workloads.ts';

const NAMESPACE = 'default';
const LONGEST_NOTES = 2000;

/** Installs the chart of a cloudapp_helm_app: render, hooks, images, workloads. Answers what failed. */
export function* installChart(
  run: Run,
  facts: PackageFacts,
  subject: Subject,
  release: string,
  before?: Release,
): Process<Failure | undefined> {
  if (!subject.given('chart_src')) return yield* assumeRemoteChart(run, subject);
  run.phase('chart');
  const located = locateChart(facts, subject);
  if ('failure' in located) return located.failure;
  const site = siteOf(run.view, subject.text('cluster_id') ?? '', subject.region);
  run.log(
    subject.address,
    `helm ${before ? 'upgrade' : 'install'} ${release} ${located.path} --namespace ${NAMESPACE}`,
  );
  yield run.seeds.for('chart', subject.address).between(1500, 4000);
  const cluster = clusterOf(run, subject.text('cluster_id') ?? '', site);
  const crds = definitionsOf(facts, subject, located.path);
  if ('failure' in crds) return crds.failure;
  // Definitions that are there already are left alone; an upgrade does not look at them.
  if (!before) for (const definition of crds) cluster.create(definition, NAMESPACE);
  const rendered = renderChart(run, facts, subject, { path: located.path, release, cluster, before });
  if ('failure' in rendered) return rendered.failure;
  const installation: Installation = {
    run,
    facts,
    subject,
    site,
    cluster,
    sources: cluster.sources([...rendered.objects, ...rendered.hooks], NAMESPACE),
    namespace: NAMESPACE,
    wanted: [...site.arches].map((arch) => ({
      os: 'linux',
      architecture: arch === 'arm64' ? 'arm64' : 'amd64',
    })),
    chart: located.path,
    rendered,
    ...(before ? { before } : {}),
    requires: (image) => run.input.images === 'require' || run.faults.strikes('image-missing', image),
  };
  announce(installation, release);
  const wrong = checkServiceIds(installation);
  if (wrong) return wrong;
  const kept = before?.crds ?? crds.map((each) => each.name);
  record(installation, release, 'failed', kept);
  const failed = yield* install(installation, release);
  if (!failed) record(installation, release, 'deployed', kept);
  return failed;
}

/** Keeps the release as Helm does: with its manifest, whatever comes of it. */
function record(
  { run, facts, subject, rendered, chart, namespace, before }: Installation,
  release: string,
  status: Release['status'],
  crds: readonly string[],
): void {
  const slim = ({ text: _text, ...object }: RenderedObject): ReleaseObject => object;
  run.releases.set(subject.address, {
    address: subject.address,
    release,
    chart,
    digest: facts.charts.digest?.(chart) ?? '',
    namespace,
    cluster: subject.text('cluster_id') ?? '',
    revision: (before?.revision ?? 0) + 1,
    status,
    objects: rendered.objects.map(slim),
    hooks: rendered.hooks.map(slim),
    crds,
    services: (run.view.releases.get(release) ?? []).map(({ host, ...each }) => ({
      ...each,
      ...(host === undefined ? {} : { host }),
    })),
  });
}

function* install(installation: Installation, release: string): Process<Failure | undefined> {
  const { run, subject, rendered, cluster, namespace } = installation;
  const pulled = new Set<string>();
  const unknown = rendered.objects
    .map((object) => cluster.buildProblem(object, namespace))
    .find((found) => found !== undefined);
  if (unknown) return problemFailure(installation, unknown);
  const wrong = checkSchemas(installation);
  if (wrong) return wrong;
  const what = installation.before ? 'upgrade' : 'install';
  const early = yield* runHooks(installation, `pre-${what}`, pulled);
  if (early) return early;
  yield 800;
  const immutable = refusedChange(installation);
  if (immutable) return immutable;
  const refused = create(installation);
  if (refused) {
    run.log(subject.address, `Error: ${headline(installation)}: ${refused.words.en}`, 'error');
    return problemFailure(installation, refused);
  }
  const workloads = rendered.objects.filter(
    (object) => isWorkload(object) && !isAsBefore(installation, object),
  );
  run.phase('images');
  const pulls = new Map<RenderedObject, readonly Pull[]>();
  for (const object of rendered.objects) {
    const found = pullsOf(installation, object);
    pulls.set(object, found);
    run.images += found.length;
  }
  run.phase('workloads');
  checkCronJobs(installation, pulls);
  const failed = yield* bringAllUp(installation, workloads, pulls, pulled);
  if (failed) return failed;
  const services = releaseServices(installation);
  run.view.releases.set(release, services);
  for (const { name, type, host } of services) {
    if (type !== 'LoadBalancer') continue;
    yield run.seeds.for('clb', subject.address, name).between(3000, 9000);
    run.log(subject.address, `Service/${name}: Ensured load balancer${host ? ` ${host}` : ''}`);
  }
  const late = yield* runHooks(installation, `post-${what}`, pulled);
  if (late) return late;
  run.log(subject.address, 'STATUS: deployed');
  if (rendered.notes.trim() !== '')
    run.log(subject.address, `NOTES:\n${rendered.notes.trim().slice(0, LONGEST_NOTES)}`);
  return undefined;
}

/** Creates what the chart renders, in Helm's order; the first refusal is the answer. Hooks that come later are known to come. */
function create(installation: Installation): Problem | undefined {
  const { rendered, cluster, namespace } = installation;
  takeOver(installation);
  for (const object of rendered.objects) {
    const refused = cluster.create(object, namespace);
    if (refused) return refused;
  }
  const later = rendered.hooks.filter(
    (hook) =>
      hook.hook?.events.includes(installation.before ? 'post-upgrade' : 'post-install') &&
      !hook.hook.deletePolicies.includes('hook-succeeded') &&
      !isWorkload(hook),
  );
  for (const hook of later) cluster.expect(hook, namespace);
  const own = new Set(rendered.objects.map((object) => object.source));
  for (const found of cluster.looseEnds()) if (own.has(found.source)) loose(installation, found);
  return undefined;
}

/** A CronJob runs nothing yet; what would keep its jobs from running is said. */
function checkCronJobs(
  installation: Installation,
  pulls: ReadonlyMap<RenderedObject, readonly Pull[]>,
): void {
  const { run, rendered, cluster, sources } = installation;
  for (const object of rendered.objects) {
    if (object.kind !== 'CronJob') continue;
    const workload = workloadIn(installation, object);
    for (const found of workload ? cluster.check(workload, sources).problems : []) loose(installation, found);
    for (const { failure } of pulls.get(object) ?? [])
      if (failure) run.find({ code: 'SIM_LOOSE_END', message: failure.message });
  }
}

/** Renders a chart as an install or, after a release, an upgrade sees it. */
export function renderChart(
  run: Run,
  facts: PackageFacts,
  subject: Subject,
  {
    path,
    release,
    cluster,
    before,
  }: {
    readonly path: string;
    readonly release: string;
    readonly cluster: Cluster;
    readonly before?: Release | undefined;
  },
): RenderedChart | { readonly failure: Failure } {
  const values = subject.value('chart_values');
  if (!hasValue(facts, path, values) && run.faults.strikes('chart-render', subject.address, path)) {
    const words = `execution error: ${REQUIRED_BY_FAULT} is required`;
    const failed = subject.fail('SIM_CHART_RENDER', 'chart_src', {
      chart: path,
      detail: text(`${words} (this fault was asked for)`, `${words}(该故障由演练注入)`),
      where: `${path}/values.yaml`,
    });
    return { failure: { ...failed, cure: valueCure({ facts, chart: path }) } };
  }
  try {
    return facts.charts.render({
      path,
      values: isJsonObject(values) ? (values as JsonObject) : {},
      release,
      namespace: NAMESPACE,
      ...(before ? { upgrade: true, revision: before.revision + 1 } : {}),
      kubeVersion: cluster.spec.version,
      apiVersions: cluster.apiVersions(),
      lookup: (apiVersion, kind, namespace, name) => cluster.lookup(apiVersion, kind, namespace, name),
    });
  } catch (error) {
    if (!(error instanceof DrydockError)) throw error;
    return { failure: renderFailure(subject, path, error) };
  }
}

/** The chart's own resource definitions: the first time that it is loaded, which may fail. */
function definitionsOf(
  facts: PackageFacts,
  subject: Subject,
  path: string,
): readonly RenderedObject[] | { readonly failure: Failure } {
  try {
    return facts.charts.crdsOf?.(path) ?? [];
  } catch (error) {
    if (!(error instanceof DrydockError)) throw error;
    return { failure: renderFailure(subject, path, error) };
  }
}

/** True when the chart's values have what the fault chart-render makes a template require. */
const hasValue = (facts: PackageFacts, chart: string, given: Json | undefined): boolean =>
  (isJsonObject(given) && given[REQUIRED_BY_FAULT] !== undefined) ||
  new RegExp(`^${REQUIRED_BY_FAULT}:`, 'm').test(facts.provenance.text(`${chart}/values.yaml`));

/** Characters of an error of Helm's that are told of either end. */
const TOLD = 600;

/** Helm names every template that an error came through: of a thousand nested ones both ends say it all. */
const brief = (words: string): string =>
  words.length <= 2 * TOLD ? words : `${words.slice(0, TOLD)} … ${words.slice(-TOLD)}`;

function renderFailure(subject: Subject, chart: string, error: DrydockError): Failure {
  const report = error.report();
  const message = text(brief(report.message.en), brief(report.message['zh-CN']));
  const failed = subject.fail('SIM_CHART_RENDER', 'chart_src', {
    chart,
    detail: message,
    where: report.place ? placeName(report.place) : chart,
  });
  const place = report.place ? { place: report.place } : {};
  return { ...failed, causes: [{ kind: 'source', text: message, ...place }, ...failed.causes] };
}

function announce({ run, subject, rendered, chart }: Installation, release: string): void {
  const all = [...rendered.objects, ...rendered.hooks];
  run.objects += all.length;
  for (const { apiVersion, kind, name, source } of all) {
    const fidelity = fidelityOf(apiVersion, kind);
    run.kinds.set(kind, fidelity);
    if (fidelity === 'opaque') {
      run.assume({
        code: 'ASSUMED_OPAQUE',
        text: text(
          `${kind}/${name} is taken to work: the simulated cluster does not know what a ${kind} does.`,
          `假设 ${kind}/${name} 正常生效:模拟集群不了解 ${kind} 的行为。`,
        ),
        place: { file: source },
      });
    }
  }
  run.emit({
    type: 'chart',
    release,
    address: subject.address,
    objects: all.map((object) => ({
      kind: object.kind,
      name: object.name,
      source: object.source,
      hook: object.hook !== undefined,
      fidelity: fidelityOf(object.apiVersion, object.kind),
    })),
  });
  run.log(subject.address, `${chart}: ${all.length} objects: ${all.map(keyOf).join(', ').slice(0, 500)}`);
}

/** A chart that lies on a server is not fetched: rehearsals make no outside connections. */
function* assumeRemoteChart(run: Run, subject: Subject): Process<undefined> {
  subject.assume(
    'ASSUMED_CHART',
    'chart_url',
    text(
      `The chart ${subject.text('chart_url') ?? ''} is assumed to install: it is not part of the package.`,
      `假设 Chart ${subject.text('chart_url') ?? ''} 可正常安装:它不在安装包内。`,
    ),
  );
  yield run.seeds.for('chart', subject.address).between(20_000, 60_000);
  return undefined;
}
