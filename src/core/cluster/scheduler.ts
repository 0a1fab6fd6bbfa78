import {
  affinityReason,
  hostPortsOf,
  type Placed,
  podAffinityReason,
  portReason,
  resourceReasons,
  type Scene,
  spreadReason,
  taintReason,
  tolerates,
} from './filters.ts';
import { mapsAt, textAt } from './json.ts';
import type { Workload } from './pods.ts';
import { type Amounts, requestsOf } from './requests.ts';
import type { ClusterState } from './state.ts';
import type { ClusterSpec, KubeNode, ScalingGroup } from './types.ts';
import { zonesOf } from './volumes.ts';

/** A place for a pod, or why there is none, in the scheduler's words. */
export type Placement = { readonly node: KubeNode; readonly scaled?: string } | { readonly words: string };

/** Taints that a DaemonSet's pods put up with by themselves (Kubernetes documentation, "DaemonSet"). */
const DAEMON_TOLERATIONS = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/unschedulable',
].map((key) => ({ key, operator: 'Exists' }));

/** Puts pods on nodes, one after the other, as kube-scheduler does with its default plugins. */
export class PodScheduler {
  readonly #state: ClusterState;
  readonly #nodes: KubeNode[];
  readonly #groups: { readonly group: ScalingGroup; size: number }[];
  readonly #placed: Placed[] = [];
  readonly #used = new Map<string, Record<string, number>>();
  readonly #ports = new Map<string, Set<string>>();

  constructor(state: ClusterState) {
    this.#state = state;
    this.#nodes = [...state.spec.nodes];
    this.#groups = state.spec.scaling.map((group) => ({ group, size: group.size }));
  }

  get nodes(): readonly KubeNode[] {
    return this.#nodes;
  }

  /** Adds the nodes and groups that came later. */
  renew({ nodes, scaling }: Pick<ClusterSpec, 'nodes' | 'scaling'>): void {
    for (const node of nodes)
      if (!this.#nodes.some((each) => each.name === node.name)) this.#nodes.push(node);
    for (const group of scaling) {
      if (!this.#groups.some((each) => each.group.name === group.name))
        this.#groups.push({ group, size: group.size });
    }
  }

  /** Nodes that a workload's pods may come to by their taints and labels, full ones included. */
  eligible(workload: Workload): readonly KubeNode[] {
    return this.#nodes.filter((node) => !taintReason(workload, node) && !affinityReason(workload, node));
  }

  /** Nodes that a DaemonSet wants a pod on. Super nodes take none of them. */
  daemonNodes(workload: Workload): readonly KubeNode[] {
    const pod = tolerant(workload);
    return this.#nodes.filter(
      (node) => !node.virtual && !taintReason(pod, node) && !affinityReason(pod, node),
    );
  }

  /** Places one pod; `on` names the node that a DaemonSet's pod is for. */
  place(workload: Workload, on?: KubeNode): Placement {
    const pod = on ? tolerant(workload) : workload;
    const requests = requestsOf(this.#state, pod);
    if (this.#nodes.length === 0 && this.#groups.length === 0)
      return { words: 'no nodes available to schedule pods' };
    const counts = new Map<string, number>();
    const free: KubeNode[] = [];
    for (const node of on ? [on] : this.#nodes) {
      const reasons = this.#reasons(pod, requests, node);
      if (reasons.length === 0) free.push(node);
      for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    const node = this.#best(free, pod, requests);
    if (node) {
      this.#take(node, pod, requests);
      return { node };
    }
    const scaled = on ? undefined : this.#scaleUp(pod, requests);
    if (scaled) return scaled;
    if (this.#nodes.length === 0) return { words: 'no nodes available to schedule pods' };
    const total = on ? 1 : this.#nodes.length;
    const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
    const all = `0/${total} nodes are available: ${reasons.join(', ')}.`;
    return { words: `${all} preemption: 0/${total} nodes are available: ${preemption(counts, total)}.` };
  }

  /** Gives back what the pods of a workload took. */
  release(workload: Workload): void {
    const requests = requestsOf(this.#state, workload);
    for (let i = this.#placed.length - 1; i >= 0; i--) {
      const each = this.#placed[i];
      if (each?.workload.key !== workload.key || each.workload.namespace !== workload.namespace) continue;
      this.#placed.splice(i, 1);
      const used = this.#used.get(each.node);
      if (used) {
        used.pods = (used.pods ?? 1) - 1;
        for (const [name, value] of Object.entries(requests)) used[name] = (used[name] ?? 0) - value;
      }
      for (const port of hostPortsOf(workload)) this.#ports.get(each.node)?.delete(port);
    }
  }

  #scene(): Scene {
    return {
      nodes: this.#nodes,
      placed: this.#placed,
      used: (node) => this.#used.get(node) ?? {},
      ports: (node) => this.#ports.get(node) ?? new Set(),
      labelsOf: (namespace) => ({ 'kubernetes.io/metadata.name': namespace }),
    };
  }

  /** Why a node does not take a pod: of the first plugin that objects, in the order of the default profile. */
  #reasons(pod: Workload, requests: Amounts, node: KubeNode): readonly string[] {
    const scene = this.#scene();
    const wanted = textAt(pod.spec, 'nodeName');
    if (wanted !== undefined && wanted !== node.name) return ["node(s) didn't match the requested node name"];
    const one = taintReason(pod, node) ?? affinityReason(pod, node) ?? portReason(pod, node, scene);
    if (one !== undefined) return [one];
    const short = resourceReasons(requests, node, scene);
    if (short.length > 0) return short;
    const zones = zonesOf(this.#state, pod);
    if (zones && node.zone !== undefined && !zones.includes(node.zone))
      return ['node(s) had volume node affinity conflict'];
    const two = spreadReason(pod, node, scene) ?? podAffinityReason(pod, node, scene);
    return two === undefined ? [] : [two];
  }

  /** The emptiest node, and of equals the first: pods of one owner spread. */
  #best(free: readonly KubeNode[], pod: Workload, requests: Amounts): KubeNode | undefined {
    const score = (node: KubeNode): number => {
      if (node.virtual) return -this.#placed.filter((each) => each.node === node.name).length;
      const used = this.#used.get(node.name) ?? {};
      const left = (name: string): number => {
        const all = node.allocatable[name] ?? 0;
        return all <= 0 ? 0 : (all - (used[name] ?? 0) - (requests[name] ?? 0)) / all;
      };
      const own = this.#placed.filter(
        (each) => each.node === node.name && each.workload.key === pod.key,
      ).length;
      return 50 * (left('cpu') + left('memory')) - 200 * own - (node.taints.length > 0 ? 10 : 0);
    };
    return free.toSorted((a, b) => score(b) - score(a))[0];
  }

  #take(node: KubeNode, pod: Workload, requests: Amounts): void {
    this.#placed.push({ workload: pod, node: node.name });
    const used = this.#used.get(node.name) ?? {};
    used.pods = (used.pods ?? 0) + 1;
    for (const [name, value] of Object.entries(requests)) used[name] = (used[name] ?? 0) + value;
    this.#used.set(node.name, used);
    const ports = this.#ports.get(node.name) ?? new Set();
    for (const port of hostPortsOf(pod)) ports.add(port);
    this.#ports.set(node.name, ports);
  }

  /** Adds a node of a group that may grow and whose nodes would take the pod. */
  #scaleUp(pod: Workload, requests: Amounts): Placement | undefined {
    for (const each of this.#groups) {
      const { group } = each;
      if (each.size >= group.most) continue;
      const name = `${group.name}-${each.size + 1}`;
      const node = {
        ...group.template,
        name,
        labels: { ...group.template.labels, 'kubernetes.io/hostname': name },
      };
      if (this.#reasons(pod, requests, node).length > 0) continue;
      const scaled = `pod triggered scale-up: [{${group.name} ${each.size}->${each.size + 1} (max: ${group.most})}]`;
      each.size++;
      this.#nodes.push(node);
      this.#take(node, pod, requests);
      return { node, scaled };
    }
    return undefined;
  }
}

function tolerant(workload: Workload): Workload {
  const tolerations = mapsAt(workload.spec, 'tolerations');
  const extra = DAEMON_TOLERATIONS.filter(
    (each) => !tolerates(tolerations, { key: each.key, value: '', effect: '' }),
  );
  return { ...workload, spec: { ...workload.spec, tolerations: [...tolerations, ...extra] } };
}

/** What preemption adds: evicting others helps only against what others take. */
function preemption(counts: ReadonlyMap<string, number>, total: number): string {
  const others = [...counts].filter(
    ([reason]) =>
      /^(Insufficient|Too many pods)/.test(reason) ||
      reason.includes('anti-affinity') ||
      reason.includes('free ports'),
  );
  const victims = Math.min(total, Math.max(0, ...others.map(([, count]) => count)));
  const parts = [
    ...(victims > 0 ? [`${victims} No preemption victims found for incoming pod`] : []),
    ...(total - victims > 0 ? [`${total - victims} Preemption is not helpful for scheduling`] : []),
  ];
  return parts.join(', ');
}
