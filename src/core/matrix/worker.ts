/** A worker thread of a matrix: rehearses the cells that it is given, one after the other. Opens no database. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ImageLookup } from '../registry/types.ts';
import { runScenario, type ScenarioJob } from '../scenarios/index.ts';
import { schemasFrom } from '../terraform/index.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './protocol.ts';

const { dataDir, images, answered } = workerData as WorkerSetup;
const flag = new Int32Array(answered);
const known = new Map<string, ImageLookup>();

/** Rehearsals ask for images in the middle of things, so the thread waits for the answer. */
function lookupImage(reference: string): ImageLookup {
  const before = known.get(reference);
  if (before) return before;
  Atomics.store(flag, 0, 0);
  images.postMessage(reference);
  Atomics.wait(flag, 0, 0);
  const answer = receiveMessageOnPort(images)?.message as ImageLookup;
  known.set(reference, answer);
  return answer;
}

const schemas = schemasFrom(dataDir);
const { signal } = new AbortController();
const sources = new Map<string, ScenarioJob['source']>();
const worlds = new Map<string, ScenarioJob['world']>();
const tell = (message: FromWorker): void => parentPort?.postMessage(message);

async function run(index: number, job: Extract<ToWorker, { type: 'cell' }>['job']): Promise<void> {
  const { sourceKey, worldKey, ...rest } = job;
  const source = sources.get(sourceKey);
  const world = worlds.get(worldKey);
  if (!source || !world) throw new Error(`cell ${index} came before its package`);
  tell({
    type: 'done',
    index,
    result: await runScenario({ ...rest, source, world }, { schemas, signal, lookupImage }),
  });
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'source') sources.set(message.key, message.source);
  else if (message.type === 'world') worlds.set(message.key, message.world);
  else void run(message.index, message.job);
});
tell({ type: 'ready' });
