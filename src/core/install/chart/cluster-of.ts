import { Cluster } from '../../cluster/index.ts';
import type { ClusterSite } from '../resources/index.ts';
import type { Run } from '../run.ts';

const byRun = new WeakMap<Run, Map<string, Cluster>>();

/** The cluster with an id in a run: one that several releases share; nodes that came meanwhile are in it. */
export function clusterOf(run: Run, id: string, site: ClusterSite): Cluster {
  const clusters = byRun.get(run) ?? new Map<string, Cluster>();
  byRun.set(run, clusters);
  const known = clusters.get(id);
  if (known) {
    known.scheduler.renew(site.spec);
    return known;
  }
  const cluster = new Cluster(site.spec);
  clusters.set(id, cluster);
  return cluster;
}
