import ELK, { type ElkExtendedEdge, type ElkNode, type ElkPoint } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

export interface GraphItem {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

/** Where cards stand, and the corners of each edge (by `from to`) on its way around them. */
export interface Layout {
  readonly places: ReadonlyMap<string, Placed>;
  readonly routes: ReadonlyMap<string, readonly Placed[]>;
}

/** The id of an edge. */
export const edgeId = (from: string, to: string): string => `${from} ${to}`;

export const NODE_WIDTH = 224;
export const NODE_HEIGHT = 46;

let elk: InstanceType<typeof ELK> | undefined;

/** Places a dependency graph in layers, left to right, off the page's own thread. */
export async function layOut(items: readonly GraphItem[]): Promise<Layout> {
  elk ??= new ELK({ workerFactory: () => new Worker(workerUrl) });
  const known = new Set(items.map((item) => item.id));
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.layered.spacing.edgeNodeBetweenLayers': '16',
      'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
      'elk.spacing.edgeNode': '10',
      'elk.layered.spacing.nodeNodeBetweenLayers': '40',
      'elk.spacing.nodeNode': '14',
      'elk.separateConnectedComponents': 'true',
      'elk.spacing.componentComponent': '22',
      'elk.aspectRatio': '1.8',
    },
    children: items.map((item) => ({ id: item.id, width: NODE_WIDTH, height: NODE_HEIGHT })),
    edges: items.flatMap((item) =>
      item.dependsOn
        .filter((from) => known.has(from) && from !== item.id)
        .map((from) => ({ id: edgeId(from, item.id), sources: [from], targets: [item.id] })),
    ),
  };
  const placed = await elk.layout(graph);
  return {
    places: new Map((placed.children ?? []).map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }])),
    routes: new Map((placed.edges ?? []).map((edge) => [edge.id, corners(edge)])),
  };
}

function corners(edge: ElkExtendedEdge): readonly ElkPoint[] {
  const section = edge.sections?.[0];
  return section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
}

const RADIUS = 6;

/** An SVG path through the corners of a route, its bends rounded. */
export function pathOf(points: readonly Placed[]): string {
  const [start, ...rest] = points;
  if (!start) return '';
  const parts = rest.map((point, index) => {
    const next = rest[index + 1];
    if (!next) return `L ${point.x} ${point.y}`;
    const before = index === 0 ? start : (rest[index - 1] ?? start);
    const near = toward(point, before);
    const far = toward(point, next);
    return `L ${near.x} ${near.y} Q ${point.x} ${point.y} ${far.x} ${far.y}`;
  });
  return `M ${start.x} ${start.y} ${parts.join(' ')}`;
}

/** The point at most RADIUS away from `from` on the way to `to`. */
function toward(from: Placed, to: Placed): Placed {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
