import type { Diagnostic } from '../diagnostics/index.ts';
import type { PackageSource } from '../package/source.ts';
import {
  createApply,
  createPlan,
  isTerraformFile,
  loadModule,
  type PlanInput,
  type Schemas,
  type TerraformModule,
} from '../terraform/index.ts';
import type { Dialect } from '../terraform/plan/types.ts';
import { readerOf } from './account-reader.ts';
import { assumerOf } from './assumed-data.ts';
import type { Planned, PlanRequest } from './engines.ts';
import { givenVariables } from './variables.ts';

function moduleOf(source: PackageSource, dialect: Dialect): ReturnType<typeof loadModule> {
  const decoder = new TextDecoder();
  const texts = [...source.files.keys()]
    .filter((path) => isTerraformFile(path))
    .map((path) => ({ path, text: decoder.decode(source.files.get(path)) }));
  return loadModule(texts, { dialect });
}

/** A package's root module; undefined when it cannot be read. */
export function packageModule(source: PackageSource, dialect: Dialect): TerraformModule | undefined {
  const { module, diagnostics } = moduleOf(source, dialect);
  return diagnostics.some((each) => each.severity === 'error') ? undefined : module;
}

/** What a package's `.tf` files are planned with; no input when they cannot be read. */
export function packagePlanInput(
  request: PlanRequest,
  schemas: Schemas,
): { readonly input?: PlanInput; readonly diagnostics: readonly Diagnostic[] } {
  const { source, dialect, variables, clock, random } = request;
  const { module, diagnostics: reading } = moduleOf(source, dialect);
  if (reading.some((each) => each.severity === 'error')) return { diagnostics: reading };
  const declared = Object.fromEntries(
    Object.entries(variables).filter(([name]) => module.variables.has(name)),
  );
  const given = givenVariables(source, module, dialect, request.sources);
  const diagnostics = [...reading, ...given.diagnostics];
  if (given.diagnostics.some((each) => each.severity === 'error')) return { diagnostics };
  const prior = request.prior ? { prior: request.prior } : {};
  const input = {
    module,
    variables: { ...declared, ...given.values },
    dialect,
    schemas,
    files: source.files,
    clock,
    random,
    ...prior,
    ...(request.world
      ? {
          readData: request.readData ?? readerOf(request.world),
          assumeData: assumerOf(request.world, schemas),
        }
      : {}),
  };
  return { input, diagnostics };
}

/** Plans a package's `.tf` files, and begins the apply of that plan, through the terraform part of the core. */
export function packagePlan(request: PlanRequest, schemas: Schemas): Planned {
  const { input, diagnostics: reading } = packagePlanInput(request, schemas);
  if (!input) return { diagnostics: reading };
  const { plan, diagnostics } = createPlan(input);
  const all = [...reading, ...diagnostics];
  return plan ? { plan, session: createApply(input), input, diagnostics: all } : { diagnostics: all };
}
