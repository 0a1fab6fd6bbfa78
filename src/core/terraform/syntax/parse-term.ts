import { DYNAMIC_VALUE, FALSE, NULL_VALUE, TRUE, type Value } from '../values/value.ts';
import { between, rangeOf } from './advance.ts';
import type { Expression } from './ast.ts';
import { parseCall } from './parse-call.ts';
import { parseObject, parseTuple } from './parse-collection.ts';
import { parseQuotedTemplate } from './parse-template.ts';
import { numberLiteral } from './parse-traversal.ts';
import type { ParserState } from './parser-state.ts';

const KEYWORDS: ReadonlyMap<string, Value> = new Map([
  ['true', TRUE],
  ['false', FALSE],
  ['null', NULL_VALUE],
]);

/** An operand without operators and traversals. */
export function parseTerm(p: ParserState): Expression {
  const start = p.peek();
  switch (start.type) {
    case '(':
      return parseParens(p);
    case 'number': {
      p.read();
      return { kind: 'literal', value: numberLiteral(p, start), range: rangeOf(start) };
    }
    case 'ident':
      return parseName(p);
    case 'oquote':
    case 'oheredoc':
      return parseQuotedTemplate(p);
    case '[':
      return parseTuple(p);
    case '{':
      return parseObject(p);
    default:
      break;
  }
  if (start.type === 'eof') {
    p.errorUnlessRecovering(
      'Missing expression',
      'Expected the start of an expression, but found the end of the file.',
      rangeOf(start),
    );
  } else {
    p.errorUnlessRecovering(
      'Invalid expression',
      'Expected the start of an expression, but found an invalid expression token.',
      rangeOf(start),
    );
  }
  p.recovery = true;
  return { kind: 'literal', value: DYNAMIC_VALUE, range: rangeOf(start) };
}

function parseName(p: ParserState): Expression {
  const token = p.read();
  const next = p.peek().type;
  if (next === '(' || next === '::') return parseCall(p, token);
  const range = rangeOf(token);
  const keyword = KEYWORDS.get(token.text);
  if (keyword !== undefined) return { kind: 'literal', value: keyword, range };
  return { kind: 'traversal', root: token.text, rootRange: range, steps: [], range };
}

function parseParens(p: ParserState): Expression {
  const open = p.read();
  p.pushNewlines(false);
  const before = p.errorCount;
  const inner = p.expression(p);
  if (p.errorCount > before || p.recovery) {
    p.recover(')');
    p.popNewlines();
    return inner;
  }
  const close = p.peek();
  if (close.type !== ')') {
    p.error(
      'Unbalanced parentheses',
      'Expected a closing parenthesis to terminate the expression.',
      rangeOf(close),
    );
    p.recovery = true;
  }
  const end = p.read();
  p.popNewlines();
  return { kind: 'parens', inner, range: between(open, end) };
}
