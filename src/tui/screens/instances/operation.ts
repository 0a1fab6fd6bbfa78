import type { InstanceDetailView } from '../../contract.ts';
import type { Scene } from '../../state/app.ts';

export type Shown = 'upgrade' | 'retry' | 'repair' | 'uninstall';

type Of = Pick<InstanceDetailView, 'id' | 'status' | 'drifted'>;

/** Operations that the tab of changes can show, the likeliest first: what failed or stopped half-way can be tried again. */
function operationsFor({ status, drifted }: Of): readonly Shown[] {
  if (status !== 'succeeded') return ['retry', 'upgrade', 'repair', 'uninstall'];
  return drifted > 0 ? ['repair', 'upgrade', 'uninstall'] : ['upgrade', 'repair', 'uninstall'];
}

const keyOf = (id: string, operation: string): string => `${id} ~${operation}`;

const shown = (expanded: ReadonlySet<string>, of: Of): Shown => {
  const operations = operationsFor(of);
  return operations.find((each) => expanded.has(keyOf(of.id, each))) ?? operations[0] ?? 'upgrade';
};

/** The operation whose changes are shown: the likeliest, until another is chosen. */
export const operationOf = ({ ui }: Scene, of: Of): Shown => shown(ui.expanded, of);

/** The next operation, kept with what else is unfolded. */
export function nextOperation(expanded: ReadonlySet<string>, of: Of): ReadonlySet<string> {
  const operations = operationsFor(of);
  const next = operations[(operations.indexOf(shown(expanded, of)) + 1) % operations.length] ?? 'upgrade';
  const others = [...expanded].filter((each) => !operations.some((one) => each === keyOf(of.id, one)));
  return new Set([...others, keyOf(of.id, next)]);
}
