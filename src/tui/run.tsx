import { render } from 'ink';
import { visibleLine } from '../core/visible.ts';
import { surroundings } from './around.ts';
import type { Client, Lang } from './contract.ts';
import { wordsOf } from './i18n/index.ts';
import { createApp } from './state/app.ts';
import { fadeNotices } from './state/notices.ts';
import { refreshDetails } from './state/refresh.ts';
import { guardTerminal } from './terminal/guard.ts';
import { CrashBoundary } from './view/crash-boundary.tsx';
import { Root } from './view/root.tsx';
import { createViewport } from './view/viewport.ts';

export interface TuiOptions {
  readonly client: Client;
  readonly lang: Lang;
  readonly signal: AbortSignal;
}

/** Pictures a second at most: a slow line is not flooded, a fast one looks live. */
const MAX_FPS = 20;
const CANCELLED = 130;
const CRASHED = 3;
const CLOSING_MS = 3000;

/**
 * The terminal console, until the person quits (0, or 130 with Ctrl-C), the signal aborts (130) or it breaks (3, with
 * one line on standard error). The terminal is left as it was found. Without a terminal it says so and gives 2.
 */
export async function runTui({ client, lang, signal }: TuiOptions): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const { t } = wordsOf(lang);
  if (stdin.isTTY !== true || stdout.isTTY !== true) {
    stderr.write(`${t('run.noTerminal')}\n`);
    return 2;
  }
  const ending = Promise.withResolvers<number>();
  const background = new AbortController();
  const app = createApp({ client, lang, around: surroundings(lang, process.env), quit: ending.resolve });
  let crash: { readonly error: unknown } | undefined;
  const crashed = (error: unknown): void => {
    crash ??= { error };
    ending.resolve(CRASHED);
  };
  const onAbort = (): void => ending.resolve(CANCELLED);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const stops = [refreshDetails(app), fadeNotices(app)];
  const instance = render(
    <CrashBoundary crashed={crashed}>
      <Root app={app} viewport={createViewport()} />
    </CrashBoundary>,
    {
      stdin,
      stdout,
      stderr,
      exitOnCtrlC: false,
      patchConsole: true,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
      maxFps: MAX_FPS,
    },
  );
  const guard = guardTerminal(
    { stdin, stdout },
    {
      leave: () => instance.unmount(),
      crashed(error) {
        sayCrash(error, lang);
        ending.resolve(CRASHED);
        // Whoever called us closes what is open; what cannot be closed any more does not hold the process.
        setTimeout(() => process.exit(CRASHED), CLOSING_MS).unref();
      },
    },
  );
  void app.console.follow(background.signal);
  const status = await ending.promise;
  signal.removeEventListener('abort', onAbort);
  for (const stop of stops) stop();
  background.abort();
  app.heat.close();
  app.watch.follow(undefined);
  app.activity.watch(false);
  app.answers.close();
  for (const job of app.jobs.getState()) if (job.state === 'running') job.cancel();
  instance.unmount();
  await instance.waitUntilExit().catch(() => undefined);
  guard.release();
  if (crash) sayCrash(crash.error, lang);
  return status;
}

/** One line with a code, in the words of the error catalogue's INTERNAL; never a stack trace. */
function sayCrash(error: unknown, lang: Lang): void {
  const { t } = wordsOf(lang);
  const detail = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${t('run.crashed', { detail: visibleLine(detail) })}\n`);
}
