import type {
  Assumption,
  Failure,
  OutputView,
  Phase,
  PlanNode,
  RehearsalCounts,
  RehearsalEvent,
  RehearsalFinding,
  RehearsalStatus,
  ResourceState,
} from '../core/install/events.ts';
import type { LocalText } from '../core/text.ts';

export interface ResourceModel extends PlanNode {
  readonly state: ResourceState;
  readonly id?: string;
  readonly took?: number;
  /** Virtual time at which it entered its state. */
  readonly since: number;
}

export interface ImageModel {
  readonly image: string;
  readonly object: string;
  readonly status: 'found' | 'missing' | 'wrong-platform' | 'assumed';
}

export interface WorkloadModel {
  readonly object: string;
  readonly state: 'pending' | 'pulling' | 'ready' | 'completed' | 'failed';
  readonly ready: number;
  readonly wanted: number;
  /** What it waits for. */
  readonly waitsFor?: LocalText;
}

export interface LogLine {
  readonly seq: number;
  readonly at: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly address?: string;
  readonly text: LocalText;
}

/** A rehearsal as a face shows it: what its events add up to. */
export interface RehearsalModel {
  readonly id: string;
  readonly project: string;
  readonly seq: number;
  /** Virtual milliseconds. */
  readonly now: number;
  readonly phase: Phase | 'done';
  readonly status: 'running' | RehearsalStatus;
  readonly resources: readonly ResourceModel[];
  readonly objects: readonly {
    readonly kind: string;
    readonly name: string;
    readonly source: string;
    readonly hook: boolean;
    readonly fidelity?: 'full' | 'partial' | 'opaque';
  }[];
  readonly images: readonly ImageModel[];
  readonly workloads: readonly WorkloadModel[];
  /** The last LOG_LINES lines. */
  readonly log: readonly LogLine[];
  readonly assumptions: readonly Assumption[];
  readonly failures: readonly Failure[];
  readonly findings: readonly RehearsalFinding[];
  readonly outputs: readonly OutputView[];
  readonly instance?: string;
  readonly counts?: RehearsalCounts;
}

/** A console keeps this many log lines; the whole log is in the stored instance. */
export const LOG_LINES = 500;

export const emptyRehearsal: RehearsalModel = {
  id: '',
  project: '',
  seq: 0,
  now: 0,
  phase: 'form',
  status: 'running',
  resources: [],
  objects: [],
  images: [],
  workloads: [],
  log: [],
  assumptions: [],
  failures: [],
  findings: [],
  outputs: [],
};

/** The model after one more event. Events that were seen already (a replay after a reconnect) change nothing. */
export function reduceRehearsal(model: RehearsalModel, event: RehearsalEvent): RehearsalModel {
  if (event.seq <= model.seq) return model;
  return { ...model, ...changes(model, event), seq: event.seq, now: event.at };
}

function changes(model: RehearsalModel, event: RehearsalEvent): Partial<RehearsalModel> {
  switch (event.type) {
    case 'started':
      return { id: event.id, project: event.project };
    case 'phase':
      return { phase: event.phase };
    case 'plan':
      return { resources: event.resources.map((node) => ({ ...node, state: 'waiting', since: event.at })) };
    case 'resource':
      return {
        resources: model.resources.map((each) =>
          each.address === event.address ? moved(each, event) : each,
        ),
      };
    case 'log':
      return { log: [...model.log.slice(1 - LOG_LINES), logLine(event)] };
    case 'assumed':
      return { assumptions: [...model.assumptions, event.assumption] };
    case 'chart':
      return { objects: [...model.objects, ...event.objects] };
    case 'image':
      return {
        images: [...model.images, { image: event.image, object: event.object, status: event.status }],
      };
    case 'workload':
      return {
        workloads: [
          ...model.workloads.filter((each) => each.object !== event.object),
          {
            object: event.object,
            state: event.state,
            ready: event.ready,
            wanted: event.wanted,
            ...(event.waitsFor ? { waitsFor: event.waitsFor } : {}),
          },
        ],
      };
    case 'outputs':
      return { outputs: event.outputs };
    case 'failed':
      return { failures: [...model.failures, event.failure] };
    case 'finding':
      return { findings: [...model.findings, event.finding] };
    case 'finished':
      return {
        status: event.status,
        phase: 'done',
        counts: event.counts,
        ...(event.instance === undefined ? {} : { instance: event.instance }),
      };
    default:
      return {};
  }
}

type ResourceEvent = Extract<RehearsalEvent, { type: 'resource' }>;

const moved = (resource: ResourceModel, event: ResourceEvent): ResourceModel => ({
  ...resource,
  state: event.state,
  since: event.at,
  ...(event.id === undefined ? {} : { id: event.id }),
  ...(event.took === undefined ? {} : { took: event.took }),
});

const logLine = (event: Extract<RehearsalEvent, { type: 'log' }>): LogLine => ({
  seq: event.seq,
  at: event.at,
  level: event.level,
  text: event.text,
  ...(event.address === undefined ? {} : { address: event.address }),
});
