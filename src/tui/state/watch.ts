import { createStore, type StoreApi } from 'zustand/vanilla';
import { emptyRehearsal, type RehearsalModel, reduceRehearsal } from '../../client/index.ts';
import type { Client, RehearsalEvent } from '../contract.ts';

/** The rehearsal on the screen. Whoever started it, its events come from the engine. */
export interface WatchState {
  readonly id: string | undefined;
  readonly model: RehearsalModel;
}

export interface Watch {
  readonly store: StoreApi<WatchState>;
  /** Follows a rehearsal from its first event; another one or undefined ends that. */
  follow(id: string | undefined): void;
}

/** A picture of what happens is made this often at most: a rehearsal at speed "instant" sends thousands of events at once. */
const FRAME_MS = 60;
const RETRY_MS = 1000;

export function createWatch(client: Client): Watch {
  const store = createStore<WatchState>(() => ({ id: undefined, model: emptyRehearsal }));
  let control = new AbortController();

  async function run(id: string, signal: AbortSignal): Promise<void> {
    let model = emptyRehearsal;
    let timer: NodeJS.Timeout | undefined;
    const show = (): void => {
      timer = undefined;
      if (!signal.aborted) store.setState({ id, model });
    };
    const take = (event: RehearsalEvent): void => {
      model = reduceRehearsal(model, event);
      timer ??= setTimeout(show, FRAME_MS);
    };
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    while (!signal.aborted) {
      const ended = await client
        .call('rehearsal.watch', { id, from: model.seq + 1 }, { signal, onEvent: take })
        .then(() => true)
        .catch((error: unknown) => gone(error));
      if (ended) return;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  return {
    store,
    follow(id) {
      if (id === store.getState().id) return;
      control.abort();
      control = new AbortController();
      store.setState({ id, model: emptyRehearsal });
      if (id !== undefined) void run(id, control.signal);
    },
  };
}

/** What the engine itself refused is not asked again; a lost connection is. */
const gone = (error: unknown): boolean => error instanceof Error && 'report' in error;
