import { useEffect, useState } from 'react';
import { emptyRehearsal, type LogLine, type RehearsalModel, reduceRehearsal } from '../../client/index.ts';
import type { RehearsalEvent } from '../contract.ts';
import { client } from './engine.ts';

/** A rehearsal being watched. The page keeps more log than the shared model does. */
export interface Watched {
  readonly model: RehearsalModel;
  readonly log: readonly LogLine[];
  /** Set when watching itself failed; it is tried again. */
  readonly error?: unknown;
}

const KEPT_LINES = 20_000;
const RETRY_MS = 1000;
const nothing: Watched = { model: emptyRehearsal, log: [] };

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

/** Follows a rehearsal from its first event; after a lost connection it goes on where it stopped. */
export function useRehearsal(id: string | undefined): Watched {
  const [state, setState] = useState<{ id?: string | undefined; watched: Watched }>({ watched: nothing });

  useEffect(() => {
    if (id === undefined) return;
    const stop = new AbortController();
    let watched = nothing;
    let waiting: RehearsalEvent[] = [];
    let frame = 0;
    setState({ id, watched });

    const show = (): void => {
      frame = 0;
      watched = addEvents(watched, waiting);
      waiting = [];
      setState({ id, watched });
    };
    const follow = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        try {
          await client.call(
            'rehearsal.watch',
            { id, from: watched.model.seq + waiting.length + 1 },
            {
              signal: stop.signal,
              onEvent: (event) => {
                waiting.push(event);
                // Once a frame: a rehearsal at speed "instant" sends thousands of events at once.
                if (frame === 0) frame = requestAnimationFrame(show);
              },
            },
          );
          return;
        } catch (error) {
          if (stop.signal.aborted) return;
          setState({ id, watched: { ...watched, error } });
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      }
    };
    void follow();
    return () => {
      stop.abort();
      cancelAnimationFrame(frame);
    };
  }, [id]);

  return state.id === id ? state.watched : nothing;
}
