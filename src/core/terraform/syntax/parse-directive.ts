import { nearest } from '../values/suggestion.ts';
import { between, rangeOf } from './advance.ts';
import type { ParserState } from './parser-state.ts';
import type { TemplatePart } from './template-parts.ts';
import type { Token } from './token.ts';

interface Directive {
  readonly part: TemplatePart | undefined;
  readonly trimNext: boolean;
}

const KEYWORDS = ['if', 'for', 'else', 'endif', 'endfor'];

/** A `%{ … }` directive whose opener was read. */
export function parseDirective(p: ParserState, open: Token): Directive {
  const abandon = (): Directive => {
    p.recover('seqend');
    return { part: undefined, trimNext: false };
  };
  const keyword = p.peek();
  if (keyword.type !== 'ident') {
    p.errorUnlessRecovering(
      'Invalid template directive',
      'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.',
      rangeOf(keyword),
    );
    return abandon();
  }
  p.read();
  let part: TemplatePart | undefined;
  switch (keyword.text) {
    case 'if': {
      const condition = p.expression(p);
      part = { kind: 'if', condition, range: between(open, p.peek()) };
      break;
    }
    case 'else':
    case 'endif':
    case 'endfor':
      part = { kind: keyword.text, range: between(open, p.peek()) };
      break;
    case 'for':
      part = parseForDirective(p, open);
      if (part === undefined) return abandon();
      break;
    default: {
      const near = nearest(keyword.text, KEYWORDS);
      p.errorUnlessRecovering(
        'Invalid template control keyword',
        `"${keyword.text}" is not a valid template control keyword.${near ? ` Did you mean "${near}"?` : ''}`,
        rangeOf(keyword),
      );
      return abandon();
    }
  }
  const close = p.peek();
  if (close.type === 'seqend') {
    p.read();
    return { part, trimNext: close.text.startsWith('~') };
  }
  p.errorUnlessRecovering(
    `Extra characters in ${keyword.text} marker`,
    'Expected a closing brace to end the sequence, but found extra characters.',
    rangeOf(close),
  );
  p.recover('seqend');
  return { part, trimNext: false };
}

function parseForDirective(p: ParserState, open: Token): TemplatePart | undefined {
  const fail = (detail: string): undefined => {
    p.errorUnlessRecovering("Invalid 'for' directive", detail, rangeOf(p.peek()));
    return undefined;
  };
  if (p.peek().type !== 'ident') return fail("For directive requires variable name after 'for'.");
  let keyVar: string | undefined;
  let valueVar = p.read().text;
  if (p.peek().type === ',') {
    keyVar = valueVar;
    p.read();
    if (p.peek().type !== 'ident') return fail('For directive requires value variable name after comma.');
    valueVar = p.read().text;
  }
  const keyword = p.peek();
  if (keyword.type !== 'ident' || keyword.text !== 'in') {
    return fail("For directive requires 'in' keyword after names.");
  }
  p.read();
  const collection = p.expression(p);
  return { kind: 'for', keyVar, valueVar, collection, range: between(open, p.peek()) };
}
