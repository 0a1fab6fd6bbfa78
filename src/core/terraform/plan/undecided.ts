import { text } from '../../text.ts';
import type { ResourceDecl } from '../module/index.ts';
import { type HclDiagnostic, ownDiagnostic } from '../syntax/index.ts';
import type { GraphNode } from './graph.ts';

/** The nodes of a set that a node needs, directly or through others. */
export function neededAmong(start: GraphNode, wanted: ReadonlySet<GraphNode>): GraphNode[] {
  if (wanted.size === 0) return [];
  const seen = new Set([start]);
  for (const node of seen) for (const dep of node.deps) seen.add(dep.node);
  return [...seen].filter((node) => wanted.has(node));
}

/** What an error about an undecided number of instances says of the data sources that it rests on. */
export const restsOn = (nodes: readonly GraphNode[]): string =>
  nodes.length === 0
    ? ''
    : ` It rests on ${nodes.map((node) => node.label).join(', ')}, which the world does not answer: say under "dataSources" in the world file what is found.`;

/** Says that a data source's result is made up, and what would be better. */
export const dataAssumed = (decl: ResourceDecl, address: string): HclDiagnostic =>
  ownDiagnostic(
    'TF_DATA_ASSUMED',
    'warning',
    'What a data source finds is made up',
    text(
      `The number of instances of something depends on ${address}, which the world does not answer. Its result is made up, so that the rest can be planned. Say what it finds in the world file: dataSources: [{ type: ${decl.type}, gives: { … } }].`,
      `某些资源的实例数量取决于 ${address},而账号世界无法回答它。为使其余部分能够计划,其结果为虚构。请在世界文件中说明其结果:dataSources: [{ type: ${decl.type}, gives: { … } }]。`,
    ),
    decl.file,
    decl.nameRange,
  );
