import { isScalar, parseDocument } from 'yaml';
import type { Installation } from '../chart/installation.ts';
import type { WrittenText } from '../provenance.ts';

/** Longest values.yaml in which a value's place is looked for, in UTF-16 units. */
const LONGEST_VALUES = 200_000;
const VALUE = /^\{\{-?\s*(?:int(?:64)?\s+|toString\s+)?\.Values\.([A-Za-z_][\w.]*)\s*(?:\|[^{}]*)?-?\}\}$/;

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where a value of the chart's own values.yaml stands, by its path: `job.image`. */
export function valueAt(
  { facts, chart }: Pick<Installation, 'facts' | 'chart'>,
  path: string,
): WrittenText | undefined {
  const file = `${chart}/values.yaml`;
  const content = facts.provenance.text(file);
  if (content === '' || content.length > LONGEST_VALUES) return undefined;
  const node = parseDocument(content, { prettyErrors: false }).getIn(path.split('.'), true);
  if (!isScalar(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return { file, start, end, text: content.slice(start, end) };
}

/**
 * What stands for a field of a template (`field: …`, the first from an offset on): the literal there, or the one in
 * values.yaml that `{{ .Values.path }}` reads. Undefined where a template makes it otherwise.
 */
export function writtenScalar(
  installation: Pick<Installation, 'facts' | 'chart'>,
  source: string,
  field: string,
  from = 0,
): WrittenText | undefined {
  const content = installation.facts.provenance.text(source);
  const found = new RegExp(`^[ \\t]*(?:-[ \\t]+)?["']?${escaped(field)}["']?:[ \\t]*`, 'm').exec(
    content.slice(from),
  );
  if (!found) return undefined;
  const start = from + found.index + found[0].length;
  const line = content.slice(start, `${content}\n`.indexOf('\n', start));
  const written = line.replace(/[ \t]+#.*$/, '').trimEnd();
  const value = VALUE.exec(written);
  if (value) return valueAt(installation, value[1] ?? '');
  if (written === '' || written.includes('{{')) return undefined;
  return { file: source, start, end: start + written.length, text: written };
}
