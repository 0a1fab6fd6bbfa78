import type { RenderedObject } from '../../helm/types.ts';
import type { Json } from '../../json.ts';
import type { Failure } from '../events.ts';
import { Gate, type Process } from '../kernel/index.ts';
import { at, number } from '../values.ts';
import { checkImage, type Pull } from './images.ts';
import type { Installation } from './installation.ts';

const KINDS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Pod',
  'Job',
]);
const ENDS = new Set(['Job']);
/** Pods of one object that come up one by one; of more only these are told. */
const MOST_ROUNDS = 50;
/** How long Helm waits for what it installed (its default). */
export const HELM_TIMEOUT = 300_000;

export const isWorkload = (object: RenderedObject): boolean => KINDS.has(object.kind);
export const keyOf = (object: RenderedObject): string => `${object.kind}/${object.name}`;

/** Pods that an object wants. */
function wantedPods({ kind, object }: RenderedObject, nodes: number): number {
  if (kind === 'DaemonSet') return nodes;
  if (kind === 'Pod') return 1;
  const asked: Json | undefined =
    kind === 'Job' ? at(object, 'spec.completions') : at(object, 'spec.replicas');
  return number(asked) ?? 1;
}

/** Checks the images of an object in the order of its containers. */
export function pullsOf(installation: Installation, object: RenderedObject): readonly Pull[] {
  return installation.facts.charts.imagesOf(object).map((use) => checkImage(installation, use));
}

/** Brings one workload up: pending, pulling, ready (or completed, or failed). */
export function* bringUp(
  installation: Installation,
  object: RenderedObject,
  pulls: readonly Pull[],
  pulled: Set<string>,
): Process<Failure | undefined> {
  const { run, subject, site } = installation;
  const key = keyOf(object);
  const random = run.seeds.for('workload', subject.address, key);
  const nodes = Math.max(1, number(site.made?.attributes.cluster_node_num) ?? 1);
  const wanted = wantedPods(object, nodes);
  const state = (name: 'pending' | 'pulling' | 'ready' | 'completed' | 'failed', ready: number): void =>
    run.emit({ type: 'workload', object: key, state: name, ready, wanted });
  const say = (words: string, level: 'info' | 'warning' | 'error' = 'info'): void =>
    run.log(subject.address, `${key}: ${words}`, level);
  state('pending', 0);
  if (wanted === 0) {
    state('ready', 0);
    return undefined;
  }
  say(`Successfully assigned ${object.namespace ?? 'default'}/${object.name} to ${site.nodes}`);
  yield random.between(500, 3000);
  state('pulling', 0);
  for (const pull of pulls) {
    if (pulled.has(pull.image) && !pull.failure) {
      say(`Container image "${pull.image}" already present on machine`);
      continue;
    }
    say(`Pulling image "${pull.image}"`);
    yield pull.takes;
    if (pull.failure) {
      say(pull.words ?? 'failed', 'error');
      yield random.between(8000, 20_000);
      say(
        pull.failure.code === 'SIM_IMAGE_PLATFORM'
          ? 'Back-off restarting failed container'
          : `Back-off pulling image "${pull.image}"`,
        'warning',
      );
      state('failed', 0);
      return pull.failure;
    }
    pulled.add(pull.image);
    say(`Successfully pulled image "${pull.image}" in ${(pull.takes / 1000).toFixed(1)}s`);
  }
  // Pods of a StatefulSet come up one after the other, those of other kinds together.
  const rounds = object.kind === 'StatefulSet' || object.kind === 'Job' ? Math.min(wanted, MOST_ROUNDS) : 1;
  for (let round = 1; round <= rounds; round++) {
    yield random.between(2000, 9000);
    if (round < rounds) state('pulling', round);
  }
  say(ENDS.has(object.kind) ? 'Job completed' : 'Started containers');
  state(ENDS.has(object.kind) ? 'completed' : 'ready', wanted);
  return undefined;
}

/** Brings all workloads up at the same time and waits for them; the first failure by the chart's order is the answer. */
export function* bringAllUp(
  installation: Installation,
  objects: readonly RenderedObject[],
  pulls: ReadonlyMap<RenderedObject, readonly Pull[]>,
  pulled: Set<string>,
): Process<Failure | undefined> {
  const outcomes = new Map<RenderedObject, Failure>();
  const gates = objects.map((object) => {
    const gate = new Gate();
    installation.run.scheduler.spawn(
      (function* (): Process {
        const failed = yield* bringUp(installation, object, pulls.get(object) ?? [], pulled);
        if (failed) outcomes.set(object, failed);
        gate.open();
      })(),
    );
    return gate;
  });
  for (const gate of gates) yield gate;
  return objects.map((object) => outcomes.get(object)).find((failed) => failed !== undefined);
}
