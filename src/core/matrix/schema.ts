import { z } from 'zod';
import { scenarioSchema } from '../scenarios/index.ts';

const word = z.union([z.string().min(1).max(500), z.number(), z.boolean()]).transform(String);
const path = z.string().min(1).max(1000);
const list = <T extends z.ZodType>(item: T, most = 200) => z.array(item).min(1).max(most);

const overlay = scenarioSchema.omit({ name: true, about: true, tags: true, expect: true });
const fault = z.union([
  z.string().min(1).max(500),
  z.strictObject({ kind: z.string().min(1).max(500), target: word.optional() }),
]);
const rule = z.record(z.string().min(1).max(100), z.union([word, list(word)]));

/** A matrix file (docs/guide/scenarios.md). */
export const matrixSchema = z.strictObject({
  name: scenarioSchema.shape.name,
  about: scenarioSchema.shape.about,
  base: overlay.optional(),
  axes: z
    .record(
      z.string().regex(/^[\p{L}_][\p{L}\p{N}_ -]{0,60}$/u, 'not a name: letters, digits, _ and -'),
      z.union([
        z.strictObject({ arg: z.string().min(1).max(200), values: list(z.json()).optional() }),
        z.strictObject({ worlds: list(path) }),
        z.strictObject({ faults: list(fault) }),
        z.strictObject({ packages: z.record(z.string().min(1).max(100), path) }),
        list(overlay.extend({ name: word })),
      ]),
    )
    .refine((axes) => Object.keys(axes).length > 0 && Object.keys(axes).length <= 6, 'one to six axes'),
  exclude: list(rule).optional(),
  include: list(rule).optional(),
  expect: list(
    z.strictObject({ when: rule.optional(), ...scenarioSchema.shape.expect.unwrap().shape }),
  ).optional(),
  rows: list(z.string().max(100), 6).optional(),
  columns: list(z.string().max(100), 6).optional(),
});

export type MatrixFile = z.infer<typeof matrixSchema>;
