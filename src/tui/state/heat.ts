import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CellView, Client, MatrixShape, Verdict } from '../contract.ts';

/** A matrix that runs or ran here. */
export interface MatrixRun {
  readonly file: string;
  readonly matrix?: MatrixShape;
  readonly cells: readonly (CellView | undefined)[];
  readonly workers: number;
  /** Real milliseconds; absent while it runs. */
  readonly took?: number;
  readonly error?: unknown;
  readonly stop: () => void;
}

/** A project under watch. */
export interface WatchedProject {
  readonly verdict?: Verdict;
  readonly error?: unknown;
  readonly stop: () => void;
}

/** What goes on with projects here, by folder: their matrix, their watch. */
export interface HeatState {
  readonly runs: Readonly<Record<string, MatrixRun>>;
  readonly watched: Readonly<Record<string, WatchedProject>>;
}

export interface Heat {
  readonly store: StoreApi<HeatState>;
  /** Runs a matrix file of a project; while one runs there, stops that instead. */
  toggleRun(dir: string, file: string): void;
  /** Begins to watch a project, or ends that. Answers whether it is watched now. */
  toggleWatch(dir: string): boolean;
  /** Ends everything: the console closes. */
  close(): void;
}

const FRAME_MS = 60;

export function createHeat(client: Client): Heat {
  const store = createStore<HeatState>(() => ({ runs: {}, watched: {} }));
  const changeRun = (dir: string, part: Partial<MatrixRun>): void =>
    store.setState(({ runs }) => ({ runs: { ...runs, [dir]: { ...(runs[dir] as MatrixRun), ...part } } }));
  const changeWatch = (dir: string, part: Partial<WatchedProject>): void =>
    store.setState(({ watched }) => ({
      watched: { ...watched, [dir]: { ...(watched[dir] as WatchedProject), ...part } },
    }));
  const forget = (dir: string): void =>
    store.setState(({ watched: { [dir]: _gone, ...watched } }) => ({ watched }));

  function startRun(dir: string, file: string): void {
    const control = new AbortController();
    let cells: (CellView | undefined)[] = [];
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => control.abort();
    store.setState(({ runs }) => ({ runs: { ...runs, [dir]: { file, cells, workers: 0, stop } } }));
    const show = (): void => {
      clearTimeout(timer);
      timer = undefined;
      changeRun(dir, { cells: [...cells] });
    };
    client
      .call(
        'matrix',
        { dir, file, format: 'json' },
        {
          signal: control.signal,
          onEvent(event) {
            if (event.type === 'matrix') {
              cells = event.matrix.cells.map(() => undefined);
              changeRun(dir, { matrix: event.matrix, workers: event.workers, cells });
            } else if (event.type === 'cell') {
              cells[event.index] = event.cell;
              timer ??= setTimeout(show, FRAME_MS);
            }
          },
        },
      )
      .then(
        ({ took }) => {
          show();
          changeRun(dir, { took });
        },
        (error: unknown) => {
          show();
          changeRun(dir, { took: 0, ...(control.signal.aborted ? {} : { error }) });
        },
      );
  }

  function startWatch(dir: string): void {
    const control = new AbortController();
    changeWatch(dir, { stop: () => control.abort() });
    client
      .call(
        'project.watch',
        { dir },
        {
          signal: control.signal,
          onEvent: (event) => {
            if (event.type === 'verdict' && !control.signal.aborted)
              changeWatch(dir, { verdict: event.verdict });
          },
        },
      )
      .then(
        () => !control.signal.aborted && forget(dir),
        (error: unknown) => !control.signal.aborted && changeWatch(dir, { error }),
      );
  }

  return {
    store,
    toggleRun(dir, file) {
      const run = store.getState().runs[dir];
      if (run && run.took === undefined) run.stop();
      else startRun(dir, file);
    },
    toggleWatch(dir) {
      const watched = store.getState().watched[dir];
      if (watched) {
        watched.stop();
        forget(dir);
      }
      if (watched && watched.error === undefined) return false;
      startWatch(dir);
      return true;
    },
    close() {
      const { runs, watched } = store.getState();
      for (const each of [...Object.values(runs), ...Object.values(watched)]) each.stop();
    },
  };
}
