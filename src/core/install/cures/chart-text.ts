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

/** A document of a template file, by where it stands. */
export interface WrittenDocument {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The documents of a template that are written as a kind (`kind: Ingress` at the left edge). */
export function documentsOf(content: string, kind: string): readonly WrittenDocument[] {
  const found: WrittenDocument[] = [];
  const isKind = new RegExp(`^kind:[ \\t]*["']?${escaped(kind)}["']?[ \\t]*(?:#.*)?$`, 'm');
  let start = 0;
  for (const mark of [...content.matchAll(/^---.*$/gm), undefined]) {
    const end = mark?.index ?? content.length;
    const text = content.slice(start, end);
    if (isKind.test(text)) found.push({ start, end, text });
    start = mark === undefined ? end : end + mark[0].length;
  }
  return found;
}

/** Lines below a field in which the name that it refers to stands. */
const NAME_LINES = 4;

/**
 * What a template writes for the name in a field (`secretRef:`, `imagePullSecrets:`): the literal that is the name, or the one
 * expression there is that makes it. Expressions that need a variable of their surroundings are none.
 */
export function writtenName(content: string, field: string, name: string): string | undefined {
  const made = new Set<string>();
  for (const match of content.matchAll(new RegExp(`\\b${escaped(field)}:`, 'g'))) {
    let end = match.index;
    for (let line = 0; line < NAME_LINES && end !== -1; line++) end = content.indexOf('\n', end + 1);
    const block = content.slice(match.index, end === -1 ? undefined : end);
    const written = new RegExp(
      `(?:\\bname|\\bsecretName|\\b${escaped(field)}):[ \\t]*(["']?)((?:\\{\\{[^{}]*\\}\\}|[\\w.-])+)\\1[ \\t]*(?=[,}#]|$)`,
      'm',
    ).exec(block)?.[2];
    if (written === undefined) continue;
    if (written === name) return name;
    if (written.includes('{{') && !/\$\w|\{\{-?\s*\.(?:\s|[a-z]|\}|-)/.test(written)) made.add(written);
  }
  const [only, other] = made;
  return other === undefined ? only : undefined;
}

/** An object's name without the release's, which is another at every install; for names of files. */
export const withoutRelease = (name: string): string =>
  name.replace(/^(?:cloudapp|helm)-[0-9a-z]{8}-?/, '') || 'own';
