import type { Command } from 'commander';
import type { Lang } from '../../core/text.ts';
import type { Io } from '../io.ts';

export interface CommandContext {
  readonly home: string;
  readonly io: Io;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** A command that is not an action: it starts, shows or connects things in this process. */
export interface NativeCommand {
  readonly name: string;
  /** Adds description, arguments and options. */
  declare(command: Command): Command;
  run(
    args: readonly unknown[],
    options: Readonly<Record<string, unknown>>,
    context: CommandContext,
  ): Promise<number>;
}

/** What only the command line has of an action: ways to read standard input, options that mean nothing elsewhere. */
export interface ActionExtra {
  declare(command: Command, lang: Lang): void;
  /** Does the work instead of the action when its options ask for that; undefined leaves it to the action. */
  take?(
    args: readonly unknown[],
    options: Readonly<Record<string, unknown>>,
    context: CommandContext,
  ): Promise<number | undefined>;
  /** Words and options as another tool has them, said as the action's. */
  args?(
    args: readonly unknown[],
    options: Readonly<Record<string, unknown>>,
  ): { readonly args: readonly unknown[]; readonly options: Readonly<Record<string, unknown>> };
  /** The action's input with what only the command line can add. */
  input?(input: Record<string, unknown>): Record<string, unknown> | Promise<Record<string, unknown>>;
}
