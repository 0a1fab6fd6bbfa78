import type { Json, JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { at, mapAt, mapsAt, textAt } from './json.ts';
import type { Container, Workload } from './pods.ts';
import { problem } from './problem.ts';
import type { Sources } from './sources.ts';
import type { ClusterState } from './state.ts';
import type { Guess, KubeObject, Problem, Want } from './types.ts';

type Kind = 'ConfigMap' | 'Secret';

/** What a container or volume wants of a ConfigMap or Secret. */
export interface Reference {
  readonly kind: Kind;
  readonly name: string;
  readonly key?: string;
  /** The container; undefined for volumes. */
  readonly container?: string;
  readonly volume?: string;
  /** How the field is called in the template. */
  readonly field: string;
}

export interface Findings {
  readonly problems: readonly Problem[];
  readonly guesses: readonly Guess[];
}

const isOptional = (value: Json | undefined): boolean => at(value, 'optional') === true;

/** Keys that Kubernetes fills in by itself. */
const FILLED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/service-account-token': ['ca.crt', 'namespace', 'token'],
};

function* ofContainer({ spec, name: container }: Container): Generator<Reference> {
  for (const env of mapsAt(spec, 'envFrom')) {
    for (const [field, kind] of [
      ['configMapRef', 'ConfigMap'],
      ['secretRef', 'Secret'],
    ] as const) {
      const ref = at(env, field);
      const name = textAt(ref, 'name');
      if (name !== undefined && !isOptional(ref)) yield { kind, name, container, field };
    }
  }
  for (const env of mapsAt(spec, 'env')) {
    for (const [field, kind] of [
      ['configMapKeyRef', 'ConfigMap'],
      ['secretKeyRef', 'Secret'],
    ] as const) {
      const ref = at(env, 'valueFrom', field);
      const name = textAt(ref, 'name');
      const key = textAt(ref, 'key');
      if (name === undefined || isOptional(ref)) continue;
      yield { kind, name, container, field, ...(key === undefined ? {} : { key }) };
    }
  }
}

function* ofVolumeSource(source: JsonObject, volume: string): Generator<Reference> {
  for (const [field, kind, nameField] of [
    ['configMap', 'ConfigMap', 'name'],
    ['secret', 'Secret', 'secretName'],
  ] as const) {
    const ref = at(source, field);
    const name = textAt(ref, nameField) ?? textAt(ref, 'name');
    if (name === undefined || isOptional(ref)) continue;
    const items = mapsAt(ref, 'items');
    if (items.length === 0) yield { kind, name, volume, field };
    for (const item of items) {
      const key = textAt(item, 'key');
      yield { kind, name, volume, field, ...(key === undefined ? {} : { key }) };
    }
  }
}

/** Everything that the pods of a workload read from ConfigMaps and Secrets and cannot start without. */
export function* referencesOf({ spec, containers }: Workload): Generator<Reference> {
  for (const volume of mapsAt(spec, 'volumes')) {
    const name = textAt(volume, 'name') ?? '';
    yield* ofVolumeSource(volume, name);
    for (const source of mapsAt(volume, 'projected', 'sources')) yield* ofVolumeSource(source, name);
  }
  for (const container of containers) yield* ofContainer(container);
}

/** Keys of a ConfigMap or Secret. */
export function keysOf(kind: Kind, object: JsonObject): ReadonlySet<string> {
  const parts = kind === 'Secret' ? ['data', 'stringData'] : ['data', 'binaryData'];
  const type = textAt(object, 'type') ?? '';
  return new Set([
    ...parts.flatMap((part) => Object.keys(mapAt(object, part))),
    ...(Object.hasOwn(FILLED, type) ? (FILLED[type] ?? []) : []),
  ]);
}

/** Kubernetes' own words for a reference that leads nowhere (kubelet). */
function wordsFor(
  ref: Reference,
  namespace: string,
  objectMissing: boolean,
): { reason: string; words: string } {
  const noun = ref.kind.toLowerCase();
  if (ref.volume !== undefined) {
    const why = objectMissing
      ? `${noun} "${ref.name}" not found`
      : ref.kind === 'ConfigMap'
        ? `configmap references non-existent config key: ${ref.key}`
        : `references non-existent secret key: ${ref.key}`;
    return { reason: 'FailedMount', words: `MountVolume.SetUp failed for volume "${ref.volume}" : ${why}` };
  }
  const why = objectMissing
    ? `${noun} "${ref.name}" not found`
    : `couldn't find key ${ref.key} in ${ref.kind} ${namespace}/${ref.name}`;
  return { reason: 'Failed', words: `Error: ${why}` };
}

/** What a reference lacks: a key of the object that it found, or the object. */
function wantOf(
  state: ClusterState,
  workload: Workload,
  { kind, name, key, field }: Reference,
  found: KubeObject | undefined,
): Want {
  if (found && key !== undefined)
    return { on: 'key', kind, name, key, field, has: [...keysOf(kind, found.object)] };
  const keys = [...referencesOf(workload)].flatMap((each) =>
    each.kind === kind && each.name === name && each.key !== undefined ? [each.key] : [],
  );
  const others = state.all(kind, workload.namespace).map((each) => each.name);
  return { on: 'object', kind, name, field, others, keys: [...new Set(keys)] };
}

/** Checks a workload's references against what the cluster has and what may come to be. */
export function checkReferences(state: ClusterState, workload: Workload, sources: Sources): Findings {
  const problems: Problem[] = [];
  const guesses: Guess[] = [];
  const said = new Set<string>();
  const { object, namespace } = workload;
  for (const ref of referencesOf(workload)) {
    const mark = [ref.kind, ref.name, ref.key ?? ''].join('\u0000');
    if (said.has(mark)) continue;
    said.add(mark);
    const found = state.find(ref.kind, namespace, ref.name);
    if (found && (ref.key === undefined || keysOf(ref.kind, found.object).has(ref.key))) continue;
    const hints = [
      ...(found && ref.key !== undefined ? [`key: ${ref.key}`, ref.key] : []),
      ref.name,
      ref.field,
    ];
    const maker = sources.makerOf(ref.kind, namespace, ref.name, found);
    if (maker !== undefined) {
      guesses.push({ object: workload.key, source: object.source, hints, text: maker });
      continue;
    }
    const { reason, words } = wordsFor(ref, namespace, found === undefined);
    const what = `${ref.kind} ${ref.name}`;
    const cure = found
      ? text(
          `Give ${what} the key ${ref.key}, read one that it has (${[...keysOf(ref.kind, found.object)].slice(0, 8).join(', ') || 'none'}), or mark the reference optional: true.`,
          `请为 ${what} 添加键 ${ref.key},改用已有的键(${[...keysOf(ref.kind, found.object)].slice(0, 8).join('、') || '无'}),或将引用标记为 optional: true。`,
        )
      : text(
          `Create ${what} in the chart, correct the name, or mark the reference optional: true.`,
          `请在 Chart 中创建 ${what}、更正名称,或将引用标记为 optional: true。`,
        );
    const wants = wantOf(state, workload, ref, found);
    problems.push(problem(object, 'reference', words, cure, { reason, hints, wants }));
  }
  return { problems, guesses };
}
