import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActionView, JsonObject, ProgressEvent } from '../contract.ts';

/** A run of an action that was started here. */
export interface Job {
  readonly id: number;
  readonly view: ActionView;
  readonly input: JsonObject;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly progress?: ProgressEvent;
  readonly cancel: () => void;
}

export type Jobs = StoreApi<readonly Job[]>;

const KEPT = 30;

export const createJobs = (): Jobs => createStore<readonly Job[]>(() => []);

export const addJob = (jobs: Jobs, job: Job): void =>
  jobs.setState([...jobs.getState(), job].slice(-KEPT), true);

export const changeJob = (jobs: Jobs, id: number, part: Partial<Job>): void =>
  jobs.setState(
    jobs.getState().map((job) => (job.id === id ? { ...job, ...part } : job)),
    true,
  );

export const runningJob = (jobs: readonly Job[]): Job | undefined =>
  jobs.findLast((job) => job.state === 'running');
