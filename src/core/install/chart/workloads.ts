import {
  completionsOf,
  type KubeNode,
  type Problem,
  readyAfter,
  type Workload,
} from '../../cluster/index.ts';
import type { RenderedObject } from '../../helm/types.ts';
import { type LocalText, text } from '../../text.ts';
import type { Cure, Failure } from '../events.ts';
import { Gate, type Process } from '../kernel/index.ts';
import { at, number } from '../values.ts';
import { checkImage, type Pull } from './images.ts';
import type { Installation } from './installation.ts';
import { scheduleNeeds, waitForNodes } from './placing.ts';
import { problemFailure, problemPlace } from './problems.ts';

const KINDS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Pod',
  'Job',
]);
/** Pods of one object that come up one by one; of more only these are told. */
const MOST_ROUNDS = 50;
/** Nodes that are named when a workload's pods get their places. */
const MOST_ASSIGNED = 10;
/** How long Helm waits for what it installed (its default). */
export const HELM_TIMEOUT = 300_000;

/** A workload's states, as events have them. */
export type WorkloadState = 'pending' | 'pulling' | 'ready' | 'completed' | 'failed';

export const isWorkload = (object: RenderedObject): boolean => KINDS.has(object.kind);
export const keyOf = (object: RenderedObject): string => `${object.kind}/${object.name}`;

/** A document's workload, in the release's namespace. */
export const workloadIn = (
  { cluster, namespace }: Installation,
  object: RenderedObject,
): Workload | undefined => cluster.workloads(object, namespace)[0];

/** Checks the images of an object in the order of its containers. */
export function pullsOf(installation: Installation, object: RenderedObject): readonly Pull[] {
  const { facts, cluster, namespace } = installation;
  const workloads = new Map(cluster.workloads(object, namespace).map((each) => [each.key, each]));
  return facts.charts.imagesOf(object).map((use) => checkImage(installation, use, workloads.get(use.object)));
}

/** What a workload says while it comes up. */
class Voice {
  readonly #installation: Installation;
  readonly key: string;
  readonly wanted: number;

  constructor(installation: Installation, key: string, wanted: number) {
    this.#installation = installation;
    this.key = key;
    this.wanted = wanted;
  }

  state(name: WorkloadState, ready: number, waitsFor?: LocalText): void {
    this.#installation.run.emit({
      type: 'workload',
      object: this.key,
      state: name,
      ready,
      wanted: this.wanted,
      ...(waitsFor ? { waitsFor } : {}),
    });
  }

  say(words: string, level: 'info' | 'warning' | 'error' = 'info'): void {
    this.#installation.run.log(this.#installation.subject.address, `${this.key}: ${words}`, level);
  }

  /** The end: what Kubernetes keeps saying, and the failure. */
  fail(found: Problem): Failure {
    this.say(found.reason === '' ? found.words.en : `${found.reason}: ${found.words.en}`, 'error');
    this.state('failed', 0);
    return problemFailure(this.#installation, found);
  }
}

const problemOf = (problems: readonly Problem[], ...kinds: readonly Problem['kind'][]): Problem | undefined =>
  problems.find((each) => each.severity === 'error' && kinds.includes(each.kind));

const isMounted = (found: Problem): boolean => found.reason === 'FailedMount';

const list = (names: readonly string[]): string => [...new Set(names)].join(', ');

/** A job that is known to fail: when, and what Kubernetes says. */
export interface Fate {
  readonly after: number;
  readonly words: string;
  readonly cure: LocalText;
  /** The change that gets past it, where one is known. */
  readonly change?: Cure;
}

/** Brings one workload up: placed, mounted, pulled, started, ready (or completed, or failed). */
export function* bringUp(
  installation: Installation,
  object: RenderedObject,
  pulls: readonly Pull[],
  pulled: Set<string>,
  fate?: Fate,
): Process<Failure | undefined> {
  const { run, subject, cluster, sources, site } = installation;
  const workload = workloadIn(installation, object);
  const key = keyOf(object);
  const random = run.seeds.for('workload', subject.address, key);
  if (workload) yield* waitForNodes(installation);
  const places: readonly (KubeNode | undefined)[] = workload
    ? scheduleNeeds(installation, workload)
    : [undefined];
  const wanted = workload && object.kind === 'Job' ? completionsOf(workload) : places.length;
  const voice = new Voice(installation, key, wanted);
  voice.state('pending', 0, text('a node', '分配节点'));
  if (places.length === 0) {
    if (object.kind === 'DaemonSet' && !site.spec.open) superNodesOnly(installation, key);
    voice.state('ready', 0);
    return undefined;
  }
  const { problems, guesses } = workload ? cluster.check(workload, sources) : { problems: [], guesses: [] };
  for (const guess of guesses)
    run.assume({ code: 'ASSUMED_OBJECT', text: guess.text, place: problemPlace(installation, guess) });
  for (const found of problems.filter((each) => each.severity === 'warning')) loose(installation, found);
  const early = problemOf(problems, 'forbidden') ?? problemOf(problems, 'volume');
  if (early) {
    yield random.between(8000, 20_000);
    if (early.kind === 'volume' && early.reason !== 'FailedScheduling')
      voice.say(
        `FailedScheduling: 0/${site.spec.nodes.length} nodes are available: pod has unbound immediate PersistentVolumeClaims.`,
        'warning',
      );
    return voice.fail(early);
  }
  const placed = workload ? yield* placeAll(installation, workload, places, voice) : { nodes: [] };
  if ('failure' in placed) return placed.failure;
  assigned(installation, object, placed.nodes, voice);
  yield random.between(500, 3000);
  const mount = problems.find((each) => each.kind === 'reference' && isMounted(each));
  if (mount) {
    voice.state('pending', 0, text('its volumes', '挂载存储卷'));
    yield random.between(8000, 20_000);
    return voice.fail(mount);
  }
  if (workload && workload.claims.length > 0) yield random.between(3000, 9000);
  voice.state(
    'pulling',
    0,
    text(
      `images: ${list(pulls.map((pull) => pull.image))}`,
      `拉取镜像:${list(pulls.map((pull) => pull.image))}`,
    ),
  );
  const unpulled = yield* pullAll(pulls, pulled, voice, () => random.between(8000, 20_000));
  if (unpulled) return unpulled;
  const config = problemOf(problems, 'reference');
  if (config) {
    yield random.between(2000, 8000);
    return voice.fail(config);
  }
  if (fate) {
    yield fate.after;
    const failed = voice.fail({
      kind: 'job',
      severity: 'error',
      object: key,
      source: object.source,
      reason: 'Failed',
      words: { en: fate.words, 'zh-CN': fate.words },
      hints: ['activeDeadlineSeconds', 'command:', 'args:'],
      cure: fate.cure,
    });
    return fate.change ? { ...failed, cure: fate.change } : failed;
  }
  return yield* start(installation, object, workload, problems, voice);
}

/** Takes quota and nodes for every pod, with what Kubernetes says when there is none. */
function* placeAll(
  installation: Installation,
  workload: Workload,
  places: readonly (KubeNode | undefined)[],
  voice: Voice,
): Process<{ nodes: readonly string[] } | { failure: Failure }> {
  const { cluster, site, run, subject } = installation;
  const random = run.seeds.for('placing', subject.address, workload.key);
  const nodes: string[] = [];
  for (const on of places) {
    const refused = cluster.admitPod(workload);
    if (refused) {
      yield random.between(8000, 20_000);
      return { failure: voice.fail(refused) };
    }
    if (site.spec.open) continue;
    const placement = cluster.place(workload, on);
    if ('words' in placement) {
      voice.say(`FailedScheduling: ${placement.words}`, 'warning');
      voice.state('pending', nodes.length, text(`a node: ${placement.words}`, `节点:${placement.words}`));
      yield random.between(20_000, 40_000);
      voice.state('failed', nodes.length);
      return { failure: problemFailure(installation, unschedulable(workload, placement.words)) };
    }
    if (placement.scaled !== undefined) {
      voice.say(`TriggeredScaleUp: ${placement.scaled}`);
      voice.state(
        'pending',
        nodes.length,
        text(`a new node (${placement.scaled})`, `新节点(${placement.scaled})`),
      );
      yield random.between(90_000, 180_000);
    }
    nodes.push(placement.node.name);
  }
  return { nodes };
}

const unschedulable = ({ object, key }: Workload, words: string): Problem => {
  const short = [
    ...new Set([...words.matchAll(/Insufficient ([\w./-]+\w)/g)].map((match) => match[1] ?? '')),
  ];
  const cure =
    short.length > 0
      ? text(
          `Ask for less ${short.join(' and ')} in resources.requests, choose a larger machine type, or more nodes.`,
          `请减少 resources.requests 中的 ${short.join('、')},或选择更大的机型、增加节点数。`,
        )
      : words.includes('untolerated taint')
        ? text(
            'Add a toleration for the taint, or leave the nodes without it.',
            '请为该污点添加容忍,或去掉节点的污点。',
          )
        : words.includes('affinity/selector')
          ? text(
              'Let nodeSelector and node affinity match the labels of the nodes that the package creates.',
              '请使 nodeSelector 与节点亲和性匹配安装包所创建节点的标签。',
            )
          : words.includes('anti-affinity')
            ? text(
                'Use fewer replicas than nodes, or preferred anti-affinity.',
                '请使副本数不超过节点数,或使用 preferred 反亲和。',
              )
            : text('Give the cluster nodes that take the pod.', '请为集群添加可容纳该 Pod 的节点。');
  return {
    kind: 'unschedulable',
    severity: 'error',
    object: key,
    source: object.source,
    reason: 'FailedScheduling',
    words: { en: words, 'zh-CN': words },
    hints: [
      ...short.map((name) => `${name}:`),
      'nodeSelector',
      'affinity:',
      'tolerations',
      'resources:',
      'replicas:',
    ],
    cure,
  };
};

function assigned(
  installation: Installation,
  object: RenderedObject,
  nodes: readonly string[],
  voice: Voice,
): void {
  const where = `${object.namespace ?? installation.namespace}/${object.name}`;
  if (nodes.length === 0) voice.say(`Successfully assigned ${where} to ${installation.site.nodes}`);
  for (const node of nodes.slice(0, MOST_ASSIGNED)) voice.say(`Successfully assigned ${where} to ${node}`);
}

function* pullAll(
  pulls: readonly Pull[],
  pulled: Set<string>,
  voice: Voice,
  backOff: () => number,
): Process<Failure | undefined> {
  for (const pull of pulls) {
    if (pulled.has(pull.image) && !pull.failure) {
      voice.say(`Container image "${pull.image}" already present on machine`);
      continue;
    }
    voice.say(`Pulling image "${pull.image}"`);
    yield pull.takes;
    if (pull.failure) {
      voice.say(pull.words ?? 'failed', 'error');
      yield backOff();
      voice.say(
        pull.failure.code === 'SIM_IMAGE_PLATFORM'
          ? 'Back-off restarting failed container'
          : `Back-off pulling image "${pull.image}"`,
        'warning',
      );
      voice.state('failed', 0);
      return pull.failure;
    }
    pulled.add(pull.image);
    voice.say(`Successfully pulled image "${pull.image}" in ${(pull.takes / 1000).toFixed(1)}s`);
  }
  return undefined;
}

/** Init containers, containers, probes; pods of a StatefulSet one after the other, those of other kinds together. */
function* start(
  installation: Installation,
  object: RenderedObject,
  workload: Workload | undefined,
  problems: readonly Problem[],
  voice: Voice,
): Process<Failure | undefined> {
  const { run, subject, cluster } = installation;
  const random = run.seeds.for('starting', subject.address, voice.key);
  const inits = workload?.containers.filter((each) => each.init && !each.sidecar) ?? [];
  for (const [index, init] of inits.entries()) {
    voice.state(
      'pulling',
      0,
      text(
        `init container ${init.name} (${index + 1}/${inits.length})`,
        `Init 容器 ${init.name}(${index + 1}/${inits.length})`,
      ),
    );
    yield random.between(800, 4000);
  }
  const never = problemOf(problems, 'never-ready');
  const ready = Math.max(
    0,
    ...(workload?.containers ?? []).filter((each) => !each.init || each.sidecar).map(readyAfter),
  );
  if (never) {
    voice.state('pulling', 0, text('its probes', '探针'));
    yield Math.max(ready, random.between(20_000, 40_000));
    return voice.fail(never);
  }
  const ends = object.kind === 'Job';
  const inOrder =
    object.kind === 'StatefulSet' && at(object.object, 'spec.podManagementPolicy') !== 'Parallel';
  const rounds = inOrder || ends ? Math.min(voice.wanted, MOST_ROUNDS) : 1;
  const settle = 1000 * (number(at(object.object, 'spec.minReadySeconds')) ?? 0);
  for (let round = 1; round <= rounds; round++) {
    yield random.between(2000, 9000);
    if (ready > 0 && !ends) {
      voice.state(
        'pulling',
        round - 1,
        text(`its readiness probe (${ready / 1000} s)`, `就绪探针(${ready / 1000} 秒)`),
      );
      yield ready;
    }
    yield settle;
    if (round < rounds) voice.state('pulling', round, text('its next pod', '下一个 Pod'));
  }
  if (ends && workload) cluster.scheduler.release(workload);
  voice.say(ends ? 'Job completed' : 'Started containers');
  voice.state(ends ? 'completed' : 'ready', voice.wanted);
  return undefined;
}

function superNodesOnly({ run }: Installation, key: string): void {
  run.find({
    code: 'SIM_LOOSE_END',
    message: text(
      `${key} gets no pods: super nodes of a serverless cluster take none of a DaemonSet, and no other node fits.`,
      `${key} 不会创建 Pod:Serverless 集群的超级节点不运行 DaemonSet,也没有其他匹配的节点。`,
    ),
  });
}

/** Says what comes up and yet does not work. */
export function loose(installation: Installation, found: Problem): void {
  installation.run.find({
    code: 'SIM_LOOSE_END',
    message: text(
      `${found.object}: ${found.words.en} ${found.cure.en}`,
      `${found.object}:${found.words['zh-CN']}${found.cure['zh-CN']}`,
    ),
    place: problemPlace(installation, found),
  });
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
