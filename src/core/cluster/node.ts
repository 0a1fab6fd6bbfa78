import type { KubeNode, Taint } from './types.ts';

const GIB = 2 ** 30;
/** Bytes that kubelet keeps free before it evicts pods (its default hard limit). */
const EVICTION = 100 * 2 ** 20;

export interface Machine {
  readonly type: string;
  readonly cpu: number;
  /** GiB. */
  readonly memory: number;
  readonly gpu: number;
  readonly arch: 'x86_64' | 'arm64';
}

export interface NodeParts {
  readonly name: string;
  readonly machine: Machine;
  readonly zone: string | undefined;
  /** The zone's number, which the platform's labels carry. */
  readonly zoneId?: number | null;
  readonly region: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  /** Pods that the network gives addresses to. */
  readonly pods: number;
}

/** Shares of a quantity by brackets: `[up to, share]`, the last for all that is above. */
function bracketed(value: number, brackets: readonly (readonly [number, number])[]): number {
  let sum = 0;
  let from = 0;
  for (const [to, share] of brackets) {
    sum += Math.max(0, Math.min(value, to) - from) * share;
    from = to;
  }
  return sum;
}

/**
 * CPU in thousandths and memory in bytes that the platform keeps for itself on a node: the smaller of its two rules, so
 * that a pod is never refused that one of them lets in.
 * Source: product documentation 457/48777 and 457/65834 (from Kubernetes 1.30), read 2026-11.
 */
export function reserved({ cpu, memory }: Pick<Machine, 'cpu' | 'memory'>): { cpu: number; memory: number } {
  const older =
    0.1 +
    bracketed(cpu, [
      [4, 0],
      [64, 0.025],
      [128, 0.0125],
      [Number.POSITIVE_INFINITY, 0.005],
    ]);
  const newer = bracketed(cpu, [
    [1, 0.06],
    [2, 0.01],
    [4, 0.005],
    [Number.POSITIVE_INFINITY, 0.0025],
  ]);
  const kept = bracketed(memory, [
    [4, 0.25],
    [8, 0.2],
    [16, 0.1],
    [128, 0.06],
    [Number.POSITIVE_INFINITY, 0.02],
  ]);
  return { cpu: Math.floor(Math.min(older, newer) * 1000), memory: Math.floor(kept * GIB) };
}

/** A node as its machine makes it, with the labels that Kubernetes and the platform set. */
export function nodeOf({ name, machine, zone, zoneId, region, labels, taints, pods }: NodeParts): KubeNode {
  const arch = machine.arch === 'arm64' ? 'arm64' : 'amd64';
  const kept = reserved(machine);
  const zoneNames = [zone, zoneId === null || zoneId === undefined ? undefined : String(zoneId)].filter(
    (each): each is string => each !== undefined,
  );
  const short = region.replace(/^ap-/, '');
  const also = {
    'topology.kubernetes.io/zone': zoneNames,
    'failure-domain.beta.kubernetes.io/zone': zoneNames,
    'topology.com.tencent.cloud.csi.cbs/zone': zoneNames,
    'topology.kubernetes.io/region': [region, short],
    'failure-domain.beta.kubernetes.io/region': [region, short],
  };
  return {
    name,
    arch,
    instanceType: machine.type,
    zone,
    labels: {
      'beta.kubernetes.io/arch': arch,
      'beta.kubernetes.io/os': 'linux',
      'beta.kubernetes.io/instance-type': machine.type,
      'kubernetes.io/arch': arch,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/hostname': name,
      'node.kubernetes.io/instance-type': machine.type,
      'topology.kubernetes.io/region': region,
      ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
      'cloud.tencent.com/node-instance-id': name,
      ...labels,
    },
    alsoLabels: also,
    taints: taints ?? [],
    allocatable: {
      cpu: machine.cpu * 1000 - kept.cpu,
      memory: machine.memory * GIB - kept.memory - EVICTION,
      pods,
      ...(machine.gpu > 0 ? { 'nvidia.com/gpu': machine.gpu } : {}),
    },
    virtual: false,
  };
}

/** A super node: pods get machines of their own, of the usual architecture. */
export const superNode = (name: string, region: string, zone: string | undefined): KubeNode => ({
  ...nodeOf({
    name,
    machine: { type: 'eklet', cpu: 0, memory: 0, gpu: 0, arch: 'x86_64' },
    zone,
    region,
    pods: 0,
    labels: { 'node.kubernetes.io/instance-type': 'eklet' },
  }),
  virtual: true,
  allocatable: {},
});
