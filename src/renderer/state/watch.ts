import { useEffect, useRef, useState } from 'react';
import { ClientError, emptyRehearsal } from '../../client/index.ts';
import type { RehearsalEvent } from '../contract.ts';
import { addEvents, type Watched } from './add-events.ts';
import { client } from './engine.ts';
import { useFollowing } from './visibility.ts';

const RETRY_MS = 1000;
const nothing: Watched = { model: emptyRehearsal, log: [] };

/** Follows a rehearsal from its first event; after a lost connection it goes on where it stopped. */
export function useRehearsal(id: string | undefined): Watched {
  const [state, setState] = useState<{ id?: string | undefined; watched: Watched }>({ watched: nothing });

  const kept = useRef<{ readonly id: string; readonly watched: Watched }>(undefined);
  const following = useFollowing();

  useEffect(() => {
    if (id === undefined || !following) return;
    const stop = new AbortController();
    let watched = kept.current?.id === id ? kept.current.watched : nothing;
    let waiting: RehearsalEvent[] = [];
    let frame = 0;
    setState({ id, watched });

    const show = (): void => {
      frame = 0;
      watched = addEvents(watched, waiting);
      waiting = [];
      kept.current = { id, watched };
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
          // The engine answered: asking again would give the same answer.
          if (error instanceof ClientError) return;
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      }
    };
    void follow();
    return () => {
      stop.abort();
      cancelAnimationFrame(frame);
    };
  }, [id, following]);

  return state.id === id ? state.watched : nothing;
}
