import { DYNAMIC_VALUE } from '../values/value.ts';
import { between, rangeOf } from './advance.ts';
import type { Expression } from './ast.ts';
import type { ParserState } from './parser-state.ts';
import type { Token } from './token.ts';

/** A function call whose name was read; the next token is `(` or `::`. */
export function parseCall(p: ParserState, name: Token): Expression {
  let open = p.read();
  let fullName = name.text;
  let nameEnd: Token = name;
  while (open.type === '::') {
    const part = p.read();
    if (part.type !== 'ident') {
      return badName(
        p,
        name,
        part,
        'Missing function name',
        'Function scope resolution symbol :: must be followed by a function name in this scope.',
      );
    }
    fullName += `::${part.text}`;
    nameEnd = part;
    open = p.read();
  }
  if (open.type !== '(') {
    return badName(
      p,
      name,
      open,
      'Missing open parenthesis',
      'Function selector must be followed by an open parenthesis to begin the function call.',
    );
  }
  p.pushNewlines(false);
  const { args, expandFinal, close } = parseArguments(p, name, open);
  p.popNewlines();
  return {
    kind: 'call',
    name: fullName,
    args,
    expandFinal,
    nameRange: between(name, nameEnd),
    openRange: rangeOf(open),
    closeRange: rangeOf(close),
    range: between(name, close),
  };
}

function badName(p: ParserState, name: Token, at: Token, summary: string, detail: string): Expression {
  p.error(summary, detail, rangeOf(at));
  p.recoverOver('(');
  return { kind: 'literal', value: DYNAMIC_VALUE, range: between(name, at) };
}

interface Arguments {
  readonly args: readonly Expression[];
  readonly expandFinal: boolean;
  readonly close: Token;
}

function parseArguments(p: ParserState, name: Token, open: Token): Arguments {
  const args: Expression[] = [];
  const done = (close: Token, expandFinal = false): Arguments => ({ args, expandFinal, close });
  for (;;) {
    if (p.peek().type === ')') return done(p.read());
    const before = p.errorCount;
    args.push(p.expression(p));
    if (p.recovery && (p.errorCount > before || p.recovery)) return done(p.recover(')'));
    const separator = p.read();
    if (separator.type === ')') return done(separator);
    if (separator.type === '...') return done(closeAfterEllipsis(p, separator), true);
    if (separator.type !== ',') {
      if (separator.type === 'eof') {
        p.error(
          'Unterminated function call',
          // The misspelling is HCL 2.14's own; tools match on these words.
          'There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parethesis nesting elsewhere in this file.',
          between(name, open),
        );
      } else {
        p.error(
          'Missing argument separator',
          'A comma is required to separate each function argument from the next.',
          rangeOf(separator),
        );
      }
      return done(p.recover(')'));
    }
  }
}

function closeAfterEllipsis(p: ParserState, ellipsis: Token): Token {
  if (p.peek().type === ')') return p.read();
  p.errorUnlessRecovering(
    'Missing closing parenthesis',
    'An expanded function argument (with ...) must be immediately followed by closing parentheses.',
    rangeOf(ellipsis),
  );
  return p.recover(')');
}
