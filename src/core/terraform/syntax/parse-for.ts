import type { SourceRange } from '../../diagnostics/index.ts';
import { DYNAMIC_VALUE } from '../values/value.ts';
import { between, rangeOf } from './advance.ts';
import type { Expression } from './ast.ts';
import type { ParserState } from './parser-state.ts';
import type { Token } from './token.ts';

const SUMMARY = "Invalid 'for' expression";

const isKeyword = (token: Token, word: string): boolean => token.type === 'ident' && token.text === word;

/** A for expression after its `[` or `{`; the next token is `for`. */
export function parseFor(p: ParserState, open: Token): Expression {
  p.read();
  const closeType = open.type === '{' ? '}' : ']';
  const giveUp = (): Expression => {
    const close = p.recover(closeType);
    return { kind: 'literal', value: DYNAMIC_VALUE, range: between(open, close) };
  };
  const failHere = (detail: string): Expression => {
    p.errorUnlessRecovering(SUMMARY, detail, rangeOf(p.peek()));
    return giveUp();
  };

  if (p.peek().type !== 'ident') return failHere("For expression requires variable name after 'for'.");
  let keyVar: string | undefined;
  let valueVar = p.read().text;
  if (p.peek().type === ',') {
    keyVar = valueVar;
    p.read();
    if (p.peek().type !== 'ident')
      return failHere('For expression requires value variable name after comma.');
    valueVar = p.read().text;
  }
  if (!isKeyword(p.peek(), 'in')) {
    return failHere("For expression requires the 'in' keyword after its name declarations.");
  }
  p.read();
  const before = p.errorCount;
  const failed = (): boolean => p.recovery && p.errorCount > before;
  const collection = p.expression(p);
  if (failed()) return giveUp();
  if (p.peek().type !== ':')
    return failHere('For expression requires a colon after the collection expression.');
  p.read();

  let key: Expression | undefined;
  let value = p.expression(p);
  if (p.peek().type === '=>') {
    p.read();
    key = value;
    value = p.expression(p);
  }
  if (failed()) return giveUp();
  let ellipsis: SourceRange | undefined;
  if (p.peek().type === '...') ellipsis = rangeOf(p.read());
  let condition: Expression | undefined;
  if (isKeyword(p.peek(), 'if')) {
    p.read();
    condition = p.expression(p);
    if (failed()) return giveUp();
  }
  let close: Token;
  if (p.peek().type === closeType) close = p.read();
  else {
    p.errorUnlessRecovering(
      SUMMARY,
      "Extra characters after the end of the 'for' expression.",
      rangeOf(p.peek()),
    );
    close = p.recover(closeType);
  }
  if (closeType === ']') {
    if (key) p.error(SUMMARY, 'Key expression is not valid when building a tuple.', key.range);
    if (ellipsis) p.error(SUMMARY, 'Grouping ellipsis (...) cannot be used when building a tuple.', ellipsis);
  } else if (!key) {
    p.error(SUMMARY, 'Key expression is required when building an object.', value.range);
  }
  return {
    kind: 'for',
    keyVar,
    valueVar,
    collection,
    key,
    value,
    condition,
    group: ellipsis !== undefined,
    openRange: rangeOf(open),
    range: between(open, close),
  };
}
