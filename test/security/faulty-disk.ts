import { type Disk, type DiskFile, nodeDisk } from '../../src/core/registry/files/disk.ts';
import type { Database } from '../../src/core/store/index.ts';

export const FAULTS = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'] as const;
export type Fault = (typeof FAULTS)[number];

/** What SQLite says when its file has that trouble. */
const SQLITE: Readonly<Record<Fault, string>> = {
  ENOSPC: 'SQLITE_FULL',
  EDQUOT: 'SQLITE_FULL',
  EIO: 'SQLITE_IOERR_WRITE',
  EROFS: 'SQLITE_READONLY',
};

/** Fails the `nth` call that changes something on disk, file or database; with `stays`, every one from there on. */
export class FaultPlan {
  #calls = 0;
  #nth = 0;
  #fault: Fault = 'EIO';
  #stays = false;
  /** Names of the calls that failed. */
  readonly failed: string[] = [];

  arm(nth: number, fault: Fault, stays: boolean): void {
    this.#calls = 0;
    this.#nth = nth;
    this.#fault = fault;
    this.#stays = stays;
    this.failed.length = 0;
  }

  disarm(): void {
    this.#nth = 0;
  }

  /** The error for this call, where it is its turn. */
  next(call: string, kind: 'file' | 'database'): Error | undefined {
    if (this.#nth === 0) return undefined;
    this.#calls += 1;
    const isTurn = this.#stays ? this.#calls >= this.#nth : this.#calls === this.#nth;
    if (!isTurn) return undefined;
    // A full disk lets go of files and truncates them; one that fails or is read-only does not.
    if (this.#stays && RELEASING.has(call) && SQLITE[this.#fault] === 'SQLITE_FULL') return undefined;
    this.failed.push(call);
    const code = kind === 'file' ? this.#fault : SQLITE[this.#fault];
    return Object.assign(new Error(`${code}: ${call} was made to fail`), { code });
  }
}

const RELEASING = new Set(['unlink', 'truncate']);

/** The real disk with the plan's faults. Reads are left alone: they must go on. */
export function faultyDisk(plan: FaultPlan): Disk {
  const strike = (call: string): void => {
    const error = plan.next(call, 'file');
    if (error) throw error;
  };
  const faultyFile = (file: DiskFile): DiskFile => ({
    writev: async (chunks, position) => {
      const error = plan.next('writev', 'file');
      if (!error) return file.writev(chunks, position);
      // The disk took a part before it was full.
      const [first] = chunks;
      if (first && first.byteLength > 1) {
        const half = Buffer.from(first.buffer, first.byteOffset, first.byteLength >> 1);
        await file.writev([half], position);
      }
      throw error;
    },
    datasync: async () => {
      strike('datasync');
      await file.datasync();
    },
    sync: async () => {
      strike('sync');
      await file.sync();
    },
    truncate: async (length) => {
      strike('truncate');
      await file.truncate(length);
    },
    read: file.read.bind(file),
    createReadStream: (options) => file.createReadStream(options),
    close: () => file.close(),
  });
  return {
    ...nodeDisk,
    open: async (path, flags) => {
      if (flags === 'r') return nodeDisk.open(path, flags);
      strike('open');
      return faultyFile(await nodeDisk.open(path, flags));
    },
    rename: async (from, to) => {
      strike('rename');
      await nodeDisk.rename(from, to);
    },
    link: async (from, to) => {
      strike('link');
      await nodeDisk.link(from, to);
    },
    unlink: async (path) => {
      strike('unlink');
      await nodeDisk.unlink(path);
    },
    mkdir: async (path) => {
      strike('mkdir');
      await nodeDisk.mkdir(path);
    },
    syncDirectory: async (path) => {
      strike('syncDirectory');
      await nodeDisk.syncDirectory(path);
    },
  };
}

/**
 * Statements of `db` fail as the plan says: BEGIN, each change, COMMIT. ROLLBACK is left alone, since in WAL mode it only
 * forgets memory.
 */
export function faultyDatabase(db: Database, plan: FaultPlan): Database {
  const prepare = db.prepare.bind(db);
  const watched = (sql: string) => {
    const statement = prepare(sql);
    if (statement.reader || sql.startsWith('ROLLBACK')) return statement;
    const run = statement.run.bind(statement);
    return Object.assign(statement, {
      run: (...values: never[]) => {
        const error = plan.next(sql.trim().split(/\s+/).slice(0, 3).join(' '), 'database');
        if (error) throw error;
        return run(...values);
      },
    });
  };
  return Object.assign(db, { prepare: watched as typeof db.prepare });
}
