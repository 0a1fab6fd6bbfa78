import type { Cluster, Sources } from '../../cluster/index.ts';
import type { Release } from '../../lifecycle/types.ts';
import type { Platform } from '../../registry/types.ts';
import type { PackageFacts, RenderedChart } from '../package-facts.ts';
import type { ClusterSite, Subject } from '../resources/index.ts';
import type { Run } from '../run.ts';

/** A chart being installed into a cluster. */
export interface Installation {
  readonly run: Run;
  readonly facts: PackageFacts;
  readonly subject: Subject;
  readonly site: ClusterSite;
  readonly cluster: Cluster;
  /** Who besides the templates may make objects. */
  readonly sources: Sources;
  readonly namespace: string;
  /** Platforms of the cluster's nodes. */
  readonly wanted: readonly Platform[];
  readonly chart: string;
  readonly rendered: RenderedChart;
  /** The release as it stood before: the install is an upgrade. */
  readonly before?: Release;
  /** True when an image that the registry lacks is a failure. */
  requires(image: string): boolean;
}
