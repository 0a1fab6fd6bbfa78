import type { GoMap } from '../go/value.ts';
import type { Chart, ChartFile, Dependency, Metadata } from './model.ts';

/** A chart while it is rendered: names, values and dependencies of a copy, which may change. */
export interface Node {
  metadata: Metadata;
  values: GoMap;
  readonly chart: Chart;
  readonly templates: readonly ChartFile[];
  dependencies: Node[];
  parent: Node | undefined;
}

const copyDependency = (d: Dependency): Dependency => ({ ...d });

const copyMetadata = (m: Metadata): Metadata => ({ ...m, dependencies: m.dependencies?.map(copyDependency) });

/** A working copy of a loaded chart. */
export function nodeOf(chart: Chart, parent?: Node): Node {
  const node: Node = {
    metadata: copyMetadata(chart.metadata),
    values: chart.values,
    chart,
    templates: chart.templates,
    dependencies: [],
    parent,
  };
  node.dependencies = chart.dependencies.map((sub) => nodeOf(sub, node));
  return node;
}

/** A copy of a node under another name, for an alias. */
export function aliasOf(node: Node, name: string): Node {
  const copy: Node = { ...node, metadata: { ...copyMetadata(node.metadata), name } };
  copy.dependencies = node.dependencies.map((sub) => reparent(sub, copy));
  return copy;
}

function reparent(node: Node, parent: Node): Node {
  const copy: Node = { ...node, metadata: copyMetadata(node.metadata), parent };
  copy.dependencies = node.dependencies.map((sub) => reparent(sub, copy));
  return copy;
}

/** `parent/charts/sub`. */
export const fullPath = (node: Node): string =>
  node.parent === undefined ? node.metadata.name : `${fullPath(node.parent)}/charts/${node.metadata.name}`;
