import '@xyflow/react/dist/base.css';
import '../styles/graph.css';
import {
  Background,
  BaseEdge,
  Controls,
  type Edge,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { memo, useEffect, useMemo, useState } from 'react';
import { useText } from '../i18n/index.ts';
import { Lines } from '../parts/basics.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { Data } from '../text/data.tsx';
import {
  edgeId,
  type GraphItem,
  type Layout,
  layOut,
  NODE_HEIGHT,
  NODE_WIDTH,
  type Placed,
  pathOf,
} from './layout.ts';

export interface ResourceItem extends GraphItem {
  readonly type: string;
  readonly name: string;
  /** What stands in the corner: the plan's action, or the state in a rehearsal. */
  readonly note?: string;
  readonly state?: string;
}

interface ResourceGraphProps {
  readonly items: readonly ResourceItem[];
  readonly selected?: string | undefined;
  readonly onSelect: (id: string) => void;
}

type ResourceNode = Node<{ item: ResourceItem }, 'resource'>;

type RoutedEdge = Edge<{ route: readonly Placed[] }, 'routed'>;

const nodeTypes = { resource: memo(ResourceCard) };
const edgeTypes = { routed: memo(Route) };

/** Resources as cards, each to the right of what it depends on. */
export function ResourceGraph({ items, selected, onSelect }: ResourceGraphProps) {
  const { t } = useText();
  const shape = JSON.stringify(items.map((item) => [item.id, item.dependsOn]));
  const [layout, setLayout] = useState<Layout>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the shape moves cards; states change their faces
  useEffect(() => {
    let stale = false;
    void layOut(items).then((placed) => {
      if (!stale) setLayout(placed);
    });
    return () => {
      stale = true;
    };
  }, [shape]);

  const nodes = useMemo<ResourceNode[]>(
    () =>
      items.flatMap((item) => {
        const position = layout?.places.get(item.id);
        return position === undefined
          ? []
          : [
              {
                id: item.id,
                type: 'resource' as const,
                position: { ...position },
                data: { item },
                width: NODE_WIDTH,
                height: NODE_HEIGHT,
                selected: item.id === selected,
                ariaLabel: item.id,
              },
            ];
      }),
    [items, layout, selected],
  );
  const edges = useMemo<RoutedEdge[]>(
    () =>
      items.flatMap((item) =>
        item.dependsOn.flatMap((from) => {
          const id = edgeId(from, item.id);
          const route = layout?.routes.get(id);
          if (!route) return [];
          const near = from === selected || item.id === selected;
          return [
            {
              id,
              type: 'routed' as const,
              source: from,
              target: item.id,
              data: { route },
              markerEnd: { type: MarkerType.ArrowClosed, width: 13, height: 13 },
              className: near ? 'near' : '',
              zIndex: near ? 1 : 0,
            },
          ];
        }),
      ),
    [items, layout, selected],
  );
  if (!layout) return <Lines rows={8} height={32} />;
  return (
    <div className="graph" data-nodes={nodes.length}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        minZoom={0.08}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        onlyRenderVisibleElements={items.length > 150}
        onNodeClick={(_event, node) => onSelect(node.id)}
        onSelectionChange={({ nodes: chosen }) => {
          const only = chosen[0];
          if (only && only.id !== selected) onSelect(only.id);
        }}
        proOptions={{ hideAttribution: true }}
        aria-label={t('graph.label', { count: items.length })}
      >
        <Background gap={20} size={1} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

/** An edge along the corners that the layout found for it, so that none runs behind a card. */
function Route({ id, data, markerEnd }: EdgeProps<RoutedEdge>) {
  return <BaseEdge id={id} path={pathOf(data?.route ?? [])} {...(markerEnd ? { markerEnd } : {})} />;
}

function ResourceCard({ data: { item }, selected }: NodeProps<ResourceNode>) {
  return (
    <div className={`card${selected ? ' selected' : ''}${item.state ? ` is-${item.state}` : ''}`}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className="card-type">
        <Data mono dim clip>
          {item.type}
        </Data>
        {item.state ? (
          <StateMark state={item.state} compact />
        ) : (
          <span className="card-note">{item.note}</span>
        )}
      </div>
      <Data mono clip>
        {item.name}
      </Data>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}
