import type { SourceRange } from '../../diagnostics/index.ts';
import { countGraphemes } from './advance.ts';
import type { Expression } from './ast.ts';

/** A template as a flat row of parts, before if and for are matched with their ends. */
export type TemplatePart =
  | { readonly kind: 'literal'; text: string; range: SourceRange; head?: SourceRange }
  | { readonly kind: 'interp'; readonly expr: Expression; readonly range: SourceRange }
  | { readonly kind: 'if'; readonly condition: Expression; readonly range: SourceRange }
  | {
      readonly kind: 'for';
      readonly keyVar: string | undefined;
      readonly valueVar: string;
      readonly collection: Expression;
      readonly range: SourceRange;
    }
  | { readonly kind: 'else'; readonly range: SourceRange }
  | { readonly kind: 'endif'; readonly range: SourceRange }
  | { readonly kind: 'endfor'; readonly range: SourceRange }
  | { readonly kind: 'end'; readonly range: SourceRange };

type Literal = Extract<TemplatePart, { kind: 'literal' }>;

const LEADING_SPACE = /^[\s\u0085]+/u;

/** Takes the common indentation off the lines of a `<<-` heredoc; only literal text counts, never interpolated values. */
export function flushHeredoc(parts: readonly TemplatePart[]): void {
  let least = Number.POSITIVE_INFINITY;
  let lineStart = true;
  const adjust: Literal[] = [];
  for (const part of parts) {
    if (part.kind === 'end') break;
    if (lineStart) {
      lineStart = false;
      let spaces = 0;
      if (part.kind === 'literal') {
        const lead = LEADING_SPACE.exec(part.text)?.[0] ?? '';
        if (lead.length === part.text.length && part.text.endsWith('\n')) spaces = Number.POSITIVE_INFINITY;
        else {
          spaces = countGraphemes(lead);
          adjust.push(part);
        }
      }
      least = Math.min(least, spaces);
    }
    if (part.kind === 'literal' && part.text.endsWith('\n')) lineStart = true;
  }
  if (!Number.isFinite(least)) return;
  for (const literal of adjust) {
    const { start } = literal.range;
    literal.text = literal.text.slice(least);
    literal.range = {
      start: { line: start.line, column: start.column + least, offset: start.offset + least },
      end: literal.range.end,
    };
  }
}

/** Joins literals that stand side by side. */
export function meldLiterals(parts: readonly TemplatePart[], keepHeads: boolean): TemplatePart[] {
  const melded: TemplatePart[] = [];
  let run: string[] = [];
  let literal: Literal | undefined;
  const finish = (): void => {
    if (literal !== undefined && run.length > 1) literal.text = run.join('');
  };
  for (const part of parts) {
    if (part.kind === 'literal' && literal !== undefined) {
      run.push(part.text);
      if (keepHeads) literal.head ??= literal.range;
      literal.range = { start: literal.range.start, end: part.range.end };
      continue;
    }
    finish();
    literal = part.kind === 'literal' ? part : undefined;
    run = literal ? [literal.text] : [];
    melded.push(part);
  }
  finish();
  return melded;
}
