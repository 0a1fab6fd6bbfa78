export { Cluster, type PodFindings } from './cluster.ts';
export type { Credentials } from './credentials.ts';
export {
  backoffLimit,
  completionsOf,
  containerEnding,
  deadlineOf,
  type Ending,
  endingOf,
  givenUpAfter,
  isSuspended,
} from './job.ts';
export { fidelityOf, KIND_FACTS, type KindFacts, kindFacts } from './kinds.ts';
export { type Machine, nodeOf, superNode } from './node.ts';
export { isWorkloadKind, type Workload } from './pods.ts';
export { readyAfter } from './probes.ts';
export type { Placement } from './scheduler.ts';
export type { Sources } from './sources.ts';
export { objectsOf } from './state.ts';
export type {
  ClusterSpec,
  Fidelity,
  Guess,
  KubeNode,
  KubeObject,
  Problem,
  ProblemKind,
  ScalingGroup,
  StorageClass,
  Taint,
} from './types.ts';
