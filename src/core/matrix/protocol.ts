import type { MessagePort } from 'node:worker_threads';
import type { ScenarioJob, ScenarioResult } from '../scenarios/index.ts';

/** What a worker is started with. */
export interface WorkerSetup {
  readonly dataDir: string;
  /** Images are asked here; the answer is there when `answered[0]` is 1. */
  readonly images: MessagePort;
  readonly answered: SharedArrayBuffer;
}

/** A cell's work; package and world are sent to a worker once and named by key. */
export interface CellJob extends Omit<ScenarioJob, 'source' | 'world'> {
  readonly sourceKey: string;
  readonly worldKey: string;
}

export type ToWorker =
  | { readonly type: 'source'; readonly key: string; readonly source: ScenarioJob['source'] }
  | { readonly type: 'world'; readonly key: string; readonly world: ScenarioJob['world'] }
  | { readonly type: 'cell'; readonly index: number; readonly job: CellJob };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly index: number; readonly result: ScenarioResult };
