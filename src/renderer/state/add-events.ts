import { type LogLine, type RehearsalModel, reduceRehearsal } from '../../client/index.ts';
import type { RehearsalEvent } from '../contract.ts';

/** A rehearsal being watched. The page keeps more log than the shared model does. */
export interface Watched {
  readonly model: RehearsalModel;
  readonly log: readonly LogLine[];
  /** Set when watching itself failed; it is tried again. */
  readonly error?: unknown;
}

const KEPT_LINES = 20_000;

/** Adds a batch of events: one copy of the log a batch, however many lines came. */
export function addEvents(watched: Watched, events: readonly RehearsalEvent[]): Watched {
  const model = events.reduce(reduceRehearsal, watched.model);
  const lines = events.flatMap((event): LogLine[] =>
    event.type !== 'log' || event.seq <= watched.model.seq
      ? []
      : [
          {
            seq: event.seq,
            at: event.at,
            level: event.level,
            text: event.text,
            ...(event.address === undefined ? {} : { address: event.address }),
          },
        ],
  );
  const log = lines.length === 0 ? watched.log : [...watched.log, ...lines].slice(-KEPT_LINES);
  return { model, log };
}
