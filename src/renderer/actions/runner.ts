import { createStore, useStore } from 'zustand';
import type {
  ActionId,
  ActionInput,
  ActionView,
  JsonObject,
  ProgressEvent,
  RehearsalEvent,
} from '../contract.ts';
import { answersOf } from '../state/answers.ts';
import { client } from '../state/engine.ts';
import { go } from '../state/route.ts';
import { direct, homes, outcomes } from './homes.ts';
import type { Outcome } from './outcome.ts';
import { type Subjects, subjectInput } from './subjects.ts';

/** A run of an action that the person started here. */
export interface Job {
  readonly id: number;
  readonly view: ActionView;
  readonly input: JsonObject;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress?: ProgressEvent;
  readonly error?: unknown;
  readonly outcome?: Outcome;
  readonly cancel: () => void;
}

/** What is being asked before a run: more input (beside the page), or a confirmation of a loss (in front of it). */
export interface Asking {
  readonly view: ActionView;
  readonly input: JsonObject;
  readonly step: 'input' | 'confirm';
}

interface RunnerState {
  readonly asking?: Asking | undefined;
  readonly jobs: readonly Job[];
}

const runner = createStore<RunnerState>(() => ({ jobs: [] }));
const JOBS_KEPT = 8;
const DONE_SHOWN_MS = 6000;
let lastJob = 0;

export const useRunner = <T>(select: (state: RunnerState) => T): T => useStore(runner, select);

const change = (id: number, part: Partial<Job>): void =>
  runner.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, ...part } : job)) }));

export const dismiss = (id: number): void =>
  runner.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }));

export const stopAsking = (): void => runner.setState({ asking: undefined });

/** True for actions that have something to ask beyond their subject and what the page fills in itself. */
export const asksInput = (view: ActionView): boolean =>
  view.fields.some((field) => !field.unasked && field.name !== view.face.subject?.field);

/** The answers that the person gave to the project's form, for actions that take answers. */
function formAnswers(view: ActionView, { project }: Subjects): JsonObject {
  const values = project === undefined ? undefined : answersOf(project);
  const takes = view.fields.some((field) => field.name === 'answers');
  return takes && values !== undefined ? { answers: { values } } : {};
}

/** Asks for an action's input with some of it filled in. */
export const askWith = (view: ActionView, input: JsonObject): void =>
  runner.setState({ asking: { view, input, step: 'input' } });

/**
 * What a button, a key or the palette does: goes to the action's own place, asks for what is missing, asks for a
 * confirmation where something is lost, and runs.
 */
export function invoke(view: ActionView, subjects: Subjects): void {
  const input = { ...formAnswers(view, subjects), ...subjectInput(view, subjects) };
  const home = homes[view.id as ActionId]?.(input);
  if (home) {
    go(home.screen, home.path);
    return;
  }
  const lacksSubject = view.face.subject !== undefined && !(view.face.subject.field in input);
  if ((asksInput(view) && !direct.has(view.id)) || lacksSubject)
    runner.setState({ asking: { view, input, step: 'input' } });
  else proceed(view, input);
}

/** Goes on with a complete input: confirm first where the row says so. */
export function proceed(view: ActionView, input: JsonObject): void {
  if (view.face.confirm) runner.setState({ asking: { view, input, step: 'confirm' } });
  else run(view, input);
}

/** Runs an action with a complete input and shows it among the jobs of the page. */
export function run(view: ActionView, input: JsonObject): void {
  stopAsking();
  lastJob += 1;
  const id = lastJob;
  const control = new AbortController();
  const job: Job = { id, view, input, state: 'running', cancel: () => control.abort() };
  runner.setState(({ jobs }) => ({ jobs: [...jobs, job].slice(-JOBS_KEPT) }));
  const action = view.id as ActionId;
  client
    .call(action, input as ActionInput<ActionId>, {
      signal: control.signal,
      onEvent: (event: unknown) => follow(id, event),
    })
    .then(
      (result) => {
        const outcome = (outcomes[action] as ((result: unknown, input: JsonObject) => Outcome) | undefined)?.(
          result,
          input,
        );
        change(id, { state: 'done', ...(outcome ? { outcome } : {}) });
        if (!outcome?.stays) setTimeout(() => dismiss(id), DONE_SHOWN_MS);
      },
      (error: unknown) =>
        change(id, control.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error }),
    );
}

function follow(id: number, event: unknown): void {
  const { type } = event as { type: string };
  if (type === 'progress') change(id, { progress: event as ProgressEvent });
  // A rehearsal that this page holds is shown where every rehearsal is shown.
  if (type === 'started') go('rehearsals', [(event as Extract<RehearsalEvent, { type: 'started' }>).id]);
}
