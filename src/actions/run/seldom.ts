import type { ProgressEvent } from '../views.ts';

/** Milliseconds between two lines of progress. */
const EVERY = 100;

/** Passes on the first of every tenth of a second: a registry of small blobs would drown the face otherwise. */
export function seldom(
  clock: () => Date,
  emit: (event: ProgressEvent) => void,
): (event: ProgressEvent) => void {
  let next = 0;
  return (event) => {
    const now = clock().getTime();
    if (now < next && event.done !== event.total) return;
    next = now + EVERY;
    emit(event);
  };
}
