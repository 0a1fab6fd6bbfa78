import type { InstanceDetailView } from '../../contract.ts';
import type { Scene } from '../../state/app.ts';

/** Operations that the tab of changes can show. */
const OPERATIONS = ['upgrade', 'repair', 'uninstall'] as const;
export type Shown = (typeof OPERATIONS)[number];

const keyOf = (id: string, operation: string): string => `${id} ~${operation}`;

/** The operation whose changes are shown: a repair where something drifted, until another is chosen. */
export function operationOf({ ui }: Scene, { id, drifted }: InstanceDetailView): Shown {
  const chosen = OPERATIONS.find((each) => ui.expanded.has(keyOf(id, each)));
  return chosen ?? (drifted > 0 ? 'repair' : 'upgrade');
}

/** The next operation of the three, kept with what else is unfolded. */
export function nextOperation(expanded: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const at = OPERATIONS.findIndex((each) => expanded.has(keyOf(id, each)));
  const next = OPERATIONS[(Math.max(at, 0) + 1) % OPERATIONS.length] ?? 'upgrade';
  const others = [...expanded].filter((each) => !OPERATIONS.some((one) => each === keyOf(id, one)));
  return new Set([...others, keyOf(id, next)]);
}
