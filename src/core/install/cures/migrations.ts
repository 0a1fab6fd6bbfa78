import type { RenderedObject } from '../../helm/types.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { at } from '../values.ts';
import type { WrittenDocument } from './chart-text.ts';

/** A replacement within a document: offsets from its start. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits that an object's shape needs besides its version; undefined where the text does not say enough. */
type Migrate = (document: WrittenDocument, object: RenderedObject) => readonly Piece[] | undefined;

const VALUE = String.raw`(["']?(?:\{\{[^{}]*\}\}|[\w./:%-])+["']?)`;
const BACKEND = new RegExp(
  String.raw`^([ \t]*)((?:-[ \t]+)?)(serviceName|servicePort):[ \t]*${VALUE}[ \t]*(?:#.*)?\n[ \t]*(serviceName|servicePort):[ \t]*${VALUE}[ \t]*(?:#.*)?$`,
  'gm',
);
const FLOW_BACKEND = new RegExp(
  String.raw`\{[ \t]*(serviceName|servicePort):[ \t]*${VALUE}[ \t]*,[ \t]*(serviceName|servicePort):[ \t]*${VALUE}[ \t]*\}`,
  'g',
);

/** What the ports of all backends are where they are rendered, in order. */
function renderedPorts(value: Json | undefined): readonly ('number' | 'name')[] {
  if (Array.isArray(value)) return value.flatMap(renderedPorts);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === 'servicePort'
      ? [typeof each === 'number' ? ('number' as const) : ('name' as const)]
      : renderedPorts(each),
  );
}

/**
 * How the n-th of so many written ports is said: by its own text where that is a literal, else by what is rendered; undefined
 * where a template makes ports of both kinds.
 */
function portField(
  written: string,
  at: readonly [n: number, of: number],
  rendered: readonly ('number' | 'name')[],
): 'number' | 'name' | undefined {
  if (/^\d+$/.test(written)) return 'number';
  if (!written.includes('{{')) return 'name';
  const [first] = rendered;
  if (rendered.every((each) => each === first)) return first;
  return at[1] === rendered.length ? rendered[at[0]] : undefined;
}

/** Ingress of networking.k8s.io/v1: backend.service with name and port, a pathType for each path, defaultBackend. */
const ingress: Migrate = ({ text }, { object }) => {
  const rendered = renderedPorts(object.spec as Json | undefined);
  const found = [
    ...[...text.matchAll(BACKEND)].map((match) => ({ match, indent: match[1] ?? '', parts: match.slice(3) })),
    ...[...text.matchAll(FLOW_BACKEND)].map((match) => ({ match, indent: undefined, parts: match.slice(1) })),
  ].sort((a, b) => a.match.index - b.match.index);
  const pieces: Piece[] = [];
  for (const [n, { match, indent, parts }] of found.entries()) {
    const [first, one = '', second, other = ''] = parts;
    if (first === second || (indent !== undefined && match[2] !== '')) return undefined;
    const [service, port] = first === 'serviceName' ? [one, other] : [other, one];
    const field = portField(port, [n, found.length], rendered);
    if (field === undefined) return undefined;
    const lines = ['service:', `  name: ${service}`, '  port:', `    ${field}: ${port}`];
    pieces.push({
      start: match.index,
      end: match.index + match[0].length,
      text:
        indent === undefined
          ? `{ service: { name: ${service}, port: { ${field}: ${port} } } }`
          : lines.map((line) => indent + line).join('\n'),
    });
  }
  const left = pieces
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, each) => now.slice(0, each.start) + now.slice(each.end), text);
  if (/\bservice(?:Name|Port)\b/.test(left.replace(/#.*$/gm, ''))) return undefined;
  const types = pathTypes(text, object.spec as Json | undefined);
  if (!types) return undefined;
  return [...pieces, ...types, ...defaultBackend(text, object.spec as Json | undefined)];
};

/** `pathType` beside every path that has none. */
function pathTypes(text: string, spec: Json | undefined): readonly Piece[] | undefined {
  if (/^[ \t]*(?:-[ \t]+)?pathType:/m.test(text)) return [];
  const paths = [...text.matchAll(/^([ \t]*)(-[ \t]+)?path:.*$/gm)];
  if (paths.length > 0)
    return paths.map(({ index, 0: line, 1: indent = '', 2: dash = '' }) => ({
      start: index + line.length,
      end: index + line.length,
      text: `\n${indent}${' '.repeat(dash.length)}pathType: ImplementationSpecific`,
    }));
  // Paths that name none begin with their backend.
  const heads = [...text.matchAll(/^([ \t]*)-[ \t]+(?=backend:)/gm)];
  if (heads.length === 0) return at(spec, 'rules') === undefined ? [] : undefined;
  return heads.map(({ index, 0: head, 1: indent = '' }) => ({
    start: index,
    end: index + head.length,
    text: `${head}pathType: ImplementationSpecific\n${indent}${' '.repeat(head.length - indent.length)}`,
  }));
}

function defaultBackend(text: string, spec: Json | undefined): readonly Piece[] {
  if (at(spec, 'backend') === undefined) return [];
  const own = [...text.matchAll(/^([ \t]+)backend:/gm)].toSorted(
    (a, b) => (a[1]?.length ?? 0) - (b[1]?.length ?? 0),
  )[0];
  if (!own) return [];
  const start = own.index + (own[1]?.length ?? 0);
  return [{ start, end: start + 'backend'.length, text: 'defaultBackend' }];
}

const TARGETS: Readonly<Record<string, readonly [type: string, field: string]>> = {
  targetAverageUtilization: ['Utilization', 'averageUtilization'],
  targetAverageValue: ['AverageValue', 'averageValue'],
};

/** Metrics of an autoscaler since autoscaling/v2beta2: a target with its type. */
const autoscaler: Migrate = ({ text }) =>
  [
    ...text.matchAll(
      new RegExp(
        String.raw`(^[ \t]*|[{,][ \t]*)(targetAverageUtilization|targetAverageValue):[ \t]*${VALUE}`,
        'gm',
      ),
    ),
  ].map((match) => {
    const [whole, lead = '', field = '', value = ''] = match;
    const [type, now] = TARGETS[field] ?? ['', ''];
    const start = match.index + lead.length;
    const isFlow = /[{,]/.test(lead);
    return {
      start,
      end: match.index + whole.length,
      text: isFlow
        ? `target: { type: ${type}, ${now}: ${value} }`
        : `target:\n${lead}  type: ${type}\n${lead}  ${now}: ${value}`,
    };
  });

/** Workloads of apps/v1 need a selector: the labels of their own pods. */
const workload: Migrate = ({ text }, { object }) => {
  if (at(object, 'spec.selector') !== undefined) return [];
  const template = /^([ \t]+)template:[ \t]*\n/m.exec(text);
  const indent = template?.[1] ?? '';
  const below = template ? text.slice(template.index) : '';
  const labels = /^([ \t]+)labels:[ \t]*\n((?:\1[ \t]+\S.*\n?)+)/m.exec(below);
  const flow = /^[ \t]+labels:[ \t]*(\{[^\n]*\})[ \t]*$/m.exec(below);
  if (!template || (!labels && !flow)) return undefined;
  const start = template.index;
  if (flow && (!labels || flow.index < labels.index))
    return [{ start, end: start, text: `${indent}selector:\n${indent}  matchLabels: ${flow[1] ?? ''}\n` }];
  const depth = /^[ \t]*/.exec(labels?.[2] ?? '')?.[0].length ?? 0;
  const lines = (labels?.[2] ?? '').trimEnd().split('\n');
  // What a helper prints at a column of its own cannot be moved to another.
  if (lines.some((line) => line.includes('{{') && /\bn?indent\b/.test(line))) return undefined;
  const moved = lines.map((line) => `${indent}    ${line.slice(depth)}\n`).join('');
  return [{ start, end: start, text: `${indent}selector:\n${indent}  matchLabels:\n${moved}` }];
};

/** Kinds whose shape changed with the version that is served now. Source: Kubernetes' "Deprecated API Migration Guide". */
export const migrations: Readonly<Record<string, { readonly to: string; readonly migrate: Migrate }>> = {
  Ingress: { to: 'networking.k8s.io/v1', migrate: ingress },
  HorizontalPodAutoscaler: { to: 'autoscaling/v2', migrate: autoscaler },
  Deployment: { to: 'apps/v1', migrate: workload },
  DaemonSet: { to: 'apps/v1', migrate: workload },
  StatefulSet: { to: 'apps/v1', migrate: workload },
  ReplicaSet: { to: 'apps/v1', migrate: workload },
};
