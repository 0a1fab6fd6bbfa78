import type { ActionView, FieldView } from '../actions/index.ts';
import type { Json, JsonObject } from '../core/json.ts';

const PLAIN = /^[\w@%+=:,./~-]+$/;

/** What a person types into a form, as in a shell, to say that something is to be empty. */
export const EMPTY = "''";

/** The input with what was typed as empty made so. */
export const withEmpty = (input: JsonObject): JsonObject => {
  const meant = (value: Json): Json => (value === EMPTY ? '' : value);
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(meant) : value === undefined ? value : meant(value),
    ]),
  );
};

/** A word as a POSIX shell needs it. */
export const quote = (word: string): string =>
  PLAIN.test(word) || word === EMPTY ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** `worldClosed` → `--world-closed`. */
const flagOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What stands for a value on the command line; a content that was typed in has no file, so its placeholder stands. */
function wordOf(field: FieldView, value: Json): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { name } = value;
    return typeof name === 'string' && name !== ''
      ? quote(name)
      : ((field.placeholder ?? 'FILE').split('|')[0] ?? 'FILE');
  }
  return quote(String(value));
}

function flags(field: FieldView, value: Json): string[] {
  if (JSON.stringify(value) === JSON.stringify(field.default)) return [];
  if (field.kind === 'boolean') return value === true ? [flagOf(field.name)] : [];
  if (Array.isArray(value)) return value.flatMap((each) => [flagOf(field.name), quote(String(each))]);
  return [flagOf(field.name), wordOf(field, value)];
}

/** The command line that does the same as calling the action with this input. */
export function cliLine(view: ActionView, input: JsonObject): string {
  const given = (name: string): Json | undefined => (input[name] === '' ? undefined : input[name]);
  const fields = new Map(view.fields.map((field) => [field.name, field]));
  const positional = view.positional.flatMap((name) => {
    const field = fields.get(name);
    const value = given(name);
    if (field === undefined) return [];
    if (value !== undefined) return [wordOf(field, value)];
    return field.required ? [field.placeholder ?? name.toUpperCase()] : [];
  });
  const options = view.fields
    .filter((field) => !view.positional.includes(field.name))
    .flatMap((field) => {
      const value = given(field.name);
      return value === undefined ? [] : flags(field, value);
    });
  return ['drydock', ...view.words, ...positional, ...options].join(' ');
}
