import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type AnyAction, type FieldView, fieldsOf } from '../actions/index.ts';
import { DrydockError, unreadable } from '../core/errors/index.ts';
import type { Lang } from '../core/text.ts';

const CONTENT_LIMIT = 32 * 1024 * 1024;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`);

/** Adds an action's fields to its command: positional ones as arguments, the others as options. */
export function declareFields(command: Command, action: AnyAction, lang: Lang): void {
  const positional = action.cli.positional ?? [];
  for (const field of fieldsOf(action)) {
    if (positional.includes(field.name)) {
      const shown = (field.placeholder ?? field.name).toLowerCase();
      const optional = !field.required || field.kind === 'dir';
      command.argument(
        optional ? `[${shown}]` : `<${shown}>`,
        field.help[lang],
        // A folder that may be left out means something else than the one that one stands in.
        field.kind === 'dir' && field.required ? '.' : undefined,
      );
    } else command.addOption(optionOf(field, lang, action.cli.short?.[field.name]));
  }
}

function optionOf(field: FieldView, lang: Lang, short: string | undefined): Option {
  const flag = `${short === undefined ? '' : `-${short}, `}--${kebab(field.name)}`;
  if (field.kind === 'boolean') {
    const option = new Option(flag, field.help[lang]);
    // A field whose name begins with "no" is not the negation of another.
    option.negate = false;
    return option;
  }
  const option = new Option(`${flag} <${field.placeholder ?? 'value'}>`, field.help[lang]);
  if (field.choices) option.choices([...field.choices]);
  if (field.kind === 'list') {
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  }
  if (field.default !== undefined && typeof field.default !== 'object')
    option.default(undefined, String(field.default));
  return option;
}

/** The action's input from what commander parsed: folders made absolute, files read. */
export function readFields(
  action: AnyAction,
  args: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const positional = action.cli.positional ?? [];
  const input: Record<string, unknown> = {};
  for (const field of fieldsOf(action)) {
    const at = positional.indexOf(field.name);
    const given = at === -1 ? options[field.name] : args[at];
    if (given !== undefined) input[field.name] = convert(field, given);
  }
  if ('varEnv' in action.input.shape) input.varEnv = [...environmentVariables(), ...listOf(input.varEnv)];
  return input;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const PREFIX = 'TF_VAR_';

/** Terraform's own way to give variables their values: `TF_VAR_name`. */
const environmentVariables = (): readonly string[] =>
  Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith(PREFIX) && name.length > PREFIX.length && value !== undefined
      ? [`${name.slice(PREFIX.length)}=${value}`]
      : [],
  );

function convert(field: FieldView, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (field.kind === 'dir' || field.kind === 'path') return resolve(given);
  if (field.kind === 'content') return field.words?.includes(given) ? given : readContent(given);
  if (field.kind === 'number') return Number(given);
  return given;
}

/** Name and text of a file, or of standard input for `-`. Errors: FILE_UNREADABLE, FILE_TOO_LARGE. */
export function readContent(file: string): { name: string; text: string } {
  try {
    if (file === '-') return { name: '-', text: readFileSync(0, 'utf8') };
    const { size } = statSync(file);
    if (size > CONTENT_LIMIT) throw new DrydockError('FILE_TOO_LARGE', { file, size, limit: CONTENT_LIMIT });
    return { name: file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    if (error instanceof DrydockError) throw error;
    throw unreadable(file, error);
  }
}
