import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActivityEvent } from '../../actions/index.ts';
import { type ActivityModel, emptyActivity, reduceActivity } from '../activity-model.ts';
import { type Client, ClientError } from '../client.ts';

/** Traffic of the registry while somebody looks at it. */
export interface ActivityStore {
  readonly store: StoreApi<ActivityModel>;
  /** Watches until the signal aborts; reconnects by itself. What was seen before stays. */
  follow(signal: AbortSignal): Promise<void>;
}

/** A picture is made this often at most. */
const FRAME_MS = 100;
const RETRY_MS = 1000;
const SECOND_MS = 1000;

export function createActivityStore(client: Client): ActivityStore {
  const store = createStore<ActivityModel>(() => emptyActivity);
  return {
    store,
    async follow(signal) {
      let waiting: ActivityEvent[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      const show = (): void => {
        timer = undefined;
        const events = waiting;
        waiting = [];
        if (!signal.aborted) store.setState(events.reduce(reduceActivity, store.getState()), true);
      };
      // The last minute moves on while nothing comes, too.
      const clock = setInterval(() => {
        const state = store.getState();
        if (state.flow.length > 0) store.setState({ ...state, now: Date.now() }, true);
      }, SECOND_MS);
      const end = (): void => {
        clearTimeout(timer);
        clearInterval(clock);
      };
      signal.addEventListener('abort', end, { once: true });
      // What was active when nobody looked has ended unseen.
      const seen = store.getState();
      const ended = seen.transfers.filter((each) => each.state !== 'active');
      store.setState({ ...seen, transfers: ended }, true);
      while (!signal.aborted) {
        const onEvent = (event: ActivityEvent): void => {
          waiting.push(event);
          timer ??= setTimeout(show, FRAME_MS);
        };
        const watching = client.call('registry.watch', {}, { signal, onEvent });
        const refused = await watching
          .then(() => true)
          .catch((error: unknown) => error instanceof ClientError);
        if (refused || signal.aborted) return end();
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    },
  };
}
