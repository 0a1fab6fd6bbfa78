import { createStore, useStore } from 'zustand';
import type { Verdict } from '../contract.ts';
import { client } from './engine.ts';

/** One project under watch in this page. */
export interface Watching {
  readonly stop: () => void;
  readonly verdict?: Verdict;
  readonly error?: unknown;
  readonly files?: number;
}

const store = createStore<Readonly<Record<string, Watching>>>(() => ({}));

/** The watch of a project; undefined while it is off. */
export const useWatching = (dir: string): Watching | undefined => useStore(store, (state) => state[dir]);

export function stopWatching(dir: string): void {
  const { [dir]: watching, ...rest } = store.getState();
  watching?.stop();
  store.setState(rest, true);
}

/** Begins to watch a project; a watch that is on goes on. It goes on while the person is at other places of the page. */
export function startWatching(dir: string): void {
  if (store.getState()[dir] && store.getState()[dir]?.error === undefined) return;
  const control = new AbortController();
  const change = (part: Partial<Watching>): void => {
    if (!control.signal.aborted)
      store.setState((state) => ({ [dir]: { ...(state[dir] as Watching), ...part } }));
  };
  store.setState({ [dir]: { stop: () => control.abort() } });
  client
    .call(
      'project.watch',
      { dir },
      {
        signal: control.signal,
        onEvent(event) {
          if (event.type === 'watching') change({ files: event.files });
          if (event.type === 'verdict') change({ verdict: event.verdict });
        },
      },
    )
    .then(
      () => stopWatching(dir),
      (error: unknown) => change({ error }),
    );
}
