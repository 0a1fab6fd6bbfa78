import { useSyncExternalStore } from 'react';

/** A page that was hidden this long lets its streams go: a browser gives one origin six connections, for all its tabs. */
const PATIENCE_MS = 5000;

let following = true;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function change(next: boolean): void {
  if (next === following) return;
  following = next;
  for (const listener of [...listeners]) listener();
}

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') change(true);
    else timer = setTimeout(() => change(false), PATIENCE_MS);
  });
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether the page should follow what happens: it is seen, or was seen a moment ago. */
export const useFollowing = (): boolean => useSyncExternalStore(subscribe, () => following);

/** Runs a job while the page is followed, again each time it comes back; its signal aborts when the page is hidden. */
export function whileFollowing(job: (signal: AbortSignal) => void): void {
  let control = new AbortController();
  job(control.signal);
  subscribe(() => {
    if (!following) control.abort();
    else {
      control = new AbortController();
      job(control.signal);
    }
  });
}
