import { between, rangeOf } from './advance.ts';
import type { Expression, ObjectItem } from './ast.ts';
import { parseFor } from './parse-for.ts';
import type { ParserState } from './parser-state.ts';
import type { Token } from './token.ts';

const isFor = (token: Token): boolean => token.type === 'ident' && token.text === 'for';

/** `[…]`: a tuple or a for expression. */
export function parseTuple(p: ParserState): Expression {
  const open = p.read();
  p.pushNewlines(false);
  const result = isFor(p.peek()) ? parseFor(p, open) : finishTuple(p, open);
  p.popNewlines();
  return result;
}

function finishTuple(p: ParserState, open: Token): Expression {
  const items: Expression[] = [];
  const done = (close: Token): Expression => ({
    kind: 'tuple',
    items,
    openRange: rangeOf(open),
    range: between(open, close),
  });
  for (;;) {
    if (p.peek().type === ']') return done(p.read());
    const before = p.errorCount;
    items.push(p.expression(p));
    if (p.recovery && p.errorCount > before) return done(p.recover(']'));
    const next = p.peek();
    if (next.type === ']') return done(p.read());
    if (next.type !== ',') {
      if (next.type === 'eof') {
        p.errorUnlessRecovering(
          'Unterminated tuple constructor expression',
          'There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.',
          rangeOf(open),
        );
      } else {
        p.errorUnlessRecovering(
          'Missing item separator',
          'Expected a comma to mark the beginning of the next item.',
          rangeOf(next),
        );
      }
      return done(p.recover(']'));
    }
    p.read();
  }
}

/** `{…}`: an object or a for expression. */
export function parseObject(p: ParserState): Expression {
  const open = p.read();
  p.pushNewlines(false);
  const loop = isFor(p.peek());
  if (loop) {
    const result = parseFor(p, open);
    p.popNewlines();
    return result;
  }
  p.popNewlines();
  p.pushNewlines(true);
  const items: ObjectItem[] = [];
  const close = parseItems(p, open, items);
  p.popNewlines();
  return { kind: 'object', items, openRange: rangeOf(open), range: between(open, close) };
}

const UNTERMINATED =
  'There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.';

function parseItems(p: ParserState, open: Token, items: ObjectItem[]): Token {
  for (;;) {
    const next = p.peek();
    if (next.type === 'newline') {
      p.read();
      continue;
    }
    if (next.type === '}') return p.read();
    const before = p.errorCount;
    const key = p.expression(p);
    if (p.recovery && p.errorCount > before) return p.recover('}');
    const separator = p.peek();
    if (separator.type !== '=' && separator.type !== ':') {
      complainAboutKey(p, separator, open);
      return p.recover('}');
    }
    p.read();
    const value = p.expression(p);
    if (p.recovery && p.errorCount > before) return p.recover('}');
    items.push({ key, keyInParens: next.type === '(', value });
    const end = p.peek();
    if (end.type === '}') return p.read();
    if (end.type !== ',' && end.type !== 'newline') {
      if (end.type === 'eof') {
        p.errorUnlessRecovering('Unterminated object constructor expression', UNTERMINATED, rangeOf(open));
      } else {
        p.errorUnlessRecovering(
          'Missing attribute separator',
          'Expected a newline or comma to mark the beginning of the next attribute.',
          rangeOf(end),
        );
      }
      return p.recover('}');
    }
    p.read();
  }
}

function complainAboutKey(p: ParserState, next: Token, open: Token): void {
  const expected = 'Expected an equals sign ("=") to mark the beginning of the attribute value.';
  switch (next.type) {
    case 'newline':
    case ',':
      p.errorUnlessRecovering(
        'Missing attribute value',
        'Expected an attribute value, introduced by an equals sign ("=").',
        rangeOf(next),
      );
      break;
    case 'ident':
      p.errorUnlessRecovering(
        'Missing key/value separator',
        `${expected} If you intended to given an attribute name containing periods or spaces, write the name in quotes to create a string literal.`,
        rangeOf(next),
      );
      break;
    case 'eof':
      p.errorUnlessRecovering('Unterminated object constructor expression', UNTERMINATED, rangeOf(open));
      break;
    default:
      p.errorUnlessRecovering('Missing key/value separator', expected, rangeOf(next));
  }
}
