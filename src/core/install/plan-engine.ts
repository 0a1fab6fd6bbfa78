import type { Diagnostic } from '../diagnostics/index.ts';
import {
  createApply,
  createPlan,
  isTerraformFile,
  loadModule,
  type PlanInput,
  type Schemas,
} from '../terraform/index.ts';
import type { Planned, PlanRequest } from './engines.ts';

/** What a package's `.tf` files are planned with; no input when they cannot be read. */
export function packagePlanInput(
  request: PlanRequest,
  schemas: Schemas,
): { readonly input?: PlanInput; readonly diagnostics: readonly Diagnostic[] } {
  const { source, dialect, variables, clock, random } = request;
  const decoder = new TextDecoder();
  const texts = [...source.files.keys()]
    .filter((path) => isTerraformFile(path))
    .map((path) => ({ path, text: decoder.decode(source.files.get(path)) }));
  const { module, diagnostics: reading } = loadModule(texts, { dialect });
  if (reading.some((each) => each.severity === 'error')) return { diagnostics: reading };
  const declared = Object.fromEntries(
    Object.entries(variables).filter(([name]) => module.variables.has(name)),
  );
  const input = { module, variables: declared, dialect, schemas, files: source.files, clock, random };
  return { input, diagnostics: reading };
}

/** Plans a package's `.tf` files, and begins the apply of that plan, through the terraform part of the core. */
export function packagePlan(request: PlanRequest, schemas: Schemas): Planned {
  const { input, diagnostics: reading } = packagePlanInput(request, schemas);
  if (!input) return { diagnostics: reading };
  const { plan, diagnostics } = createPlan(input);
  const all = [...reading, ...diagnostics];
  return plan ? { plan, session: createApply(input), diagnostics: all } : { diagnostics: all };
}
