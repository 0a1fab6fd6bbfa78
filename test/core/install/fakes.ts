import type { ImageUse, RenderedObject } from '../../../src/core/helm/types.ts';
import type { Engines } from '../../../src/core/install/engines.ts';
import type {
  FaultSpec,
  RehearsalDeps,
  RehearsalEvent,
  RehearsalInput,
  RehearsalRecord,
} from '../../../src/core/install/index.ts';
import { simulate } from '../../../src/core/install/simulate.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import type { ImageLookup } from '../../../src/core/registry/types.ts';
import type { PlannedResource } from '../../../src/core/terraform/plan/types.ts';
import { defaultWorld, type World } from '../../../src/core/world/index.ts';

const nowhere = { line: 1, column: 1, offset: 0 };
const range = { start: nowhere, end: nowhere };

export type Args = JsonObject | ((attributes: Readonly<Record<string, JsonObject>>) => JsonObject);

export interface FakeResource {
  readonly address: string;
  readonly args?: Args;
  readonly dependsOn?: readonly string[];
  /** Arguments that are written, where that differs from those that have a value. */
  readonly written?: readonly string[];
}

export interface FakeChart {
  readonly objects?: readonly Partial<RenderedObject>[];
  readonly hooks?: readonly Partial<RenderedObject>[];
  readonly images?: Readonly<Record<string, readonly string[]>>;
  readonly error?: Error;
}

export interface FakePackage {
  readonly resources: readonly FakeResource[];
  readonly outputs?: (attributes: Readonly<Record<string, JsonObject>>) => JsonObject;
  readonly sensitive?: readonly string[];
  readonly chart?: FakeChart;
  readonly region?: string;
}

const planned = (resource: FakeResource): PlannedResource => {
  const [type = '', name = ''] = resource.address.split('.');
  const args = typeof resource.args === 'function' ? {} : (resource.args ?? {});
  const written = resource.written ?? Object.keys(args);
  return {
    address: resource.address,
    mode: 'managed',
    type,
    name,
    provider: type.split('_')[0] ?? '',
    action: 'create',
    args: { value: args, unknown: {}, sensitive: {} },
    dependsOn: resource.dependsOn ?? [],
    file: 'infrastructure/main.tf',
    range,
    argRanges: Object.fromEntries(written.map((each) => [each, range])),
  };
};

const rendered = (part: Partial<RenderedObject>): RenderedObject => ({
  source: 'chart/templates/app.yaml',
  apiVersion: 'v1',
  kind: 'Deployment',
  name: 'app',
  object: {},
  text: '',
  ...part,
});

/** A package that is a table. */
export function fakeEngines(pkg: FakePackage): Engines {
  return {
    form: () => ({ fields: [], complete: true, answers: {}, diagnostics: [] }),
    manifest: () => [],
    blockers: () => [],
    computedOf: () => [],
    plan: () => {
      const done: Record<string, JsonObject> = {};
      const marked = (value: Json) => ({ value, unknown: {}, sensitive: {} });
      return {
        diagnostics: [],
        plan: {
          resources: pkg.resources.map(planned),
          outputs: [],
          variables: {},
          providers: { tencentcloud: { region: pkg.region ?? 'ap-guangzhou' } },
        },
        session: {
          args(address) {
            const resource = pkg.resources.find((each) => each.address === address);
            const args = typeof resource?.args === 'function' ? resource.args(done) : (resource?.args ?? {});
            return { args: marked(args), diagnostics: [] };
          },
          complete(address, attributes) {
            done[address] = attributes;
          },
          outputs: () => ({
            diagnostics: [],
            outputs: Object.entries(pkg.outputs?.(done) ?? {}).map(([name, value]) => ({
              name,
              sensitive: pkg.sensitive?.includes(name) ?? false,
              value: marked(value),
              file: 'infrastructure/outputs.tf',
              range,
            })),
          }),
        },
      };
    },
    charts: () => ({
      has: (path) => path === 'software/chart',
      render() {
        if (pkg.chart?.error) throw pkg.chart.error;
        const objects = (pkg.chart?.objects ?? []).map(rendered);
        const hooks = (pkg.chart?.hooks ?? []).map(rendered);
        return { notes: '', objects, hooks };
      },
      imagesOf: (object) =>
        (pkg.chart?.images?.[`${object.kind}/${object.name}`] ?? []).map(
          (image): ImageUse => ({
            image,
            container: 'main',
            init: false,
            object: `${object.kind}/${object.name}`,
            source: object.source,
          }),
        ),
    }),
  };
}

export interface Setup {
  readonly world?: World;
  readonly seed?: number;
  readonly speed?: number | 'instant';
  readonly closed?: boolean;
  readonly images?: 'assume' | 'require';
  readonly faults?: readonly FaultSpec[];
  readonly lookupImage?: (reference: string) => ImageLookup;
  readonly sleep?: RehearsalDeps['sleep'];
  readonly signal?: AbortSignal;
}

export const fakeInput = (setup: Setup = {}): RehearsalInput => ({
  project: '/work/demo',
  source: { root: '/work/demo', files: new Map() },
  model: { id: { value: 'pkg-abcd1234', range }, args: [], scopes: [], specs: [] },
  world: setup.world ?? defaultWorld(),
  answers: 'auto',
  seed: setup.seed ?? 1,
  startedAt: Date.UTC(2026, 10, 20),
  speed: setup.speed ?? 'instant',
  ...(setup.closed === undefined ? {} : { closed: setup.closed }),
  ...(setup.images === undefined ? {} : { images: setup.images }),
  ...(setup.faults === undefined ? {} : { faults: setup.faults }),
});

export const missing = (reference: string): ImageLookup => ({
  found: false,
  reference,
  reason: 'repository',
});

export const fakeDeps = (setup: Setup = {}): RehearsalDeps => ({
  lookupImage: setup.lookupImage ?? missing,
  sleep: setup.sleep ?? (() => Promise.resolve()),
  signal: setup.signal ?? new AbortController().signal,
});

export interface Outcome {
  readonly events: readonly RehearsalEvent[];
  readonly record: RehearsalRecord;
}

/** Runs a table package to its end. */
export async function run(pkg: FakePackage, setup: Setup = {}): Promise<Outcome> {
  return collect(simulate(fakeEngines(pkg), fakeInput(setup), fakeDeps(setup)));
}

export async function collect(
  source: AsyncGenerator<RehearsalEvent, RehearsalRecord, void>,
): Promise<Outcome> {
  const events: RehearsalEvent[] = [];
  for (;;) {
    const { done, value } = await source.next();
    if (done) return { events, record: value };
    events.push(value);
  }
}

/** Events of one type. */
export const ofType = <T extends RehearsalEvent['type']>(
  events: readonly RehearsalEvent[],
  type: T,
): readonly Extract<RehearsalEvent, { type: T }>[] =>
  events.filter((event): event is Extract<RehearsalEvent, { type: T }> => event.type === type);

/** A cluster and a chart on it, in a network that exists. */
export function chartPackage(
  chart: FakeChart,
  cluster: JsonObject = {},
  region = 'ap-guangzhou',
): FakePackage {
  const world = defaultWorld();
  const vpc = world.vpcs.find((each) => each.region === region && each.egress === 'nat');
  const subnet = world.subnets.find((each) => each.vpc === vpc?.id && each.availableIps > 0);
  return {
    region,
    chart,
    resources: [
      {
        address: 'tencentcloud_eks_cluster.eks',
        args: { vpc_id: vpc?.id ?? '', subnet_ids: [subnet?.id ?? ''], k8s_version: '1.20.6', ...cluster },
      },
      {
        address: 'cloudapp_helm_app.app',
        dependsOn: ['tencentcloud_eks_cluster.eks'],
        args: (done) => ({
          cluster_id: done['tencentcloud_eks_cluster.eks']?.id ?? '',
          chart_src: '../software/chart',
          chart_values: {},
        }),
        written: ['cluster_id', 'chart_src', 'chart_values'],
      },
    ],
  };
}
