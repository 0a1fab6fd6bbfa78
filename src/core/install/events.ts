import type { ErrorPlace } from '../errors/index.ts';
import type { FormField } from '../form/types.ts';
import type { Json } from '../json.ts';
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

export type ResourceState = 'waiting' | 'creating' | 'created' | 'failed' | 'skipped';

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
    }
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
    }
  | { readonly type: 'outputs'; readonly outputs: readonly OutputView[] }
  | { readonly type: 'failed'; readonly failure: Failure }
  | {
      readonly type: 'finished';
      readonly status: RehearsalStatus;
      readonly instance?: string;
      readonly counts: RehearsalCounts;
    };

export type RehearsalStatus = 'succeeded' | 'failed' | 'cancelled';

export interface RehearsalCounts {
  readonly resources: number;
  readonly created: number;
  readonly failed: number;
  readonly objects: number;
  readonly images: number;
  readonly assumptions: number;
}

/** What `simulate` streams: NDJSON, one a line. */
export type RehearsalEvent = EventBase & RehearsalEventBody;
