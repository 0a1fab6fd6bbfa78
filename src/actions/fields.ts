import { z } from 'zod';
import type { LocalText } from '../core/text.ts';

/** How a face should ask for a field, beyond what its type says. Read from the schema's metadata. */
export interface FieldMeta {
  readonly help: LocalText;
  /** `dir`/`path`: made absolute by the command line. `content`: the command line reads the file (or `-`) and sends {name, text}. */
  readonly kind?: 'dir' | 'path' | 'content';
  /** Words that a `content` field takes literally instead of a file name. */
  readonly words?: readonly string[];
  /** Values that completion offers; others are allowed. */
  readonly suggestions?: readonly string[];
  /** A `content` that no screen shows while it is typed: passwords. */
  readonly secret?: boolean;
  /** Faces fill it in by themselves, from a preview; nobody is asked for it. */
  readonly unasked?: boolean;
  /** Placeholder in `--help`: DIR, FILE, N. */
  readonly placeholder?: string;
}

const registry = z.registry<FieldMeta>();

/** Attaches help and face hints to a field's schema. */
export function field<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  registry.add(schema, meta);
  return schema;
}

/** The metadata of a field, looked for through optional and default wrappers. */
export function fieldMeta(schema: z.ZodType): FieldMeta | undefined {
  const own = registry.get(schema);
  if (own) return own;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? fieldMeta(schema.unwrap() as z.ZodType)
    : undefined;
}

/** A text that came from a file or standard input, with the name to say in messages. */
export const contentSchema = z.object({ name: z.string().max(4096), text: z.string().max(32 * 1024 * 1024) });
export type Content = z.infer<typeof contentSchema>;
