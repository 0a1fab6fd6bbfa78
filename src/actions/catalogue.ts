import { z } from 'zod';
import type { Json, JsonObject } from '../core/json.ts';
import type { LocalText } from '../core/text.ts';
import type { AnyAction, FaceForm } from './action.ts';
import { fieldMeta } from './fields.ts';
import { actions } from './registry.ts';

/** One field of an action's input, as a face needs it to ask. */
export interface FieldView {
  readonly name: string;
  readonly help: LocalText;
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'dir' | 'path' | 'content';
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly default?: Json;
  readonly placeholder?: string;
  readonly words?: readonly string[];
  /** Values that are usual; others are allowed. */
  readonly suggestions?: readonly string[];
  /** A content that no screen shows while it is typed. */
  readonly secret?: boolean;
  /** Nobody is asked for it: faces fill it in, the command line takes it. */
  readonly unasked?: boolean;
}

/** One action as data: what the control API serves to the terminal console and the window. */
export interface ActionView {
  readonly id: string;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly streams: boolean;
  readonly needs: AnyAction['needs'];
  readonly face: FaceForm;
  readonly fields: readonly FieldView[];
  /** `drydock registry rm REFERENCE`. */
  readonly cli: string;
  readonly words: readonly string[];
  readonly positional: readonly string[];
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; required: boolean; fallback?: Json } {
  if (schema instanceof z.ZodOptional) return { ...unwrap(schema.unwrap() as z.ZodType), required: false };
  if (schema instanceof z.ZodDefault) {
    return {
      ...unwrap(schema.unwrap() as z.ZodType),
      required: false,
      fallback: schema.def.defaultValue as Json,
    };
  }
  return { inner: schema, required: true };
}

function kindOf(inner: z.ZodType): FieldView['kind'] {
  if (inner instanceof z.ZodBoolean) return 'boolean';
  if (inner instanceof z.ZodNumber) return 'number';
  if (inner instanceof z.ZodEnum) return 'choice';
  if (inner instanceof z.ZodArray) return 'list';
  return 'text';
}

/** The fields of an action's input, in the order they were declared. */
export function fieldsOf(action: AnyAction): readonly FieldView[] {
  return Object.entries(action.input.shape as Record<string, z.ZodType>).map(([name, schema]) => {
    const { inner, required, fallback } = unwrap(schema);
    const meta = fieldMeta(schema);
    if (!meta) throw new Error(`field ${action.id}.${name} has no help`);
    return {
      name,
      help: meta.help,
      kind: meta.kind ?? kindOf(inner),
      required,
      ...(inner instanceof z.ZodEnum ? { choices: inner.options.map(String) } : {}),
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(meta.placeholder ? { placeholder: meta.placeholder } : {}),
      ...(meta.words ? { words: meta.words } : {}),
      ...(meta.secret ? { secret: true } : {}),
      ...(meta.unasked ? { unasked: true } : {}),
      ...(meta.suggestions ? { suggestions: meta.suggestions } : {}),
    };
  });
}

/** The command line that does the same, with placeholders. */
export function usageLine(action: AnyAction): string {
  const fields = new Map(fieldsOf(action).map((field) => [field.name, field]));
  const words = (action.cli.positional ?? []).map((name) => {
    const shown = fields.get(name)?.placeholder ?? name.toUpperCase();
    return fields.get(name)?.required ? shown : `[${shown}]`;
  });
  return ['drydock', ...action.cli.words, ...words].join(' ');
}

export function actionView(action: AnyAction): ActionView {
  return {
    id: action.id,
    title: action.title,
    help: action.help,
    streams: action.streams,
    needs: action.needs,
    face: action.face,
    fields: fieldsOf(action),
    cli: usageLine(action),
    words: action.cli.words,
    positional: action.cli.positional ?? [],
  };
}

export const actionCatalogue = (): readonly ActionView[] => actions.map(actionView);

/** JSON Schema of an action's input (draft 2020-12, what a caller may send). */
export const inputSchema = (action: AnyAction): JsonObject =>
  z.toJSONSchema(action.input, { io: 'input', unrepresentable: 'any' }) as unknown as JsonObject;
