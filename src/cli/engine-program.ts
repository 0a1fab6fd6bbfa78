import type { Command } from 'commander';
import { engineCommand } from './commands/engine.ts';
import { frameOf, type TakeJob } from './frame.ts';

/** True for what `up` starts: `drydock engine …`, which is to be ready soon. */
export const isEngineLine = (argv: readonly string[]): boolean =>
  argv[0] === 'engine' && !argv.includes('--help') && !argv.includes('-h');

/** The command line of the engine alone: none of the actions is loaded for it. */
export function buildEngineProgram(argv: readonly string[], version: string, take: TakeJob): Command {
  const { lang, program, addNative } = frameOf(argv, version, take);
  addNative(engineCommand(lang));
  return program;
}
