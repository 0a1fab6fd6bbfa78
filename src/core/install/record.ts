import type { ErrorPlace } from '../errors/index.ts';
import type { Json, JsonObject } from '../json.ts';
import type { LeftBehind, Loss, Operation, Release, StepAction } from '../lifecycle/types.ts';
import type { Assumption, Failure, RehearsalCounts, RehearsalFinding, RehearsalStatus } from './events.ts';

/** A resource of an instance. */
export interface InstanceResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** The cloud's id; absent when creating failed or never began. */
  readonly id?: string;
  readonly region: string;
  readonly state: 'created' | 'failed' | 'skipped';
  readonly fidelity: 'full' | 'partial' | 'opaque';
  readonly place: ErrorPlace;
  /** Arguments and what the cloud gave; secrets included. */
  readonly attributes: JsonObject;
  /** Addresses that it was made after. */
  readonly dependsOn?: readonly string[];
  /** It exists, and making it failed: the next operation makes it anew. */
  readonly tainted?: boolean;
}

/** An output with its true value; faces mask sensitive ones. */
export interface InstanceOutput {
  readonly name: string;
  readonly description?: string;
  readonly sensitive: boolean;
  readonly value: Json;
}

/** A workload as it was when the rehearsal ended: `Deployment/web`. */
export interface InstanceWorkload {
  readonly object: string;
  readonly state: 'pending' | 'pulling' | 'ready' | 'completed' | 'failed';
  readonly ready: number;
  readonly wanted: number;
}

/** What a finished rehearsal leaves behind besides its events. */
export interface RehearsalRecord {
  /** `cloudapp-xxxxxxxx`: what cloudapp_id was. */
  readonly id: string;
  readonly name: string;
  readonly project: string;
  /** Absolute path of the folder that holds package.yaml. */
  readonly dir: string;
  /** Account that installed it. */
  readonly uin: string;
  readonly packageId: string;
  readonly world: string;
  readonly status: RehearsalStatus;
  readonly seed: number;
  /** Form values by arg name. */
  readonly answers: JsonObject;
  /** Chosen values of the package's specs by key. */
  readonly spec: Readonly<Record<string, string>>;
  readonly region: string;
  readonly resources: readonly InstanceResource[];
  /** Workloads of the charts in their last state. */
  readonly workloads: readonly InstanceWorkload[];
  /** Sorted by name. */
  readonly outputs: readonly InstanceOutput[];
  readonly assumptions: readonly Assumption[];
  /** The first is the one to mend first. */
  readonly failures: readonly Failure[];
  readonly findings: readonly RehearsalFinding[];
  readonly counts: RehearsalCounts;
  /** Virtual start and end, milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number;
  /** What was done; absent: an install. */
  readonly operation?: Operation;
  /** Counts from 1; absent: 1. */
  readonly revision?: number;
  /** What the ids and passwords of its install followed from. */
  readonly origin?: string;
  readonly conditions?: InstanceConditions;
  readonly releases?: readonly Release[];
  readonly steps?: Readonly<Partial<Record<StepAction, number>>>;
  readonly loses?: readonly Loss[];
  readonly leftBehind?: readonly LeftBehind[];
}

/** Under what an instance was installed: what the next operation takes where nothing else is said. */
export interface InstanceConditions {
  readonly closed: boolean;
  readonly images: 'assume' | 'require';
  readonly dialect: 'cloudapp' | 'terraform';
}
