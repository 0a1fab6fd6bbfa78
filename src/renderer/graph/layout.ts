import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

export interface GraphItem {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export const NODE_WIDTH = 232;
export const NODE_HEIGHT = 46;

let elk: InstanceType<typeof ELK> | undefined;

/** Places a dependency graph in layers, left to right, off the page's own thread. */
export async function layOut(items: readonly GraphItem[]): Promise<ReadonlyMap<string, Placed>> {
  elk ??= new ELK({ workerFactory: () => new Worker(workerUrl) });
  const known = new Set(items.map((item) => item.id));
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '56',
      'elk.spacing.nodeNode': '14',
      'elk.separateConnectedComponents': 'true',
      'elk.spacing.componentComponent': '22',
      'elk.aspectRatio': '1.8',
    },
    children: items.map((item) => ({ id: item.id, width: NODE_WIDTH, height: NODE_HEIGHT })),
    edges: items.flatMap((item) =>
      item.dependsOn
        .filter((from) => known.has(from) && from !== item.id)
        .map((from) => ({ id: `${from} ${item.id}`, sources: [from], targets: [item.id] })),
    ),
  };
  const placed = await elk.layout(graph);
  return new Map((placed.children ?? []).map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }]));
}
