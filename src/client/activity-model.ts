import type { ActivityEvent } from '../actions/index.ts';

/** One transfer of a client, as a panel shows it. */
export interface TransferModel {
  readonly id: number;
  readonly kind: 'push' | 'pull' | 'delete';
  readonly what: 'blob' | 'manifest' | 'chart' | 'tag';
  readonly repository: string;
  readonly reference: string;
  readonly client: string;
  readonly state: 'active' | 'finished' | 'failed';
  readonly bytes: number;
  readonly total?: number;
  /** Bytes per second: of the moment while it is active, then of the whole. */
  readonly rate: number;
  /** ISO time of the last word about it. */
  readonly at: string;
  readonly ms?: number;
  readonly status?: number;
  readonly mounted?: boolean;
}

/** Bytes that moved within one second. */
export interface FlowModel {
  /** Seconds since 1970. */
  readonly second: number;
  readonly push: number;
  readonly pull: number;
}

/** What clients do, as far as it was watched. Bounded. */
export interface ActivityModel {
  /** Active ones first, then the newest. */
  readonly transfers: readonly TransferModel[];
  /** The last minute, oldest first; seconds without traffic are left out. */
  readonly flow: readonly FlowModel[];
  /** Transfers that were too many to tell one by one. */
  readonly skipped: number;
  /** Milliseconds since 1970: the moment that the picture shows. */
  readonly now: number;
}

export const emptyActivity: ActivityModel = { transfers: [], flow: [], skipped: 0, now: 0 };

const KEPT = 200;
const FLOW_SECONDS = 60;

/** The next state of the panel. */
export function reduceActivity(model: ActivityModel, event: ActivityEvent): ActivityModel {
  const second = Math.floor(Date.parse(event.at) / 1000);
  if (event.type === 'skipped') {
    const flow = flowed(model.flow, second, event.pulls >= event.pushes ? 'pull' : 'push', event.bytes);
    return { ...model, flow, skipped: model.skipped + event.pushes + event.pulls };
  }
  const before = model.transfers.find((each) => each.id === event.id);
  const moved = Math.max(0, event.bytes - (before?.bytes ?? 0));
  const { id, kind, what, repository, reference, client, bytes, total, at } = event;
  const now: TransferModel = {
    ...{ id, kind, what, repository, reference, client, bytes, at },
    ...(total === undefined ? {} : { total }),
    state: event.type === 'finished' ? 'finished' : event.type === 'failed' ? 'failed' : 'active',
    rate: event.type === 'progress' || event.type === 'finished' ? event.rate : (before?.rate ?? 0),
    ...('ms' in event ? { ms: event.ms } : {}),
    ...('status' in event && event.status !== undefined ? { status: event.status } : {}),
    ...('mounted' in event && event.mounted ? { mounted: true } : {}),
  };
  const others = model.transfers.filter((each) => each.id !== id);
  const active = others.filter((each) => each.state === 'active');
  const ended = others.filter((each) => each.state !== 'active');
  const transfers =
    now.state === 'active'
      ? [...active, now].sort((a, b) => a.id - b.id).concat(ended)
      : [...active, now, ...ended];
  return {
    ...model,
    transfers: transfers.slice(0, Math.max(KEPT, active.length + 1)),
    flow: kind === 'delete' ? model.flow : flowed(model.flow, second, kind, moved),
  };
}

function flowed(
  flow: readonly FlowModel[],
  second: number,
  kind: 'push' | 'pull',
  bytes: number,
): readonly FlowModel[] {
  if (bytes === 0) return flow;
  const last = flow.at(-1);
  const kept = flow.filter((each) => each.second > second - FLOW_SECONDS);
  if (last?.second !== second) return [...kept, { second, push: 0, pull: 0, [kind]: bytes }];
  return [...kept.slice(0, -1), { ...last, [kind]: last[kind] + bytes }];
}

/** Bytes of each of the last sixty seconds, oldest first. */
export function flowSeries({ flow, now }: ActivityModel, kind: 'push' | 'pull'): readonly number[] {
  const end = Math.max(Math.floor(now / 1000), flow.at(-1)?.second ?? 0);
  const bySecond = new Map(flow.map((each) => [each.second, each[kind]]));
  return Array.from(
    { length: FLOW_SECONDS },
    (_, index) => bySecond.get(end - FLOW_SECONDS + 1 + index) ?? 0,
  );
}

/** Bytes per second at this moment. The second that is not over yet alone would always look slow. */
export const rateOf = (series: readonly number[]): number => Math.max(series.at(-1) ?? 0, series.at(-2) ?? 0);
