import type { App } from './app.ts';

const SHOWN_MS = 6000;

/** Takes a notice off the screen after a while, so that the command line stands there again. Returns the end of it. */
export function fadeNotices({ ui }: App): () => void {
  let timer: NodeJS.Timeout | undefined;
  const end = ui.subscribe(({ notice }, before) => {
    if (notice === before.notice) return;
    clearTimeout(timer);
    if (notice === undefined) return;
    timer = setTimeout(() => {
      if (ui.getState().notice === notice) ui.setState({ notice: undefined });
    }, SHOWN_MS);
    timer.unref();
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
