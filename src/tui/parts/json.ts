import type { Json } from '../contract.ts';
import { dim, type Line, span } from '../draw/span.ts';
import { widthOf } from '../draw/width.ts';
import { wrapText } from '../draw/wrap.ts';

const MOST_LINES = 400;

/** A JSON value in lines as people write YAML: names, indents, no brackets. Long texts are wrapped. */
export function jsonLines(value: Json, width: number, indent = 0): readonly Line[] {
  const lines: Line[] = [];
  add(lines, value, width, indent, '');
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), [dim('…')]] : lines;
}

function add(lines: Line[], value: Json, width: number, indent: number, name: string): void {
  if (lines.length > MOST_LINES) return;
  const lead = ' '.repeat(indent);
  const title = name === '' ? '' : name === '-' ? '- ' : `${name}: `;
  const label = [dim(title)];
  if (value === null || typeof value !== 'object') {
    const text = value === null ? 'null' : String(value);
    const room = Math.max(8, width - indent - widthOf(title));
    const parts = text.split('\n').flatMap((each) => wrapText(span(each).text, room));
    parts.forEach((part, at) => {
      lines.push([span(lead), ...(at === 0 ? label : [span(' '.repeat(widthOf(title)))]), span(part)]);
    });
    return;
  }
  const entries: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? value.map((each) => ['-', each])
    : Object.entries(value).map(([key, each]) => [key, each as Json]);
  if (entries.length === 0) {
    lines.push([span(lead), ...label, dim(Array.isArray(value) ? '[]' : '{}')]);
    return;
  }
  if (name !== '') lines.push([span(lead), dim(name === '-' ? '-' : `${name}:`)]);
  const deeper = name === '' ? indent : indent + 2;
  for (const [key, each] of entries) add(lines, each, width, deeper, key);
}
