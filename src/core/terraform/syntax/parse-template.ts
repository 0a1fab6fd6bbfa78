import type { SourceRange } from '../../diagnostics/index.ts';
import { between, rangeOf } from './advance.ts';
import type { Expression } from './ast.ts';
import { parseDirective } from './parse-directive.ts';
import type { ParserState } from './parser-state.ts';
import { opposite } from './parser-state.ts';
import { literalText } from './string-literal.ts';
import { flushHeredoc, meldLiterals, type TemplatePart } from './template-parts.ts';
import { TemplateTree } from './template-tree.ts';
import type { Token, TokenType } from './token.ts';

/** A quoted string or heredoc; the next token opens it. */
export function parseQuotedTemplate(p: ParserState): Expression {
  const open = p.read();
  const flush = open.type === 'oheredoc' && open.text.startsWith('<<-');
  const parts = parseParts(p, opposite(open.type) ?? 'eof', flush);
  const range = between(open, p.previous());
  return assemble(p, parts, range);
}

/** A template that is the whole text. */
export function parseBareTemplate(p: ParserState): Expression {
  const start = p.peek();
  const parts = parseParts(p, 'eof', false);
  return assemble(p, parts, between(start, parts.at(-1)?.range ?? start));
}

function assemble(p: ParserState, parts: readonly TemplatePart[], range: SourceRange): Expression {
  const [only, end] = parts;
  if (parts.length === 2 && only?.kind === 'interp' && end?.kind === 'end') {
    return { kind: 'templateWrap', wrapped: only.expr, range };
  }
  return { kind: 'template', parts: new TemplateTree(p, parts).root(), range };
}

const trimRight = (text: string): string => text.replace(/[\s\u0085]+$/u, '');
const trimLeft = (text: string): string => text.replace(/^[\s\u0085]+/u, '');

function parseParts(p: ParserState, end: TokenType, flush: boolean): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const start = p.peek();
  let trimNext = false;
  let endRange: SourceRange;
  for (;;) {
    const next = p.read();
    if (next.type === end) {
      endRange = rangeOf(next);
      break;
    }
    const trim = trimNext;
    trimNext = false;
    if (next.type === 'stringlit' || next.type === 'quotedlit') {
      const text = literalText(p, next);
      parts.push({ kind: 'literal', text: trim ? trimLeft(text) : text, range: rangeOf(next) });
    } else if (next.type === '${' || next.type === '%{') {
      const previous = parts.at(-1);
      if (next.text.endsWith('~') && previous?.kind === 'literal') previous.text = trimRight(previous.text);
      p.pushNewlines(false);
      const done = next.type === '${' ? parseInterpolation(p, next, start, end) : parseDirective(p, next);
      p.popNewlines();
      if (done.part) parts.push(done.part);
      trimNext = done.trimNext;
    } else {
      p.errorUnlessRecovering(
        'Unterminated template string',
        'No closing marker was found for the string.',
        rangeOf(next),
      );
      endRange = rangeOf(next.type === 'eof' ? next : p.recover(end));
      p.recovery = true;
      break;
    }
  }
  if (parts.length === 0) {
    parts.push({ kind: 'literal', text: '', range: { start: start.end, end: start.end } });
  }
  parts.push({ kind: 'end', range: endRange });
  if (flush) flushHeredoc(parts);
  return meldLiterals(parts, p.keepHeads);
}

function parseInterpolation(
  p: ParserState,
  open: Token,
  start: Token,
  end: TokenType,
): { part: TemplatePart; trimNext: boolean } {
  const expr = p.expression(p);
  const close = p.peek();
  const part: TemplatePart = { kind: 'interp', expr, range: between(open, close) };
  if (close.type === 'seqend') {
    p.read();
    return { part, trimNext: close.text.startsWith('~') };
  }
  complainAboutClose(p, close, start, end);
  p.recover('seqend');
  return { part, trimNext: false };
}

function complainAboutClose(p: ParserState, close: Token, start: Token, end: TokenType): void {
  const unclosed = (where: string): void =>
    p.errorUnlessRecovering(
      'Unclosed template interpolation sequence',
      `There is no closing brace for this interpolation sequence before the end of the ${where}. This might be caused by incorrect nesting inside the given expression.`,
      rangeOf(start),
    );
  if (close.type === 'eof') {
    unclosed('file');
    return;
  }
  if ((close.type === 'cquote' || close.type === 'oquote') && end === 'cquote') {
    unclosed('quoted template');
    return;
  }
  const detail =
    close.type === ':'
      ? 'Template interpolation doesn\'t expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with "$${" instead of just "${".'
      : 'Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is an embedded sequence for another language, escape it by starting with "$${" instead of just "${".';
  p.errorUnlessRecovering('Extra characters after interpolation expression', detail, rangeOf(close));
}
