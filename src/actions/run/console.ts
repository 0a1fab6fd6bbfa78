import { randomInt } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostics/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { givenVariables, previewInput, readerOf } from '../../core/install/index.ts';
import { parsePackage, readFolder, readPackage } from '../../core/package/index.ts';
import {
  type ConsoleEnvironment,
  explain,
  isTerraformFile,
  loadModule,
  moduleValues,
  type PlanInput,
  type Scope,
} from '../../core/terraform/index.ts';
import type { ActionContext } from '../action.ts';
import type { ConsoleView } from '../engine-views.ts';
import type { Content } from '../fields.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';
import { schemasOf } from './schemas.ts';
import { type VariableFields, variablesFrom } from './variables.ts';

/** What decides which values an expression sees. */
export interface ScopeInput extends VariableFields {
  readonly dir: string;
  readonly answers: AnswersInput;
  readonly world?: Content | undefined;
  readonly worldClosed: boolean;
  readonly providers?: Content | undefined;
  readonly dialect?: 'cloudapp' | 'terraform' | undefined;
}

interface Input extends ScopeInput {
  readonly expr: string;
  readonly template: boolean;
}

type Place = Pick<ActionContext<never>, 'dataDir' | 'signal'>;

/** The real clock and randomness: a console is asked about now. */
export const environment: ConsoleEnvironment = {
  clock: () => new Date(),
  random: () => randomInt(2 ** 47) / 2 ** 47,
};

export async function run(input: Input, context: ActionContext<never>): Promise<ConsoleView> {
  const scope = await packageScope(input, context);
  const { answer, shown } = explain(input.expr, scope, input.template ? 'template' : 'expression');
  return 'error' in answer ? answer : { ...answer, shown };
}

/**
 * The names that expressions of a package may use: variables from the answered form, locals, resources as planned.
 * A folder without package.yaml is a plain Terraform module, whose variables without a default are unknown.
 * @throws DrydockError TF_MODULE_INVALID, and those of reading the folder
 */
export async function packageScope(input: ScopeInput, place: Place): Promise<Scope> {
  const { input: planned, diagnostics } =
    (await packageInput(input, place)) ?? (await plainInput(input, place));
  const errors = diagnostics.filter((each) => each.severity === 'error');
  if (!planned) throw moduleError(errors);
  return moduleValues({ ...planned, unset: 'unknown' }).scope;
}

interface Found {
  readonly input?: PlanInput;
  readonly diagnostics: readonly Diagnostic[];
}

async function packageInput(input: ScopeInput, { dataDir, signal }: Place): Promise<Found | undefined> {
  const world = worldFrom(input.world, input.worldClosed);
  const given = answersFrom(input.answers);
  const variables = variablesFrom(input);
  let source: Awaited<ReturnType<typeof readPackage>>;
  try {
    source = await readPackage(input.dir, { signal });
  } catch (error) {
    if (error instanceof DrydockError && error.code === 'PKG_NOT_FOUND') return undefined;
    throw error;
  }
  const found = previewInput(
    {
      project: input.dir,
      source,
      model: parsePackage(source).model,
      world,
      answers: given === 'auto' ? 'auto' : given.answers,
      dialect: input.dialect ?? 'cloudapp',
      closed: input.worldClosed,
      seed: 1,
      startedAt: environment.clock().getTime(),
      speed: 'instant',
      ...(variables ? { variables } : {}),
    },
    schemasOf(dataDir, input.providers),
  );
  return found;
}

async function plainInput(input: ScopeInput, { dataDir, signal }: Place): Promise<Found> {
  // A folder of something else may be large: it is looked at before it is read.
  const names = await readdir(input.dir).catch(() => []);
  if (!names.some((name) => isTerraformFile(name)))
    throw new DrydockError('PKG_NOT_FOUND', { dir: input.dir });
  const files = await readFolder(input.dir, { signal });
  const decoder = new TextDecoder();
  const texts = [...files]
    .filter(([path]) => isTerraformFile(path))
    .map(([path, bytes]) => ({ path, text: decoder.decode(bytes) }));
  const dialect = input.dialect ?? 'terraform';
  const { module, diagnostics } = loadModule(texts, { dialect });
  if (diagnostics.some((each) => each.severity === 'error')) return { diagnostics };
  const given = answersFrom(input.answers);
  const answers = given === 'auto' ? {} : given.answers;
  const more = givenVariables({ files }, module, dialect, variablesFrom(input));
  const found = [...diagnostics, ...more.diagnostics];
  if (found.some((each) => each.severity === 'error')) return { diagnostics: found };
  const world = worldFrom(input.world, input.worldClosed);
  return {
    input: {
      module,
      variables: { ...answers, ...more.values },
      readData: readerOf(world),
      dialect,
      schemas: schemasOf(dataDir, input.providers),
      files,
      ...environment,
    },
    diagnostics: found,
  };
}

function moduleError(errors: readonly Diagnostic[]): DrydockError {
  const [first] = errors;
  return new DrydockError(
    'TF_MODULE_INVALID',
    { detail: first?.message.en ?? '', code: first?.code ?? '', more: Math.max(0, errors.length - 1) },
    first ? { place: { file: first.file, ...(first.range ? { range: first.range } : {}) } } : {},
  );
}
