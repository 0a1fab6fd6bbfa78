import type { AnyAction } from '../actions/index.ts';
import { ClientError } from '../client/index.ts';
import { DrydockError, type ErrorReport, toDrydockError } from '../core/errors/index.ts';
import { type Access, attach, filesOnly, openEngine } from './access.ts';
import { type Io, say } from './io.ts';
import { presenterOf } from './present/index.ts';
import type { Presenter } from './present/presenter.ts';
import { printError } from './report.ts';

export interface RunOptions {
  readonly home: string;
  readonly io: Io;
  readonly signal: AbortSignal;
  /** Asked when the action's preview was shown; no leaves everything as it is. */
  readonly agree?: () => Promise<boolean>;
}

/** Exit status of what was given up. */
const CANCELLED = 130;

/** Runs one action for the command line and prints what came of it. Returns the exit status. */
export async function runAction(action: AnyAction, input: unknown, options: RunOptions): Promise<number> {
  const { io, home, signal } = options;
  const presenter = await presenterOf(action.id);
  let access: Access | undefined;
  const view = io.json ? undefined : presenter.events?.(io);
  try {
    access = await accessFor(action, home, io);
    if (!access) return presenter.notRunning?.(io, home) ?? notRunning(home);
    const onEvent = (event: unknown): void => {
      if (io.json) say(io, JSON.stringify(event));
      else view?.show(event as never);
    };
    let given = withColor(action, input, io);
    if (options.agree) {
      const shown = await access.call(action, { ...(given as object), dryRun: true }, { signal, onEvent });
      print(action, presenter, shown, io);
      const { preview, count } = shown as { readonly preview: string; readonly count?: number };
      if (count === 0) return 0;
      if (!(await options.agree())) return CANCELLED;
      given = { ...(given as object), preview };
    }
    const result = await access.call(action, given, { signal, onEvent });
    view?.end();
    print(action, presenter, result, io);
    return presenter.status?.(result as never) ?? 0;
  } catch (error) {
    view?.end();
    // A stream that was given up breaks off: that is what was asked for, and no trouble with the engine.
    const isGivenUp = signal.aborted && !(error instanceof ClientError);
    const known = isGivenUp ? new DrydockError('CANCELLED', { what: action.id }) : error;
    const report = reportOf(known, action.id, home);
    printError(io, report);
    return report.exit;
  } finally {
    await access?.close();
  }
}

/** What the action asks for; undefined when it needs a running engine and there is none. */
async function accessFor(action: AnyAction, home: string, io: Io): Promise<Access | undefined> {
  if (action.needs === 'files') return filesOnly(io.lang);
  if (action.needs === 'engine') return openEngine(home, io.lang);
  return (await attach(home))?.access;
}

/** Reports that are made by the action itself are coloured where the terminal shows colours. */
function withColor(action: AnyAction, input: unknown, io: Io): unknown {
  return io.color.isColorSupported && 'color' in action.input.shape
    ? { color: true, ...(input as object) }
    : input;
}

function notRunning(home: string): never {
  throw new DrydockError('ENGINE_NOT_RUNNING', { home });
}

function print(action: AnyAction, presenter: Presenter<never>, result: unknown, io: Io): void {
  if (!io.json) {
    presenter.text(result as never, io);
    return;
  }
  const document = presenter.json ? presenter.json(result as never) : result;
  if (typeof document === 'string') {
    say(io, document);
    return;
  }
  // A stream is NDJSON to its end: the result is its last line. Everything else is one document.
  say(
    io,
    action.streams ? JSON.stringify({ type: 'result', result: document }) : JSON.stringify(document, null, 2),
  );
}

/** Whatever was thrown, as a report of the catalogue. */
export function reportOf(error: unknown, what: string, home: string): ErrorReport {
  if (error instanceof ClientError) return error.report;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'EPIPE') {
    return new DrydockError('ENGINE_LOST', { home, detail: code }, { cause: error }).report();
  }
  return toDrydockError(error, { what, log: `${home}/logs/engine.log` }).report();
}
