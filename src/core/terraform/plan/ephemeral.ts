import type { OutputDecl, ResourceDecl } from '../module/index.ts';
import type { ResourceSchema } from '../schema/index.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import type { Value } from '../values/index.ts';

const isEphemeral = (value: Value): boolean =>
  value.containsMarked && value.unmarkDeep().marks.has('ephemeral');

/** An output that says it is ephemeral where none may be, or that is and does not say so. */
export function ephemeralOutput(decl: OutputDecl, isRoot: boolean, value: Value): HclDiagnostic[] {
  const complaint = (summary: string, detail: string): HclDiagnostic[] => {
    const range = decl.value?.expr.range ?? decl.nameRange;
    return [hclDiagnostic('TF_EPHEMERAL_USE', 'error', summary, detail, decl.file, range)];
  };
  if (decl.ephemeral && isRoot)
    return complaint(
      'Ephemeral output not allowed',
      'Ephemeral outputs are not allowed in context of a root module',
    );
  if (decl.ephemeral || !isEphemeral(value)) return [];
  return complaint(
    'Ephemeral value not allowed',
    'This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.',
  );
}

/** Ephemeral values have no place in what is kept; only write-only arguments take them. */
export function keptEphemerals(
  decl: ResourceDecl,
  schema: ResourceSchema | undefined,
  args: Value,
): HclDiagnostic[] {
  if (!args.containsMarked) return [];
  return [...args.entries].flatMap(([name, value]) => {
    if (schema?.attributes.get(name)?.writeOnly || !value.unmarkDeep().marks.has('ephemeral')) return [];
    const detail = `Ephemeral values are not valid for "${name}", because it is not a write-only attribute and must be persisted to state.`;
    const range = decl.attributes.get(name)?.expr.range ?? decl.nameRange;
    const summary = 'Invalid use of ephemeral value';
    return [hclDiagnostic('TF_EPHEMERAL_USE', 'error', summary, detail, decl.file, range)];
  });
}
