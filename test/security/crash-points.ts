import { writeSync } from 'node:fs';
import { type Disk, type DiskFile, nodeDisk } from '../../src/core/registry/files/disk.ts';
import type { Database } from '../../src/core/store/index.ts';
import type { Told } from './crash-content.ts';

/** `half`: half of the bytes of a write arrive; elsewhere the same as `before`. */
export const MOMENTS = ['before', 'half', 'after'] as const;
export type CrashMoment = (typeof MOMENTS)[number];

/**
 * Counts the calls that change something on disk (writes, syncs, renames, links, unlinks, folders, commits) and kills this
 * process with SIGKILL at the `nth`; 0 never.
 */
export class CrashPlan {
  readonly #nth: number;
  readonly #moment: CrashMoment;
  /** Names of the calls so far, in order. */
  readonly calls: string[] = [];

  constructor(nth: number, moment: CrashMoment) {
    this.#nth = nth;
    this.#moment = moment;
  }

  async around<T>(call: string, work: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    const isTurn = this.#count(call);
    if (isTurn && this.#moment === 'half' && half) await half();
    if (isTurn && this.#moment !== 'after') die();
    try {
      return await work();
    } finally {
      if (isTurn) die();
    }
  }

  aroundNow<T>(call: string, work: () => T): T {
    const isTurn = this.#count(call);
    if (isTurn && this.#moment !== 'after') die();
    try {
      return work();
    } finally {
      if (isTurn) die();
    }
  }

  #count(call: string): boolean {
    this.calls.push(call);
    return this.calls.length === this.#nth;
  }
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing may happen until it arrives.
  for (;;);
}

/** Node's disk with places to die at. */
export function crashDisk(plan: CrashPlan): Disk {
  const file = (real: DiskFile): DiskFile => ({
    writev: (chunks, position) =>
      plan.around(
        'write',
        () => real.writev(chunks, position),
        () => real.writev(chunks.map(firstHalf).slice(0, 1), position),
      ),
    datasync: () => plan.around('datasync', () => real.datasync()),
    sync: () => plan.around('sync', () => real.sync()),
    truncate: (length) => plan.around('truncate', () => real.truncate(length)),
    read: real.read.bind(real),
    createReadStream: (options) => real.createReadStream(options),
    close: () => real.close(),
  });
  return {
    ...nodeDisk,
    open: async (path, flags) =>
      flags === 'r'
        ? nodeDisk.open(path, flags)
        : file(await plan.around('open', () => nodeDisk.open(path, flags))),
    rename: (from, to) => plan.around('rename', () => nodeDisk.rename(from, to)),
    link: (from, to) => plan.around('link', () => nodeDisk.link(from, to)),
    unlink: (path) => plan.around('unlink', () => nodeDisk.unlink(path)),
    mkdir: (path) => plan.around('mkdir', () => nodeDisk.mkdir(path)),
    syncDirectory: (path) => plan.around('directory sync', () => nodeDisk.syncDirectory(path)),
  };
}

const firstHalf = (chunk: NodeJS.ArrayBufferView): Buffer =>
  Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength >> 1);

/** Makes the commits of `db` places to die at. */
export function watchCommits(db: Database, plan: CrashPlan): Database {
  const prepare = db.prepare.bind(db);
  const watched = (sql: string) => {
    const statement = prepare(sql);
    if (sql !== 'COMMIT') return statement;
    const run = statement.run.bind(statement);
    return Object.assign(statement, { run: () => plan.aroundNow('commit', () => run()) });
  };
  return Object.assign(db, { prepare: watched as typeof db.prepare });
}

/** Tells the parent, at once: what stays in a buffer dies with the process. */
export const tell = (what: Told): void => {
  writeSync(1, `${JSON.stringify(what)}\n`);
};
