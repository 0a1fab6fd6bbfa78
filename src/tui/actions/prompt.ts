import { EMPTY } from '../../client/index.ts';
import type { ActionView, FieldView, Json, JsonObject } from '../contract.ts';
import { type Edit, editOf } from '../input/edit.ts';

/** One field of an action's input while it is asked. */
export interface PromptField {
  readonly field: FieldView;
  /** What is typed; for `boolean` and `choice` the value's word. */
  readonly edit: Edit;
  /** A value that stands ready without being typed: answers of the form, the selected licence. Typing replaces it. */
  readonly ready?: { readonly value: Json; readonly label: string };
}

export type Ready = Readonly<Record<string, { readonly value: Json; readonly label: string } | undefined>>;

/** The fields that a face asks for: all but the subject that is selected and what it fills in itself. */
export const askedFields = (view: ActionView, given: JsonObject): readonly FieldView[] =>
  view.fields.filter((field) => !field.unasked && !(field.name in given));

export const promptFields = (view: ActionView, given: JsonObject, ready: Ready): readonly PromptField[] =>
  askedFields(view, given).map((field) => {
    const stands = ready[field.name];
    return {
      field,
      edit: editOf(stepsOf(field) ? defaultWord(field) : ''),
      ...(stands ? { ready: stands } : {}),
    };
  });

/** What a field holds when nothing is said. */
export function defaultWord({ kind, default: value }: FieldView): string {
  if (kind === 'boolean') return value === true ? 'true' : 'false';
  if (value === undefined || value === null || typeof value === 'object') return '';
  return String(value);
}

/** The words that a field steps through; undefined where it is typed. */
export const stepsOf = ({
  kind,
  choices,
  required,
  default: fallback,
}: FieldView): readonly string[] | undefined =>
  kind === 'boolean'
    ? ['false', 'true']
    : kind === 'choice'
      ? required || fallback !== undefined
        ? choices
        : ['', ...(choices ?? [])]
      : undefined;

export const isFilled = ({ field, edit, ready }: PromptField): boolean =>
  !field.required || ready !== undefined || edit.text.trim() !== '';

/** The things of a list as they are typed: apart by blanks; quotes hold together what has blanks in it. */
export const wordsOf = (typed: string): readonly string[] =>
  (typed.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );

export interface Reading {
  absolute(path: string): string;
  readText(path: string): Promise<{ readonly name: string; readonly text: string }>;
}

/** The input that the filled prompt stands for. Throws with a plain sentence where a file cannot be read. */
export async function promptInput(
  given: JsonObject,
  fields: readonly PromptField[],
  reading: Reading,
): Promise<JsonObject> {
  const input: Record<string, Json> = { ...given };
  for (const each of fields) {
    const value = await fieldValue(each, reading);
    if (value !== undefined) input[each.field.name] = value;
  }
  return input;
}

async function fieldValue({ field, edit, ready }: PromptField, reading: Reading): Promise<Json | undefined> {
  const typed = edit.text.trim();
  if (typed === '') return ready?.value;
  switch (field.kind) {
    case 'boolean':
      return typed === 'true';
    case 'number':
      return Number(typed);
    case 'list':
      return field.placeholder === 'FILE'
        ? wordsOf(typed).map((word) => reading.absolute(word))
        : [...wordsOf(typed)];
    case 'dir':
    case 'path':
      return reading.absolute(typed);
    case 'content':
      return field.words?.includes(typed) ? typed : { ...(await reading.readText(typed)) };
    default:
      return typed === EMPTY ? '' : typed;
  }
}
