import type { ErrorPlace } from '../errors/index.ts';
import type { FormField } from '../form/types.ts';
import type { Json, JsonObject } from '../json.ts';
import type { LifecycleDiff, Operation } from '../lifecycle/types.ts';
import type { Platform } from '../registry/types.ts';
import type { LocalText } from '../text.ts';

/** Milliseconds of the virtual clock since the rehearsal began. */
type VirtualMs = number;

interface EventBase {
  /** Counts from 1 in each rehearsal without gaps. */
  readonly seq: number;
  readonly at: VirtualMs;
}

export type Phase = 'form' | 'plan' | 'resources' | 'chart' | 'images' | 'workloads' | 'outputs';

export type ResourceState =
  | 'waiting'
  | 'creating'
  | 'created'
  | 'updating'
  | 'updated'
  | 'deleting'
  | 'deleted'
  | 'kept'
  | 'failed'
  | 'skipped';

/** One link of a failure's chain: file:line → value → rule → world fact. */
export interface Cause {
  readonly kind: 'source' | 'value' | 'rule' | 'world';
  readonly text: LocalText;
  readonly place?: ErrorPlace;
}

/** Why a rehearsal failed, and the smallest change that cures it. */
export interface Failure {
  /** Code of the error catalogue (SIM_…). */
  readonly code: string;
  readonly message: LocalText;
  readonly remedy: LocalText;
  readonly causes: readonly Cause[];
  readonly address?: string;
  /** The stage in which it came up. */
  readonly step?: Phase;
  /** A change that a machine can make, where one is known; made, the rehearsal gets past this failure. */
  readonly cure?: Cure;
}

/** One edit of a cure. */
export type CureChange =
  /** Another answer to one field of the form. */
  | { readonly on: 'answers'; readonly arg: string; readonly value: Json }
  /** Facts of the account, as a world file writes them. */
  | { readonly on: 'world'; readonly facts: JsonObject }
  /** A file of the package: the characters from `start` to `end` become `text`. */
  | {
      readonly on: 'package';
      readonly file: string;
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }
  /** An image that is pushed; `exits`: the processes of its job now all end. */
  | {
      readonly on: 'registry';
      readonly image: string;
      readonly platforms: readonly Platform[];
      readonly exits?: true;
    }
  /** The licence that the customer has from now on: members of the API's `License` that its state follows from. */
  | { readonly on: 'license'; readonly license: JsonObject }
  /** Nothing is changed; the failed step of the install is tried again, and what was created is kept. */
  | { readonly on: 'again' };

/** The smallest change known that gets a rehearsal past a failure. */
export interface Cure {
  readonly title: LocalText;
  readonly changes: readonly CureChange[];
  /** Faults that are true no more once the change is made: `no-egress`, `quota=tke.clusters`. */
  readonly lifts: readonly string[];
  /** Faults that named nothing and are now about what they struck: they go on striking it, and only it. */
  readonly narrows?: readonly { readonly from: string; readonly to: string }[];
}

/** Something that a rehearsal has to say, its outcome apart: about its own conditions, or about what comes up and does not work. */
export interface RehearsalFinding {
  readonly code: 'SIM_FAULT_IDLE' | 'SIM_RETRIED' | 'SIM_ANSWER_UNKNOWN' | 'SIM_LOOSE_END';
  readonly message: LocalText;
  readonly place?: ErrorPlace;
}

/** Something that the world could not know and the rehearsal took for granted. */
export interface Assumption {
  readonly code: string;
  readonly text: LocalText;
  readonly place?: ErrorPlace;
}

export interface PlanNode {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly place: ErrorPlace;
  /** `full`, `partial` or `opaque`: how much of this type the rehearsal really knows. */
  readonly fidelity: 'full' | 'partial' | 'opaque';
  /** What an operation on an instance does to it; absent: it is created. */
  readonly action?: string;
}

export interface OutputView {
  readonly name: string;
  readonly description?: string;
  readonly sensitive: boolean;
  /** Masked (`"******"`) when sensitive, unless asked for. */
  readonly value: Json;
}

export type RehearsalEventBody =
  | {
      readonly type: 'started';
      readonly id: string;
      readonly project: string;
      readonly packageId: string;
      readonly seed: number;
      readonly speed: number | 'instant';
      /** Absent: an install. */
      readonly operation?: Operation;
      readonly revision?: number;
    }
  /** What an operation on an instance is about to do. */
  | { readonly type: 'diff'; readonly diff: LifecycleDiff }
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'form'; readonly fields: readonly FormField[]; readonly chosen: 'auto' | 'given' }
  | { readonly type: 'plan'; readonly resources: readonly PlanNode[]; readonly outputs: readonly string[] }
  | {
      readonly type: 'resource';
      readonly address: string;
      readonly state: ResourceState;
      /** Cloud id once it is known. */
      readonly id?: string;
      /** Virtual milliseconds that creating took. */
      readonly took?: VirtualMs;
    }
  | {
      readonly type: 'log';
      readonly level: 'info' | 'warning' | 'error';
      readonly address?: string;
      readonly text: LocalText;
    }
  | { readonly type: 'assumed'; readonly assumption: Assumption }
  | {
      readonly type: 'chart';
      readonly release: string;
      readonly address: string;
      readonly objects: readonly {
        readonly kind: string;
        readonly name: string;
        readonly source: string;
        readonly hook: boolean;
        /** How much of the kind the simulated cluster really knows. */
        readonly fidelity?: 'full' | 'partial' | 'opaque';
      }[];
    }
  | {
      readonly type: 'image';
      readonly image: string;
      readonly object: string;
      readonly status: 'found' | 'missing' | 'wrong-platform' | 'assumed';
      readonly digest?: string;
      readonly platforms: readonly Platform[];
      readonly wanted: Platform;
    }
  | {
      readonly type: 'workload';
      readonly object: string;
      readonly state: 'pending' | 'pulling' | 'ready' | 'completed' | 'failed';
      readonly ready: number;
      readonly wanted: number;
      /** What it waits for, while it is neither ready nor failed. */
      readonly waitsFor?: LocalText;
    }
  | { readonly type: 'outputs'; readonly outputs: readonly OutputView[] }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'finding'; readonly finding: RehearsalFinding }
  | {
      readonly type: 'finished';
      readonly status: RehearsalStatus;
      readonly instance?: string;
      readonly counts: RehearsalCounts;
    };

/** What an outcome rests on, by how much the rehearsal knows of it. Names are types and kinds, sorted. */
export interface FidelitySummary {
  readonly full: readonly string[];
  readonly partial: readonly string[];
  readonly opaque: readonly string[];
}

export type RehearsalStatus = 'succeeded' | 'failed' | 'cancelled';

export interface RehearsalCounts {
  readonly resources: number;
  readonly created: number;
  readonly failed: number;
  readonly objects: number;
  readonly images: number;
  readonly assumptions: number;
  /** What the outcome rests on; absent in rehearsals of older versions. */
  readonly fidelity?: FidelitySummary;
}

/** What `simulate` streams: NDJSON, one a line. */
export type RehearsalEvent = EventBase & RehearsalEventBody;
