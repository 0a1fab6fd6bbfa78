import type { ModuleCallDecl, ResourceDecl, VariableDecl } from '../module/index.ts';
import { type HclDiagnostic, hclDiagnostic, walkExpression } from '../syntax/index.ts';

/** Arguments of a module call that the module does not have, and variables that it leaves without a value. */
export function checkArguments(
  decl: ModuleCallDecl,
  variables: ReadonlyMap<string, VariableDecl>,
): HclDiagnostic[] {
  const error = (summary: string, detail: string, range: VariableDecl['range']): HclDiagnostic =>
    hclDiagnostic('TF_MODULE_ARGUMENT', 'error', summary, detail, decl.file, range);
  const unknown = [...decl.attributes.values()].filter(({ name }) => !variables.has(name));
  const missing = [...variables.values()].filter(
    ({ name, default: fallback }) => fallback === undefined && !decl.attributes.has(name),
  );
  return [
    ...unknown.map(({ name, nameRange }) =>
      error('Unsupported argument', `The module "${decl.name}" has no variable "${name}".`, nameRange),
    ),
    ...missing.map(({ name }) =>
      error(
        'Missing required argument',
        `The argument "${name}" is required by the module "${decl.name}", but no definition was found.`,
        decl.nameRange,
      ),
    ),
  ];
}

/** A protected instance that the plan would destroy. */
export const protectedFrom = (decl: ResourceDecl, address: string): HclDiagnostic =>
  hclDiagnostic(
    'TF_PREVENT_DESTROY',
    'error',
    'Instance cannot be destroyed',
    `Resource ${address} has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed. To avoid this error and continue with the plan, either disable lifecycle.prevent_destroy or reduce the scope of the plan.`,
    decl.file,
    decl.nameRange,
  );

/** `object({…})` as a default value is no Terraform, but packages have it. */
export function objectAsValue(decl: VariableDecl): HclDiagnostic[] {
  const found: HclDiagnostic[] = [];
  if (decl.default === undefined) return found;
  walkExpression(decl.default.expr, (e) => {
    if (e.kind !== 'call' || e.name !== 'object') return;
    const detail =
      'object({…}) is a type; as a default value the platform reads its argument, Terraform refuses it. Write the object without "object(…)".';
    const summary = 'Type constructor used as a value';
    found.push(hclDiagnostic('TF_OBJECT_AS_VALUE', 'warning', summary, detail, decl.file, e.nameRange));
  });
  return found;
}

/** An update of a type whose schema does not say what forces a replacement. */
export const mayBeReplaced = (decl: ResourceDecl, address: string): HclDiagnostic =>
  hclDiagnostic(
    'TF_REPLACE_UNSAID',
    'info',
    'May be replaced',
    `${address} is planned as an update and may be replaced: the schema of its provider does not say which changes force that.`,
    decl.file,
    decl.nameRange,
  );
