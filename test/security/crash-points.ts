import fs from 'node:fs';
import fsp, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { Database } from '../../src/core/store/index.ts';

/** Calls of the file layer and the database at which the process can be killed. */
export const CRASH_POINTS = ['write', 'sync', 'rename', 'unlink', 'commit'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** `half`: half of the bytes of a write arrive; elsewhere the same as `before`. */
export type CrashMoment = 'before' | 'half' | 'after';

type AnyFunction = (this: unknown, ...args: never[]) => unknown;

/**
 * Kills this process with SIGKILL at the `nth` call of `point`. Patches Node's own functions, so the code under test is
 * the code that ships.
 */
export async function armCrash(point: CrashPoint, nth: number, moment: CrashMoment): Promise<void> {
  let calls = 0;
  const die = (): never => {
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing may happen until it arrives.
    for (;;);
  };
  const trap = (holder: object, name: string, half?: AnyFunction): void => {
    const methods = holder as Record<string, AnyFunction>;
    const original = methods[name];
    if (!original) throw new Error(`there is no ${name}`);
    methods[name] = function (this: unknown, ...args) {
      calls += 1;
      if (calls !== nth) return original.apply(this, args);
      if (moment === 'half' && half) half.apply(this, args);
      if (moment !== 'after') return die();
      const result = original.apply(this, args);
      return result instanceof Promise ? result.finally(die) : die();
    };
  };
  const handle = await fsp.open('/dev/null', 'r');
  const handles = Object.getPrototypeOf(handle) as object;
  await handle.close();
  if (point === 'write') {
    trap(handles, 'writev', function (this: unknown, chunks: readonly Uint8Array[], position: number) {
      const [first] = chunks;
      if (first) fs.writeSync((this as FileHandle).fd, first, 0, first.byteLength >> 1, position);
    } as AnyFunction);
  }
  if (point === 'sync') trap(handles, 'sync');
  if (point === 'rename') trap(fsp, 'rename');
  if (point === 'unlink') trap(fsp, 'unlink');
  syncBuiltinESMExports();
  trapCommit = point === 'commit' ? (statement) => trap(statement, 'run') : undefined;
}

let trapCommit: ((statement: object) => void) | undefined;

/** Makes the commits of `db` a place to be killed at, where that is the point that was armed. */
export function watchCommits(db: Database): Database {
  const prepare = db.prepare.bind(db);
  const watched = (sql: string) => {
    const statement = prepare(sql);
    if (sql === 'COMMIT') trapCommit?.(statement);
    return statement;
  };
  return Object.assign(db, { prepare: watched as typeof db.prepare });
}
