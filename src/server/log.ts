import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOG_LIMIT = 4 * 1024 * 1024;

/** The engine's log file: unexpected failures with their stacks, which users never see. Kept to two files of 4 MiB. */
export function createLog(folder: string, clock: () => Date): (error: unknown) => void {
  const file = join(folder, 'engine.log');
  return (error) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const cause =
      error instanceof Error && error.cause
        ? `\n  cause: ${String((error.cause as Error).stack ?? error.cause)}`
        : '';
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(file, `${file}.1`);
      appendFileSync(file, `${clock().toISOString()} ${detail}${cause}\n`, { mode: 0o600 });
    } catch {
      // A log that cannot be written (full disk) must not bring down what it reports on.
    }
  };
}
