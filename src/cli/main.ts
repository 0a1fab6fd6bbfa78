import { type Command, CommanderError } from 'commander';
import { DrydockError } from '../core/errors/index.ts';
import { usageText } from './commander-words.ts';
import { buildEngineProgram, isEngineLine } from './engine-program.ts';
import { earlyLang, type GlobalOptions, type Job } from './frame.ts';
import { createIo, langFrom } from './io.ts';
import { setProduct } from './product.ts';
import { printError } from './report.ts';

/** Parses and runs one command line. Resolves to the exit status; never throws. */
export async function main(argv: readonly string[], version: string, root: string): Promise<number> {
  setProduct({ version, root });
  // A reader that went away (`drydock … | head`) is no failure of ours.
  process.stdout.on('error', () => process.exit(0));
  let chosen: { job: Job; options: GlobalOptions } | undefined;
  const build = isEngineLine(argv) ? buildEngineProgram : (await import('./program.ts')).buildProgram;
  const program = build(argv, version, (job, options) => {
    chosen = { job, options };
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    return usageError(error, argv, program);
  }
  if (!chosen) {
    program.outputHelp();
    return 2;
  }
  return underSignals(chosen.job, chosen.options);
}

/** Ctrl-C asks the job to stop and lets it clean up; a second one ends the process at once. */
async function underSignals(job: Job, options: GlobalOptions): Promise<number> {
  const cancel = new AbortController();
  const stop = (): void => {
    if (cancel.signal.aborted) process.exit(130);
    cancel.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await job({ ...options, signal: cancel.signal });
  } catch (error) {
    const { reportOf } = await import('./run.ts');
    const report = reportOf(error, 'command', options.home);
    printError(options.io, report);
    return report.exit;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function usageError(error: unknown, argv: readonly string[], program: Command): number {
  const io = createIo({ lang: langFrom(earlyLang(argv), process.env), json: argv.includes('--json') });
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message = usageText(error);
    const command = commandOf(argv, program);
    printError(io, { ...new DrydockError('USAGE', { detail: message.en, command }).report(), message });
    return 2;
  }
  const known =
    error instanceof DrydockError
      ? error
      : new DrydockError('USAGE', { detail: String(error), command: 'drydock' });
  printError(io, known.report());
  return known.exit;
}

/** The words of a command line that name a command: `drydock registry gc` in `registry gc --x y`. */
function commandOf(argv: readonly string[], program: Command): string {
  const words = ['drydock'];
  let at: Command | undefined = program;
  for (const word of argv.filter((each) => !each.startsWith('-'))) {
    const next: Command | undefined = at.commands.find((each) => each.name() === word);
    if (!next) continue;
    words.push(word);
    at = next;
  }
  return words.join(' ');
}
