import { writeSync } from 'node:fs';

/** Shows the cursor, ends bracketed paste, resets colours, leaves the alternate screen. */
const RESTORE = '\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h';

export interface Guard {
  /** Ends the guard after the terminal was given back in order. */
  release(): void;
}

interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

interface Ends {
  /** Takes the picture down in order; tried first. */
  leave(): void;
  /** Is told of an error that nobody caught, with the terminal put back; it is to end the process. */
  crashed(error: unknown): void;
}

/**
 * Watches over a terminal that is in raw mode and on its alternate screen: whatever ends the process, the terminal is
 * put back first, and nothing is drawn on it any more.
 */
export function guardTerminal({ stdin, stdout }: Terminal, { leave, crashed }: Ends): Guard {
  let left = false;
  const restore = (): void => {
    if (left) return;
    try {
      leave();
      left = true;
      stdin.setRawMode?.(false);
    } catch {
      // The picture is broken or the terminal is gone: what can be put back, is.
    }
    writeNow(stdout, RESTORE);
  };
  const onError = (error: unknown): void => {
    restore();
    crashed(error);
  };
  // In front of other listeners: the terminal comes back before anything is printed.
  process.prependListener('uncaughtException', onError);
  process.prependListener('unhandledRejection', onError);
  process.on('exit', restore);
  return {
    release() {
      process.off('uncaughtException', onError);
      process.off('unhandledRejection', onError);
      process.off('exit', restore);
    },
  };
}

/** Writes at once, past all buffers: the process may end after this. */
function writeNow(stdout: NodeJS.WriteStream, text: string): void {
  try {
    writeSync((stdout as { fd?: number }).fd ?? 1, text);
  } catch {
    stdout.write(text);
  }
}
