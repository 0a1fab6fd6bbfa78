import type { Json, JsonObject } from '../json.ts';
import { at, labelsAt, mapAt, mapsAt, numberAt, textAt, textsAt } from './json.ts';
import type { Workload } from './pods.ts';
import type { Amounts } from './requests.ts';
import { holds, matchesSelector } from './selectors.ts';
import type { KubeNode, Taint } from './types.ts';

/** A pod that has its place. */
export interface Placed {
  readonly workload: Workload;
  readonly node: string;
}

/** What a filter sees. */
export interface Scene {
  readonly nodes: readonly KubeNode[];
  readonly placed: readonly Placed[];
  /** What is taken on a node. */
  used(node: string): Readonly<Record<string, number>>;
  /** Host ports that are taken on a node: `TCP/80`. */
  ports(node: string): ReadonlySet<string>;
  labelsOf(namespace: string): Readonly<Record<string, string>>;
}

const valuesOf = (node: KubeNode, key: string): readonly string[] => {
  const own = Object.hasOwn(node.labels, key) ? node.labels[key] : undefined;
  const also = Object.hasOwn(node.alsoLabels, key) ? (node.alsoLabels[key] ?? []) : [];
  return own === undefined ? also : [own, ...also];
};

export function tolerates(tolerations: readonly JsonObject[], taint: Taint): boolean {
  return tolerations.some((each) => {
    const effect = textAt(each, 'effect');
    if (effect !== undefined && effect !== taint.effect) return false;
    const key = textAt(each, 'key');
    if ((textAt(each, 'operator') ?? 'Equal') === 'Exists') return key === undefined || key === taint.key;
    return key === taint.key && (textAt(each, 'value') ?? '') === taint.value;
  });
}

/** TaintToleration. */
export function taintReason(workload: Workload, node: KubeNode): string | undefined {
  const tolerations = mapsAt(workload.spec, 'tolerations');
  const bad = node.taints.find(
    (taint) => ['NoSchedule', 'NoExecute'].includes(taint.effect) && !tolerates(tolerations, taint),
  );
  return bad && `node(s) had untolerated taint {${bad.key}: ${bad.value}}`;
}

function termHolds(term: JsonObject, node: KubeNode): boolean {
  const labels = mapsAt(term, 'matchExpressions');
  const fields = mapsAt(term, 'matchFields');
  if (labels.length === 0 && fields.length === 0) return false;
  const one = (each: JsonObject, actual: readonly string[]): boolean =>
    holds(textAt(each, 'operator') ?? '', actual, textsAt(each, 'values'));
  return (
    labels.every((each) => one(each, valuesOf(node, textAt(each, 'key') ?? ''))) &&
    fields.every((each) => one(each, [node.name]))
  );
}

/** NodeAffinity: nodeSelector and the required node affinity. */
export function affinityReason(workload: Workload, node: KubeNode): string | undefined {
  const { spec } = workload;
  const selected = Object.entries(labelsAt(spec, 'nodeSelector')).every(([key, value]) =>
    valuesOf(node, key).includes(value),
  );
  const required = at(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const terms = mapsAt(required, 'nodeSelectorTerms');
  const near = required === undefined || required === null || terms.some((term) => termHolds(term, node));
  return selected && near ? undefined : "node(s) didn't match Pod's node affinity/selector";
}

/** Host ports of a workload's pods. */
export function hostPortsOf({ spec, containers }: Workload): readonly string[] {
  const shared = spec.hostNetwork === true;
  return containers.flatMap((container) =>
    mapsAt(container.spec, 'ports').flatMap((port) => {
      const number = numberAt(port, 'hostPort') ?? (shared ? numberAt(port, 'containerPort') : undefined);
      return number === undefined || number === 0 ? [] : [`${textAt(port, 'protocol') ?? 'TCP'}/${number}`];
    }),
  );
}

/** NodePorts. */
export const portReason = (workload: Workload, node: KubeNode, scene: Scene): string | undefined =>
  hostPortsOf(workload).some((port) => scene.ports(node.name).has(port))
    ? "node(s) didn't have free ports for the requested pod ports"
    : undefined;

/** NodeResourcesFit: everything that is short, as the scheduler lists it. */
export function resourceReasons(requests: Amounts, node: KubeNode, scene: Scene): readonly string[] {
  if (node.virtual) return [];
  const used = scene.used(node.name);
  const reasons: string[] = [];
  if ((used.pods ?? 0) + 1 > (node.allocatable.pods ?? 0)) reasons.push('Too many pods');
  for (const [name, wanted] of Object.entries(requests)) {
    if (name === 'ephemeral-storage' || wanted <= 0) continue;
    if (wanted + (used[name] ?? 0) > (node.allocatable[name] ?? 0)) reasons.push(`Insufficient ${name}`);
  }
  return reasons;
}

interface Term {
  readonly selector: Json | undefined;
  readonly topology: string;
  readonly namespaces: readonly string[] | 'all';
}

function termsOf(workload: Workload, kind: 'podAffinity' | 'podAntiAffinity', scene: Scene): readonly Term[] {
  return mapsAt(workload.spec, 'affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution').map(
    (term) => {
      const named = textsAt(term, 'namespaces');
      const chosen = at(term, 'namespaceSelector');
      const everywhere =
        chosen !== undefined &&
        chosen !== null &&
        matchesSelector(chosen, scene.labelsOf(workload.namespace));
      return {
        selector: at(term, 'labelSelector'),
        topology: textAt(term, 'topologyKey') ?? '',
        namespaces: everywhere ? 'all' : named.length > 0 ? named : [workload.namespace],
      };
    },
  );
}

const concerns = ({ selector, namespaces }: Term, pod: Workload): boolean =>
  (namespaces === 'all' || namespaces.includes(pod.namespace)) && matchesSelector(selector, pod.labels);

/** True when a pod that the term concerns runs where this node is. */
function nearby(
  term: Term,
  node: KubeNode,
  scene: Scene,
  also: (pod: Workload) => boolean = () => true,
): boolean {
  const here = valuesOf(node, term.topology);
  if (here.length === 0) return false;
  return scene.placed.some((each) => {
    if (!concerns(term, each.workload) || !also(each.workload)) return false;
    const there = scene.nodes.find((other) => other.name === each.node);
    return there !== undefined && valuesOf(there, term.topology).some((value) => here.includes(value));
  });
}

/** InterPodAffinity: required affinity, required anti-affinity, and the anti-affinity of pods that are there. */
export function podAffinityReason(workload: Workload, node: KubeNode, scene: Scene): string | undefined {
  for (const term of termsOf(workload, 'podAffinity', scene)) {
    // The first of a group that wants to be together is let in when it matches its own term.
    const first = concerns(term, workload) && !scene.placed.some((each) => concerns(term, each.workload));
    const has = valuesOf(node, term.topology).length > 0;
    if (!(has && (first || nearby(term, node, scene)))) return "node(s) didn't match pod affinity rules";
  }
  for (const term of termsOf(workload, 'podAntiAffinity', scene))
    if (nearby(term, node, scene)) return "node(s) didn't match pod anti-affinity rules";
  const disliked = scene.placed.some((each) =>
    termsOf(each.workload, 'podAntiAffinity', scene).some((term) => {
      if (!concerns(term, workload)) return false;
      const there = scene.nodes.find((other) => other.name === each.node);
      const here = valuesOf(node, term.topology);
      return there !== undefined && valuesOf(there, term.topology).some((value) => here.includes(value));
    }),
  );
  return disliked ? "node(s) didn't satisfy existing pods anti-affinity rules" : undefined;
}

/** PodTopologySpread, for constraints that forbid. */
export function spreadReason(workload: Workload, node: KubeNode, scene: Scene): string | undefined {
  for (const constraint of mapsAt(workload.spec, 'topologySpreadConstraints')) {
    if ((textAt(constraint, 'whenUnsatisfiable') ?? 'DoNotSchedule') !== 'DoNotSchedule') continue;
    const key = textAt(constraint, 'topologyKey') ?? '';
    const here = valuesOf(node, key)[0];
    if (here === undefined)
      return "node(s) didn't match pod topology spread constraints (missing required label)";
    const counts = new Map<string, number>();
    for (const other of scene.nodes) {
      const domain = valuesOf(other, key)[0];
      if (domain !== undefined && affinityReason(workload, other) === undefined) counts.set(domain, 0);
    }
    for (const { workload: pod, node: name } of scene.placed) {
      if (pod.namespace !== workload.namespace) continue;
      if (!matchesSelector(mapAt(constraint, 'labelSelector'), pod.labels)) continue;
      const there = scene.nodes.find((other) => other.name === name);
      const domain = there && valuesOf(there, key)[0];
      if (domain !== undefined && counts.has(domain)) counts.set(domain, (counts.get(domain) ?? 0) + 1);
    }
    const least = Math.min(...counts.values());
    const own = matchesSelector(mapAt(constraint, 'labelSelector'), workload.labels) ? 1 : 0;
    if ((counts.get(here) ?? 0) + own - least > (numberAt(constraint, 'maxSkew') ?? 1))
      return "node(s) didn't match pod topology spread constraints";
  }
  return undefined;
}
