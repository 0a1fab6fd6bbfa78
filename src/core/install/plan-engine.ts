import { createApply, createPlan, loadModule, type PlanInput, type Schemas } from '../terraform/index.ts';
import type { Planned, PlanRequest } from './engines.ts';

/** Plans a package's `.tf` files, and begins the apply of that plan, through the terraform part of the core. */
export function packagePlan(request: PlanRequest, schemas: Schemas): Planned {
  const { source, dialect, variables, clock, random } = request;
  const decoder = new TextDecoder();
  const texts = [...source.files]
    .filter(([path]) => path.endsWith('.tf'))
    .map(([path, bytes]) => ({ path, text: decoder.decode(bytes) }));
  const { module, diagnostics: reading } = loadModule(texts, { dialect });
  if (reading.some((each) => each.severity === 'error')) return { diagnostics: reading };
  const declared = Object.fromEntries(
    Object.entries(variables).filter(([name]) => module.variables.has(name)),
  );
  const input: PlanInput = {
    module,
    variables: declared,
    dialect,
    schemas,
    files: source.files,
    clock,
    random,
  };
  const { plan, diagnostics } = createPlan(input);
  const all = [...reading, ...diagnostics];
  return plan ? { plan, session: createApply(input), diagnostics: all } : { diagnostics: all };
}
