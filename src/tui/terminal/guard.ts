import { writeSync } from 'node:fs';

/** Shows the cursor, ends bracketed paste, resets colours, leaves the alternate screen. */
const RESTORE = '\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h';

export interface Guard {
  /** Puts the terminal back as it was found; the second time does nothing. */
  restore(): void;
  /** Ends the guard after the terminal was given back in order. */
  release(): void;
}

interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/**
 * Watches over a terminal that is in raw mode and on its alternate screen: whatever ends the process, the terminal is
 * put back first. `crashed` is told of an error that nobody caught; it is to end the process.
 */
export function guardTerminal({ stdin, stdout }: Terminal, crashed: (error: unknown) => void): Guard {
  let restored = false;
  const restore = (): void => {
    if (restored) return;
    restored = true;
    try {
      stdin.setRawMode?.(false);
    } catch {
      // The terminal is gone: there is nothing to put back.
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
    restore,
    release() {
      restored = true;
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
