import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';

/** Pages of the log at which SQLite writes it back by itself; its own default. */
export const LOG_PAGES = 1000;

/** Runs in a thread with a connection of its own. A string, so that it is there however the program is bundled. */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.module);
const db = new Database(workerData.file);
db.pragma('synchronous = FULL');
parentPort.on('message', () => {
  let whole = false;
  try {
    const [{ busy, log, checkpointed }] = db.pragma('wal_checkpoint(PASSIVE)');
    whole = busy === 0 && log === checkpointed;
  } catch {}
  parentPort.postMessage(whole);
});`;

/**
 * Writes the write-ahead log back into the database from another thread. SQLite does it inside the commit that makes the
 * log too long: that waits for the disk, and everybody waits for it. Worth while only for long work that writes much.
 */
export class LogWriter {
  readonly #db: Database;
  #worker: Worker | undefined;
  #waiting: ((whole: boolean) => void) | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Writes back what the log holds. One at a time. True: all of it, and it is on disk. */
  run(): Promise<boolean> {
    if (this.#db.memory) return Promise.resolve(false);
    this.#worker ??= this.#start();
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#worker?.postMessage('');
    });
  }

  /** SQLite looks after the log itself again. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (!worker) return;
    if (this.#db.open) this.#db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    await worker.terminate();
  }

  #start(): Worker {
    const module = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(PROGRAM, { eval: true, workerData: { module, file: this.#db.name } });
    worker.unref();
    this.#db.pragma('wal_autocheckpoint = 0');
    const done = (whole: boolean) => {
      this.#waiting?.(whole);
      this.#waiting = undefined;
    };
    worker.on('message', done);
    worker.on('error', () => {
      if (this.#db.open) this.#db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
      done(false);
    });
    return worker;
  }
}
