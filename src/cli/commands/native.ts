import type { Command } from 'commander';
import type { Io } from '../io.ts';

/** A command that is not an action: it starts, shows or connects things in this process. */
export interface NativeCommand {
  readonly name: string;
  /** Adds description, arguments and options. */
  declare(command: Command): Command;
  run(
    args: readonly unknown[],
    options: Readonly<Record<string, unknown>>,
    context: { readonly home: string; readonly io: Io; readonly json: boolean; readonly signal: AbortSignal },
  ): Promise<number>;
}
