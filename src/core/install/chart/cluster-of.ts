import { Cluster } from '../../cluster/index.ts';
import type { ReleaseObject } from '../../lifecycle/types.ts';
import type { ClusterSite } from '../resources/index.ts';
import type { Run } from '../run.ts';

/** Hooks that nothing deletes after they ran. */
const remains = ({ hook }: ReleaseObject): boolean =>
  hook !== undefined &&
  !hook.deletePolicies.includes('hook-succeeded') &&
  hook.events.some((event) => event.endsWith('-install'));

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
  // What earlier installs put there; a cluster that was made anew has another id.
  for (const release of run.releases.values())
    if (release.cluster === id)
      for (const object of [...release.objects, ...release.hooks.filter(remains)])
        cluster.expect({ ...object, text: '' }, release.namespace);
  return cluster;
}
