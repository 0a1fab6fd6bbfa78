import type { KubeNode, Workload } from '../../cluster/index.ts';
import type { Process } from '../kernel/index.ts';
import { NODE_TYPES, siteOf } from '../resources/index.ts';
import type { Installation } from './installation.ts';

const LONGEST_WAIT = 1_800_000;
const LOOK_AGAIN = 5000;
/** Pods of one workload that are placed one by one. */
const MOST_PODS = 500;

/**
 * The places that a workload's pods need: one for each, a DaemonSet's with its node. Of a job only the pods
 * that run at the same time.
 */
export function scheduleNeeds(
  { cluster, site }: Installation,
  workload: Workload,
): readonly (KubeNode | undefined)[] {
  if (workload.kind === 'DaemonSet') {
    if (!site.spec.open) return cluster.scheduler.daemonNodes(workload).slice(0, MOST_PODS);
    return Array.from({ length: 1 }, () => undefined);
  }
  return Array.from({ length: Math.min(MOST_PODS, Math.max(0, workload.replicas ?? 1)) }, () => undefined);
}

/** Node pools of the plan that are still to come: pods would wait for them, so they are waited for. */
export function* waitForNodes(installation: Installation): Process {
  const { run, facts, cluster, subject } = installation;
  if (installation.site.spec.open) return;
  const pools = (facts.resources ?? []).filter(
    (each) => NODE_TYPES.includes(each.type) && !each.dependsOn.includes(subject.address),
  );
  if (pools.length === 0) return;
  const isDone = (address: string): boolean => run.resources.some((each) => each.address === address);
  for (let waited = 0; waited < LONGEST_WAIT; waited += LOOK_AGAIN) {
    if (pools.every((each) => isDone(each.address))) break;
    yield LOOK_AGAIN;
  }
  cluster.scheduler.renew(siteOf(run.view, subject.text('cluster_id') ?? '', subject.region).spec);
}
