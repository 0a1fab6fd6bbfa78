import type { Line, Tone } from './span.ts';
import { span } from './span.ts';
import { clip, widthOf } from './width.ts';

/** A text in lines of so many columns: broken at blanks, inside words only where a word is longer than a line, and between CJK characters. */
export function wrapText(text: string, columns: number): readonly string[] {
  const width = Math.max(1, columns);
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width));
}

function wrapParagraph(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let now = '';
  for (const piece of pieces(paragraph)) {
    if (widthOf(now) + widthOf(piece.trimEnd()) <= width) {
      now += piece;
      continue;
    }
    if (now.trim() !== '') lines.push(now.trimEnd());
    now = piece.trimStart();
    while (widthOf(now) > width) {
      const { text: part } = clip(now, width);
      if (part === '') break;
      lines.push(part);
      now = now.slice(part.length);
    }
  }
  lines.push(now.trimEnd());
  return lines;
}

const CJK = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;
const CLOSING = /^[,。、;:!?)」』》”’]/;

/** Words with the blanks behind them; every CJK character is a piece of its own, closing marks stay with it. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  for (const word of text.match(/\S+\s*|\s+/g) ?? []) {
    if (!CJK.test(word)) {
      found.push(word);
      continue;
    }
    for (const part of word.match(
      /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]\s*|[^\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]+/g,
    ) ?? []) {
      if (CLOSING.test(part) && found.length > 0) found.push(`${found.pop() ?? ''}${part}`);
      else found.push(part);
    }
  }
  return found;
}

/** `wrapText` as lines, with a hanging indent before all but the first. */
export function paragraph(text: string, columns: number, tone: Tone = 'plain', indent = ''): readonly Line[] {
  const safe = text
    .split('\n')
    .map((each) => span(each).text)
    .join('\n');
  return wrapText(safe, columns - widthOf(indent)).map((each, at) => [
    span(at === 0 ? each : indent + each, tone),
  ]);
}
