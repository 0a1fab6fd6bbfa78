import { DrydockError } from '../errors/index.ts';
import type { RehearsalEvent, RehearsalStatus } from './events.ts';
import type { RehearsalInput } from './input.ts';
import type { InstanceStore } from './instance-store.ts';
import type { RehearsalRecord } from './record.ts';
import type { EndedRehearsal, RehearsalStore } from './rehearsal-store.ts';
import { type PackageRehearsalDeps, rehearse } from './rehearse.ts';

const MOST_RUNNING = 16;
/** Finished rehearsals whose events stay in memory; older ones are replayed from the store. */
const MOST_KEPT = 20;

export interface RehearsalSummary {
  /** Id of this run; the instance that it makes has its own. */
  readonly id: string;
  /** `cloudapp-xxxxxxxx`, once it has begun. */
  readonly instance?: string;
  readonly project: string;
  /** Absolute path of the folder that holds package.yaml. */
  readonly dir: string;
  readonly status: 'running' | RehearsalStatus;
  /** ISO time. */
  readonly startedAt: string;
  /** ISO time, once it has ended. */
  readonly finishedAt?: string;
  readonly packageId: string;
  readonly events: number;
  /** Resources that the plan has, and those that are created by now. */
  readonly resources: number;
  readonly created: number;
}

export type Rehearse = (
  input: RehearsalInput,
  deps: PackageRehearsalDeps,
) => AsyncGenerator<RehearsalEvent, RehearsalRecord, void>;

export interface HubDeps extends Omit<PackageRehearsalDeps, 'signal'> {
  readonly store: InstanceStore;
  readonly ended: RehearsalStore;
  readonly now: () => Date;
  /** A name for a run that was not used before. */
  newId(): string;
  /** Told when a rehearsal begins, ends or is forgotten. */
  changed?(id: string): void;
  /** Told of what a run threw: a mistake of ours, which its subscribers see too. */
  failed?(id: string, error: unknown): void;
  /** Replaced in tests. */
  readonly rehearse?: Rehearse;
}

interface Running {
  readonly id: string;
  readonly project: string;
  readonly dir: string;
  readonly startedAt: string;
  readonly events: RehearsalEvent[];
  readonly abort: AbortController;
  readonly listeners: Set<() => void>;
  status: 'running' | RehearsalStatus;
  instance: string | undefined;
  finishedAt: string | undefined;
  packageId: string;
  resources: number;
  created: number;
  error: unknown;
  done: Promise<void>;
}

/**
 * The rehearsals of an engine: started in one face, seen in all. Those that ended are stored, and so are the instances that
 * they made.
 */
export class RehearsalHub {
  readonly #deps: HubDeps;
  readonly #runs = new Map<string, Running>();
  #closed = false;

  constructor(deps: HubDeps) {
    this.#deps = deps;
  }

  /** Starts a rehearsal and returns its id at once. Errors: REHEARSALS_TOO_MANY. */
  start(input: RehearsalInput): string {
    const running = [...this.#runs.values()].filter((run) => run.status === 'running').length;
    if (running >= MOST_RUNNING || this.#closed) {
      throw new DrydockError('REHEARSALS_TOO_MANY', { limit: MOST_RUNNING });
    }
    const run: Running = {
      id: this.#deps.newId(),
      project: input.project,
      dir: input.source.root,
      startedAt: this.#deps.now().toISOString(),
      events: [],
      abort: new AbortController(),
      listeners: new Set(),
      status: 'running',
      instance: undefined,
      finishedAt: undefined,
      packageId: input.model.id?.value ?? '',
      resources: 0,
      created: 0,
      error: undefined,
      done: Promise.resolve(),
    };
    this.#runs.set(run.id, run);
    run.done = this.#drive(run, input);
    this.#deps.changed?.(run.id);
    return run.id;
  }

  /**
   * The events of a rehearsal from a number on: what has been, then what comes, until it has finished. Many may
   * subscribe; each goes at its own pace. Takes the id of a run or of a stored instance. Errors: REHEARSAL_UNKNOWN,
   * and what the run itself threw.
   */
  async *subscribe(
    id: string,
    fromSeq = 1,
    signal?: AbortSignal,
  ): AsyncGenerator<RehearsalEvent, void, void> {
    const run = this.#find(id);
    if (!run) {
      yield* this.#replay(id, fromSeq);
      return;
    }
    for (let next = Math.max(0, fromSeq - 1); ; ) {
      while (next < run.events.length) {
        const event = run.events[next++];
        if (event) yield event;
        signal?.throwIfAborted();
      }
      if (run.status !== 'running') break;
      await news(run, signal);
    }
    if (run.error !== undefined) throw run.error;
  }

  /** Cancels a running rehearsal and waits until it has stopped. True when it was running. Errors: REHEARSAL_UNKNOWN. */
  async cancel(id: string): Promise<boolean> {
    const run = this.#find(id);
    if (!run && this.#deps.ended.find(id) !== undefined) return false;
    if (!run) throw new DrydockError('REHEARSAL_UNKNOWN', { id });
    if (run.status !== 'running') return false;
    run.abort.abort();
    await run.done;
    return true;
  }

  /** Running rehearsals and the stored ones, newest first. */
  list(): readonly RehearsalSummary[] {
    const here = [...this.#runs.values()].reverse().map(summaryOf);
    const before = this.#deps.ended.list().filter((each) => !this.#runs.has(each.id));
    return [...here, ...before].sort((a, b) =>
      a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0,
    );
  }

  /** Forgets a rehearsal that has ended; its instance stays. Errors: REHEARSAL_UNKNOWN, REHEARSAL_RUNNING. */
  remove(id: string): void {
    const run = this.#runs.get(id);
    if (run?.status === 'running') throw new DrydockError('REHEARSAL_RUNNING', { id });
    const stored = this.#deps.ended.remove(id);
    if (!this.#runs.delete(id) && !stored) throw new DrydockError('REHEARSAL_UNKNOWN', { id });
    this.#deps.changed?.(id);
  }

  /** Cancels all and waits for them; nothing can be started afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const run of this.#runs.values()) run.abort.abort();
    await Promise.all([...this.#runs.values()].map((run) => run.done));
  }

  #find(id: string): Running | undefined {
    return this.#runs.get(id) ?? [...this.#runs.values()].findLast((run) => run.instance === id);
  }

  *#replay(id: string, fromSeq: number): Generator<RehearsalEvent, void, void> {
    const found = this.#deps.ended.find(id);
    const stored = found === undefined ? undefined : this.#deps.ended.read(found);
    if (!stored && !this.#deps.store.has(id)) throw new DrydockError('REHEARSAL_UNKNOWN', { id });
    yield* stored?.events.slice(Math.max(0, fromSeq - 1)) ?? this.#deps.store.events(id, fromSeq);
    if (stored?.error) throw stored.error;
  }

  async #drive(run: Running, input: RehearsalInput): Promise<void> {
    const { store, lookupImage, sleep, schemas } = this.#deps;
    // The first event waits for a turn of the loop, so that whoever starts a run can subscribe before it is over.
    await Promise.resolve();
    const deps = { lookupImage, sleep, schemas, signal: run.abort.signal };
    let status: RehearsalStatus = 'failed';
    try {
      const events = (this.#deps.rehearse ?? rehearse)(input, deps);
      for (;;) {
        const { done, value } = await events.next();
        if (done) {
          // Running a known install again and stopping it must not lose what the first run left.
          if (value.status !== 'cancelled' || !store.has(value.id))
            store.save(value, run.events, input.keepWorld === true ? input.world : undefined);
          status = value.status;
          break;
        }
        run.events.push(value);
        count(run, value);
        // Whoever sees the end finds the instance stored: the last event waits for that.
        if (value.type !== 'finished') wake(run);
      }
    } catch (error) {
      run.error = error;
      this.#deps.failed?.(run.id, error);
    }
    run.finishedAt = this.#deps.now().toISOString();
    this.#keep(run, status);
    run.status = status;
    this.#forgetOld();
    wake(run);
    this.#deps.changed?.(run.id);
  }

  /** Where it cannot be stored (a full disk), it is there as long as the engine is. */
  #keep(run: Running, status: RehearsalStatus): void {
    try {
      const ended: EndedRehearsal = {
        ...summaryOf(run),
        status,
        finishedAt: run.finishedAt ?? run.startedAt,
      };
      this.#deps.ended.save(ended, run.events, run.error);
    } catch (error) {
      this.#deps.failed?.(run.id, error);
    }
  }

  /** Keeps memory bounded: of finished runs only the last few stay; all are in the store. */
  #forgetOld(): void {
    const finished = [...this.#runs.values()].filter((run) => run.status !== 'running');
    for (const run of finished.slice(0, Math.max(0, finished.length - MOST_KEPT))) this.#runs.delete(run.id);
  }
}

const summaryOf = (run: Running): RehearsalSummary => ({
  id: run.id,
  ...(run.instance === undefined ? {} : { instance: run.instance }),
  project: run.project,
  dir: run.dir,
  status: run.status,
  startedAt: run.startedAt,
  ...(run.finishedAt === undefined ? {} : { finishedAt: run.finishedAt }),
  packageId: run.packageId,
  events: run.events.length,
  resources: run.resources,
  created: run.created,
});

/** What lists say of a run without reading its events. */
function count(run: Running, event: RehearsalEvent): void {
  if (event.type === 'started') {
    run.instance = event.id;
    run.packageId = event.packageId;
  } else if (event.type === 'plan') run.resources = event.resources.length;
  else if (event.type === 'resource' && event.state === 'created') run.created += 1;
}

const wake = (run: Running): void => {
  for (const listener of [...run.listeners]) listener();
};

/** Resolves at the next event or end of a run. Errors: AbortError. */
function news(run: Running, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      run.listeners.delete(listener);
      signal?.removeEventListener('abort', aborted);
    };
    const listener = (): void => {
      end();
      resolve();
    };
    const aborted = (): void => {
      end();
      reject(signal?.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'));
    };
    run.listeners.add(listener);
    signal?.addEventListener('abort', aborted, { once: true });
    if (signal?.aborted) aborted();
  });
}
