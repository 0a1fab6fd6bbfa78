import type { ErrorPlace } from '../errors/index.ts';
import type { Json } from '../json.ts';
import type { LocalText } from '../text.ts';

/** What is done to an instance. */
export type Operation = 'install' | 'upgrade' | 'retry' | 'repair' | 'uninstall';

export type StepAction = 'no-op' | 'create' | 'update' | 'replace' | 'delete' | 'forget';

/** How much a step can hurt, from nothing to what cannot be brought back. */
export type Risk = 'none' | 'changes' | 'interrupts' | 'loses-data';

/** Seconds from – to; what it rests on is said beside it. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

export interface ValueChange {
  /** Top-level argument. */
  readonly path: string;
  /** Masked where secret. */
  readonly before: Json;
  /** Masked where secret; null where not known until apply. */
  readonly after: Json;
  /** False: known only once what it reads was made. */
  readonly known: boolean;
  /** The provider cannot change it in place. */
  readonly forces: boolean;
  readonly place?: ErrorPlace;
  /** What fed the value: `var.zone was chosen in the form`. */
  readonly because: readonly LocalText[];
}

export interface Downtime extends Span {
  readonly ground: LocalText;
}

export interface Loss {
  readonly address: string;
  readonly what: LocalText;
}

export interface ObjectDiff {
  /** `Deployment/web`. */
  readonly object: string;
  readonly namespace: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** Fields that differ, `spec.template.spec.containers.0.image`. */
  readonly paths: readonly string[];
  /** Fields that Kubernetes refuses to change. */
  readonly immutable: readonly string[];
  /** Template that makes it. */
  readonly source: string;
  readonly note?: LocalText;
}

export interface ReleaseDiff {
  readonly address: string;
  readonly release: string;
  readonly chart: string;
  readonly objects: readonly ObjectDiff[];
  readonly unchanged: number;
  /** Why objects cannot be compared before the upgrade runs. */
  readonly unknown?: LocalText;
}

export interface StepDiff {
  readonly address: string;
  readonly type: string;
  readonly action: StepAction;
  readonly risk: Risk;
  /** The new one is made before the old one is deleted. */
  readonly createFirst: boolean;
  readonly changes: readonly ValueChange[];
  /** Why, where no value says it: tainted, deleted outside, replace_triggered_by. */
  readonly why?: LocalText;
  readonly loses: readonly LocalText[];
  readonly downtime?: Downtime;
  /** What the provider or cloud will refuse. */
  readonly blockedBy?: LocalText;
  readonly place: ErrorPlace;
}

export interface OutputDiff {
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
  readonly sensitive: boolean;
  readonly known: boolean;
  readonly before: Json;
  readonly after: Json;
}

export interface LeftBehind {
  /** Resource or release it comes from. */
  readonly address: string;
  /** What stays: `PersistentVolumeClaim/default/data-db-0`, `ins-…`. */
  readonly name: string;
  readonly why: LocalText;
}

/** What differs between what stands and what is known of it. */
export interface Drift {
  readonly address: string;
  readonly kind: 'deleted' | 'altered' | 'filled' | 'used';
  /** Altered arguments with the values that they have outside. */
  readonly values: { readonly [name: string]: Json };
}

/** What an operation would do to an instance, before it does it. */
export interface LifecycleDiff {
  readonly instance: string;
  readonly operation: Operation;
  /** Revision that the operation makes. */
  readonly revision: number;
  readonly steps: readonly StepDiff[];
  readonly releases: readonly ReleaseDiff[];
  readonly outputs: readonly OutputDiff[];
  readonly drift: readonly Drift[];
  readonly counts: Readonly<Record<StepAction, number>>;
  readonly loses: readonly Loss[];
  readonly downtime?: Downtime;
  readonly leftBehind: readonly LeftBehind[];
}

/** One operation of an instance's history. */
export interface Revision {
  readonly revision: number;
  readonly operation: Operation;
  readonly status: 'succeeded' | 'failed' | 'cancelled';
  readonly packageId: string;
  readonly dir: string;
  readonly answers: { readonly [name: string]: Json };
  readonly counts: Readonly<Partial<Record<StepAction, number>>>;
  readonly loses: readonly Loss[];
  readonly leftBehind: readonly LeftBehind[];
  /** The first failure's code and words. */
  readonly failure?: { readonly code: string; readonly message: LocalText };
  /** Virtual milliseconds that it took. */
  readonly took: number;
  /** ISO time at which it was stored. */
  readonly storedAt: string;
}

/** A Helm release of an instance, as Helm would keep it in the cluster. */
export interface Release {
  /** The cloudapp_helm_app. */
  readonly address: string;
  readonly release: string;
  /** Path of the chart in its package. */
  readonly chart: string;
  /** SHA-256 of the chart's files. */
  readonly digest: string;
  readonly namespace: string;
  /** Id of the cluster. */
  readonly cluster: string;
  readonly revision: number;
  readonly status: 'deployed' | 'failed';
  readonly objects: readonly ReleaseObject[];
  readonly hooks: readonly ReleaseObject[];
  /** Names of the definitions of its crds/ folders. */
  readonly crds: readonly string[];
  /** Its Services with the addresses of their load balancers. */
  readonly services?: readonly {
    readonly name: string;
    readonly type: string;
    readonly host?: string;
    readonly internal: boolean;
  }[];
}

/** A rendered object without its text. */
export interface ReleaseObject {
  readonly source: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly object: { readonly [name: string]: Json };
  readonly hook?: {
    readonly events: readonly string[];
    readonly weight: number;
    readonly deletePolicies: readonly string[];
  };
}
