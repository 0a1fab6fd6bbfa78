import { existsSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import { DrydockError } from '../errors/index.ts';
import type { ImageLookup } from '../registry/types.ts';
import { errorResult, type ScenarioJob, type ScenarioResult } from '../scenarios/index.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './protocol.ts';

/** A cell as the crew is given it: the work, or why there is none. */
export interface CrewCell {
  /** Same key, same package or world: it is sent to a worker once. */
  readonly sourceKey: string;
  readonly worldKey: string;
  readonly job: ScenarioJob;
}

export interface CrewOptions {
  /** Threads, at least one. */
  readonly workers: number;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  lookupImage(reference: string): ImageLookup;
  onResult(index: number, result: ScenarioResult): void;
  /** Real milliseconds that one cell may take; default a minute. */
  readonly cellTime?: number;
  /** The worker's entry; default the one that ships. */
  readonly entry?: URL;
}

const CELL_TIME = 60_000;
const MEGABYTES = 1024;

/** The worker's file: beside this one in source, at the top of dist/ in the built program. */
function workerEntry(): URL {
  const here = ['./worker.ts', './matrix-worker.js', '../matrix-worker.js'].map(
    (name) => new URL(name, import.meta.url),
  );
  const found = here.find((each) => existsSync(each));
  if (!found) throw new DrydockError('MATRIX_WORKER', { detail: `${here.at(-1)?.href} is missing` });
  return found;
}

/**
 * Runs cells on worker threads; results come by index, whichever worker had them, and are the same for any number of
 * workers. A worker that dies or hangs costs its cell only: that is an error result, and another worker goes on. When the
 * signal aborts, the workers are ended at once; cells without result have none. Error: MATRIX_WORKER when no worker starts.
 */
export function runCrew(
  cells: readonly CrewCell[],
  options: CrewOptions,
): Promise<readonly (ScenarioResult | undefined)[]> {
  const { signal, onResult } = options;
  const results: (ScenarioResult | undefined)[] = cells.map(() => undefined);
  const images = new Map<string, ImageLookup>();
  // The registry is asked once for an image, so that all cells see the same.
  const lookup = (reference: string): ImageLookup => {
    const known = images.get(reference) ?? options.lookupImage(reference);
    images.set(reference, known);
    return known;
  };
  return new Promise((resolve, reject) => {
    const members = new Set<Member>();
    let next = 0;
    let isOver = false;
    const end = (error?: unknown): void => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', abort);
      void Promise.all([...members].map((each) => each.end())).then(() =>
        error ? reject(error) : resolve(results),
      );
    };
    const abort = (): void => end();
    const done = (index: number, result: ScenarioResult): void => {
      if (isOver) return;
      results[index] = result;
      onResult(index, result);
    };
    const give = (member: Member): void => {
      const index = next;
      const cell = cells[index];
      if (isOver) return;
      if (!cell) {
        void member.end().then(() => {
          members.delete(member);
          if (members.size === 0) end();
        });
        return;
      }
      next += 1;
      member.run(index, cell);
    };
    const start = (): void => {
      const member = new Member({
        entry: options.entry ?? workerEntry(),
        dataDir: options.dataDir,
        cellTime: options.cellTime ?? CELL_TIME,
        lookup,
        idle: () => give(member),
        done,
        lost(index, error) {
          members.delete(member);
          if (isOver) return;
          const cell = index === undefined ? undefined : cells[index];
          if (index === undefined || !cell) return end(error);
          done(index, lostResult(cell.job, error));
          if (next < cells.length) start();
          else if (members.size === 0) end();
        },
      });
      members.add(member);
    };
    if (signal.aborted || cells.length === 0) return resolve(results);
    signal.addEventListener('abort', abort, { once: true });
    try {
      for (let i = 0; i < Math.min(Math.max(1, options.workers), cells.length); i += 1) start();
    } catch (error) {
      end(error);
    }
  });
}

function lostResult({ scenario }: ScenarioJob, error: DrydockError): ScenarioResult {
  return errorResult(
    {
      file: scenario.file,
      name: scenario.name,
      title: scenario.title,
      tags: scenario.tags,
      ...(scenario.version === undefined ? {} : { version: scenario.version }),
      faults: scenario.faults.map((each) => each.kind),
      expected: scenario.expect.outcome,
    },
    error,
  );
}

interface MemberOptions {
  readonly entry: URL;
  readonly dataDir: string;
  readonly cellTime: number;
  lookup(reference: string): ImageLookup;
  idle(): void;
  done(index: number, result: ScenarioResult): void;
  /** The thread is gone; with the cell that it was at, if any. */
  lost(index: number | undefined, error: DrydockError): void;
}

/** One worker thread and the cell that it is at. */
class Member {
  readonly #worker: Worker;
  readonly #options: MemberOptions;
  readonly #sent = new Set<string>();
  readonly #close: () => void;
  #at: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(options: MemberOptions) {
    this.#options = options;
    const { port1, port2 } = new MessageChannel();
    const answered = new SharedArrayBuffer(4);
    const flag = new Int32Array(answered);
    port1.on('message', (reference: string) => {
      let answer: ImageLookup;
      try {
        answer = options.lookup(reference);
      } catch {
        answer = { found: false, reference, reason: 'invalid' };
      }
      port1.postMessage(answer);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    });
    this.#close = () => port1.close();
    const workerData: WorkerSetup = { dataDir: options.dataDir, images: port2, answered };
    this.#worker = new Worker(options.entry, {
      workerData,
      transferList: [port2],
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    });
    this.#worker.on('message', (message: FromWorker) => this.#hear(message));
    this.#worker.on('error', (error) => this.#lose(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', (code) => this.#lose(`exit ${code}`));
  }

  run(index: number, { sourceKey, worldKey, job }: CrewCell): void {
    const { source, world, ...rest } = job;
    this.#once(`source ${sourceKey}`, { type: 'source', key: sourceKey, source });
    this.#once(`world ${worldKey}`, { type: 'world', key: worldKey, world });
    this.#at = index;
    this.#send({ type: 'cell', index, job: { ...rest, sourceKey, worldKey } });
    const seconds = this.#options.cellTime / 1000;
    this.#timer = setTimeout(() => this.#lose(`no answer in ${seconds} s`), this.#options.cellTime);
  }

  async end(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#close();
    await this.#worker.terminate();
  }

  #hear(message: FromWorker): void {
    if (this.#isOver) return;
    if (message.type === 'done') {
      clearTimeout(this.#timer);
      this.#at = undefined;
      this.#options.done(message.index, message.result);
    }
    this.#options.idle();
  }

  #lose(detail: string): void {
    if (this.#isOver) return;
    void this.end();
    this.#options.lost(this.#at, new DrydockError('MATRIX_WORKER', { detail }));
  }

  #once(key: string, message: ToWorker): void {
    if (this.#sent.has(key)) return;
    this.#sent.add(key);
    this.#send(message);
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}
