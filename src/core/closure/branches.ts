import { DrydockError } from '../errors/index.ts';
import { type Branch, BranchWatch } from '../helm/index.ts';
import type { RenderedChart } from '../install/index.ts';
import type { Path } from './helm-apps.ts';

/** Renderings that one chart under one set of answers may take. */
const MOST_RENDERINGS = 200;

export interface Rendered {
  readonly rendered: RenderedChart;
  /** True when a branch was forced for it. */
  readonly forced: boolean;
}

export interface Explored {
  readonly renderings: readonly Rendered[];
  readonly count: number;
  /** Branches with images that could not be gone. */
  readonly closed: readonly { readonly branch: Branch; readonly why: string }[];
}

/** How a way through a branch is written: `id` and the way. */
const wayOf = (id: string, way: boolean): string => `${id}=${way}`;

/**
 * Renders a chart as it stands, then once for each way through a branch that an open value decides and that nobody has
 * gone. A branch that opens another is kept forced for it. `branches` is shared by all renderings of a chart.
 */
export function exploreBranches(
  open: readonly Path[],
  branches: Map<string, Branch>,
  render: (watch: BranchWatch) => RenderedChart,
): Explored {
  const renderings: Rendered[] = [];
  const closed: { branch: Branch; why: string }[] = [];
  const tried = new Set<string>();
  let count = 0;
  const queue: ReadonlyMap<string, boolean>[] = [new Map()];
  for (let forced = queue.shift(); forced; forced = queue.shift()) {
    const last = [...forced].at(-1);
    if (last) {
      const [id, way] = last;
      if (branches.get(id)?.gone[way ? 'yes' : 'no']) continue;
    }
    if (count >= MOST_RENDERINGS) {
      const branch = last && branches.get(last[0]);
      if (branch) closed.push({ branch, why: `more than ${MOST_RENDERINGS} renderings` });
      continue;
    }
    count++;
    try {
      renderings.push({ rendered: render(new BranchWatch(open, branches, forced)), forced: forced.size > 0 });
    } catch (error) {
      if (!(error instanceof DrydockError)) throw error;
      if (!last) throw error;
      const branch = branches.get(last[0]);
      if (branch?.images[last[1] ? 'yes' : 'no']) closed.push({ branch, why: error.report().message.en });
    }
    for (const branch of branches.values()) {
      if (!branch.open || branch.type !== 'if') continue;
      for (const way of [true, false]) {
        const name = way ? 'yes' : 'no';
        if (branch.gone[name] || !branch.images[name] || tried.has(wayOf(branch.id, way))) continue;
        tried.add(wayOf(branch.id, way));
        queue.push(new Map([...forced, [branch.id, way]]));
      }
    }
  }
  for (const branch of branches.values()) {
    if (!branch.open || branch.type === 'if' || branch.gone.yes || !branch.images.yes) continue;
    if (tried.has(branch.id)) continue;
    closed.push({ branch, why: `${branch.type} ${branch.condition} had nothing to go over` });
  }
  return { renderings, count, closed };
}
