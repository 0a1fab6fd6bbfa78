import { Cluster, type ClusterSpec, type KubeNode, nodeOf } from '../../cluster/index.ts';
import type { PlannedResource } from '../../terraform/plan/types.ts';
import type { InstanceType } from '../../world/index.ts';
import type { Installation } from '../chart/installation.ts';
import type { Cure } from '../events.ts';
import { at, firstText } from '../values.ts';
import { chooseOther, writeOther } from './choose.ts';

/** Where resources that bring nodes name the machine type. */
const PATHS: Readonly<Record<string, string>> = {
  tencentcloud_kubernetes_cluster: 'worker_config.0.instance_type',
  tencentcloud_kubernetes_scale_worker: 'worker_config.0.instance_type',
  tencentcloud_kubernetes_node_pool: 'auto_scaling_config.0.instance_type',
};
/** Types of machines that are tried: each means placing all pods once more. */
const MOST_TRIES = 20;

/** The smallest machine type on which all pods of the chart find a place, chosen in the form or written in the package. */
export function largerNodes(installation: Installation): Cure | undefined {
  const { run, facts, site } = installation;
  const { spec } = installation.cluster;
  for (const planned of facts.resources ?? []) {
    const path = PATHS[planned.type];
    const made = run.view.made(run.resources.find((each) => each.address === planned.address)?.id ?? '');
    const type = firstText(at(made?.attributes, path ?? ''));
    const now = run.view.machineType(type ?? '');
    if (path === undefined || now === undefined) continue;
    const own = spec.nodes.filter((node) => node.instanceType === now.type);
    const isLarger = (each: InstanceType): boolean =>
      each.arch === now.arch &&
      each.cpu >= now.cpu &&
      each.memory >= now.memory &&
      each.cpu + each.memory > now.cpu + now.memory &&
      own.every((node) => (each.stock[node.zone ?? ''] ?? 0) >= own.length);
    const larger = run.view.world.instanceTypes
      .filter(isLarger)
      .sort((a, b) => a.cpu - b.cpu || a.memory - b.memory || a.gpu - b.gpu)
      .slice(0, MOST_TRIES)
      .filter((each) => fits(installation, withMachine(spec, now.type, each, site.region)));
    const cure = chosen(installation, planned, path, larger);
    if (cure) return cure;
  }
  return undefined;
}

function chosen(
  { run, facts: { provenance } }: Installation,
  planned: PlannedResource,
  path: string,
  larger: readonly InstanceType[],
): Cure | undefined {
  const args = provenance.argsBehind(planned, path);
  for (const { type } of larger) {
    const cure = chooseOther(run, args, (option) => firstText(at(option, 'instance_type')) === type);
    if (cure) return cure;
  }
  const [first] = larger;
  return (
    first && writeOther({ expression: (each) => provenance.expression(planned, each) }, path, first.type)
  );
}

/** The cluster as it would be with other machines behind the nodes of a type. */
function withMachine(spec: ClusterSpec, type: string, machine: InstanceType, region: string): ClusterSpec {
  const other = (node: KubeNode): KubeNode =>
    node.instanceType === type
      ? {
          ...nodeOf({
            name: node.name,
            machine,
            zone: node.zone,
            region,
            pods: node.allocatable.pods ?? 0,
            labels: node.labels,
            taints: node.taints,
          }),
          labels: { ...node.labels, 'node.kubernetes.io/instance-type': machine.type },
        }
      : node;
  return {
    ...spec,
    nodes: spec.nodes.map(other),
    scaling: spec.scaling.map((group) => ({ ...group, template: other(group.template) })),
  };
}

/** Whether all pods of a chart find a place on nodes that nothing else is on. */
function fits({ rendered, namespace }: Installation, spec: ClusterSpec): boolean {
  const cluster = new Cluster(spec);
  for (const object of rendered.objects) cluster.expect(object, namespace);
  return rendered.objects
    .flatMap((object) => cluster.workloads(object, namespace))
    .every((workload) => {
      if (workload.kind === 'CronJob') return true;
      const places =
        workload.kind === 'DaemonSet'
          ? cluster.scheduler.daemonNodes(workload)
          : Array.from({ length: Math.min(500, workload.replicas ?? 1) }, () => undefined);
      return [...places].every((on) => !('words' in cluster.place(workload, on)));
    });
}
