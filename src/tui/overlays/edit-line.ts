import { dim, type Line, span } from '../draw/span.ts';
import { widthOf } from '../draw/width.ts';
import { type Edit, parts } from '../input/edit.ts';

/** A text that is being typed, with its caret; what would complete it stands behind it. The part around the caret is shown. */
export function editLine(
  edit: Edit,
  width: number,
  look: { secret?: boolean; ghost?: string; active?: boolean } = {},
): Line {
  const { secret = false, ghost = '', active = true } = look;
  const all = parts(edit.text).map((each) => (secret ? '•' : span(each).text));
  const caret = Math.min(edit.caret, all.length);
  let from = 0;
  const before = (): string => all.slice(from, caret).join('');
  while (from < caret && widthOf(before()) > width - 2) from += 1;
  const under = all[caret] ?? ghost.charAt(0);
  return [
    span(before()),
    ...(active ? [span(under === '' ? ' ' : under, 'plain', { inverse: true })] : [span(under)]),
    span(all.slice(caret + 1).join('')),
    ...(caret === all.length ? [dim(active ? ghost.slice(1) : '')] : []),
  ];
}
