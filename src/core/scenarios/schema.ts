import { z } from 'zod';

const word = z.string().min(1).max(500);
const path = z.string().min(1).max(1000);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(200);
const localized = z.union([
  z.string().max(4000),
  z.strictObject({ en: z.string().max(4000), 'zh-CN': z.string().max(4000) }),
]);
const json = z.record(z.string(), z.json());
/** YAML reads 10 as a number where a text is meant. */
const scalar = z.union([z.string().max(4000), z.number(), z.boolean()]).transform(String);
const platform = z
  .string()
  .regex(/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9]+)?$/, 'not a platform such as linux/amd64');

/** A scenario file (docs/guide/scenarios.md). */
export const scenarioSchema = z.strictObject({
  name: localized.optional(),
  about: localized.optional(),
  tags: list(word).optional(),
  package: path.optional(),
  version: scalar.optional(),
  answers: z.union([z.literal('auto'), json]).optional(),
  answersFile: path.optional(),
  rest: z.enum(['auto', 'defaults']).optional(),
  world: z.union([path, json]).optional(),
  worldFile: path.optional(),
  providers: path.optional(),
  closed: z.boolean().optional(),
  images: z.enum(['assume', 'require']).optional(),
  pushed: list(
    z.union([
      word,
      z.strictObject({ image: word, platforms: list(platform).optional(), exits: z.boolean().optional() }),
    ]),
  ).optional(),
  faults: list(z.union([word, z.strictObject({ kind: word, target: scalar.optional() })])).optional(),
  calls: list(
    z.union([word, z.strictObject({ action: word, on: word.optional(), context: json.optional() })]),
  ).optional(),
  license: json.optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .optional(),
  spec: z.record(z.string(), scalar).optional(),
  files: z.record(path, z.string().max(1_000_000).nullable()).optional(),
  patch: list(
    z.strictObject({ file: path, find: z.string().min(1).max(100_000), replace: z.string().max(100_000) }),
  ).optional(),
  expect: z
    .strictObject({
      outcome: z.enum(['success', 'failed']).optional(),
      failure: z
        .strictObject({
          code: word.optional(),
          step: z.enum(['form', 'plan', 'resources', 'chart', 'images', 'workloads', 'outputs']).optional(),
          resource: word.optional(),
          message: word.optional(),
          cause: word.optional(),
          at: word.optional(),
        })
        .optional(),
      outputs: z.record(z.string(), scalar).optional(),
      findings: list(word).optional(),
      assumptions: list(word).optional(),
      log: list(word).optional(),
      cure: z.enum(['passes', 'none']).optional(),
    })
    .optional(),
});

export type ScenarioFile = z.infer<typeof scenarioSchema>;
