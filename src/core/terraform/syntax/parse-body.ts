import type { SourceRange } from '../../diagnostics/index.ts';
import { between, rangeOf } from './advance.ts';
import type { Attribute, Block, Body } from './ast.ts';
import type { ParserState } from './parser-state.ts';
import { parseQuotedLabel } from './string-literal.ts';
import type { Token } from './token.ts';

const REQUIRED = 'Argument or block definition required';
const UNCLOSED =
  'There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.';

/** A body up to `end`, which is read too. */
export function parseBody(p: ParserState, end: '}' | 'eof'): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  const start = rangeOf(p.previous());
  let last: SourceRange;
  for (;;) {
    const next = p.peek();
    if (next.type === end) {
      last = rangeOf(next);
      p.read();
      break;
    }
    if (next.type === 'newline') {
      p.read();
      continue;
    }
    if (next.type === 'ident') {
      addItem(p, attributes, blocks);
      continue;
    }
    p.read();
    if (next.type === 'eof') {
      p.errorUnlessRecovering('Unclosed configuration block', UNCLOSED, start);
      last = rangeOf(p.previous());
      break;
    }
    complain(p, next);
    p.recoverAfterItem();
  }
  return { file: p.file, attributes, blocks, range: between(start, last) };
}

function complain(p: ParserState, bad: Token): void {
  if (bad.type === 'oquote') {
    p.errorUnlessRecovering('Invalid argument name', 'Argument names must not be quoted.', rangeOf(bad));
  } else {
    p.errorUnlessRecovering(REQUIRED, 'An argument or block definition is required here.', rangeOf(bad));
  }
}

function addItem(p: ParserState, attributes: Map<string, Attribute>, blocks: Block[]): void {
  const ident = p.read();
  const next = p.peek();
  if (next.type === '=') {
    addAttribute(p, attributes, parseAttribute(p, ident, false));
  } else if (next.type === 'oquote' || next.type === '{' || next.type === 'ident') {
    blocks.push(parseBlock(p, ident));
  } else {
    p.errorUnlessRecovering(
      REQUIRED,
      'An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.',
      rangeOf(ident),
    );
    p.recoverAfterItem();
  }
}

function addAttribute(p: ParserState, attributes: Map<string, Attribute>, attribute: Attribute): void {
  const existing = attributes.get(attribute.name);
  if (existing === undefined) {
    attributes.set(attribute.name, attribute);
    return;
  }
  const { start, end } = existing.nameRange;
  p.error(
    'Attribute redefined',
    `The argument "${attribute.name}" was already set at ${p.file}:${start.line},${start.column}-${end.column}. Each argument may be set only once.`,
    attribute.nameRange,
  );
}

function parseAttribute(p: ParserState, ident: Token, singleLine: boolean): Attribute {
  const equals = p.read();
  const before = p.errorCount;
  const expr = p.expression(p);
  let last = rangeOf(p.previous());
  if (p.recovery && p.errorCount > before) p.recoverAfterItem();
  else if (!singleLine) {
    const end = p.peek();
    if (end.type === 'newline' || end.type === 'eof') p.read();
    else {
      const detail = 'An argument definition must end with a newline.';
      if (end.type === ',') {
        p.errorUnlessRecovering(
          'Unexpected comma after argument',
          `Argument definitions must be separated by newlines, not commas. ${detail}`,
          rangeOf(end),
        );
      } else p.errorUnlessRecovering('Missing newline after argument', detail, rangeOf(end));
      last = rangeOf(p.previous());
      p.recoverAfterItem();
    }
  }
  return {
    name: ident.text,
    nameRange: rangeOf(ident),
    equalsRange: rangeOf(equals),
    expr,
    range: between(ident, last),
  };
}

interface Header {
  readonly labels: string[];
  readonly labelRanges: SourceRange[];
  /** Absent when the header is broken. */
  readonly brace: Token | undefined;
}

function parseHeader(p: ParserState): Header {
  const labels: string[] = [];
  const labelRanges: SourceRange[] = [];
  for (;;) {
    const token = p.peek();
    if (token.type === '{') return { labels, labelRanges, brace: p.read() };
    if (token.type === 'oquote') {
      const label = parseQuotedLabel(p);
      labels.push(label.text);
      labelRanges.push(label.range);
    } else if (token.type === 'ident') {
      p.read();
      labels.push(token.text);
      labelRanges.push(rangeOf(token));
    } else {
      complainAboutHeader(p, token);
      p.recoverAfterItem();
      return { labels, labelRanges, brace: undefined };
    }
  }
}

function complainAboutHeader(p: ParserState, token: Token): void {
  const summary = 'Invalid block definition';
  if (token.type === '=') {
    p.error(
      summary,
      'The equals sign "=" indicates an argument definition, and must not be used when defining a block.',
      rangeOf(token),
    );
  } else if (token.type === 'newline') {
    p.error(
      summary,
      'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.',
      rangeOf(token),
    );
  } else {
    p.errorUnlessRecovering(
      summary,
      'Either a quoted string block label or an opening brace ("{") is expected here.',
      rangeOf(token),
    );
  }
}

function parseBlock(p: ParserState, ident: Token): Block {
  const { labels, labelRanges, brace } = parseHeader(p);
  const headerRange = between(ident, labelRanges.at(-1) ?? ident);
  const block = (body: Body, range: SourceRange): Block => ({
    type: ident.text,
    typeRange: rangeOf(ident),
    labels,
    labelRanges,
    headerRange,
    body,
    range,
  });
  if (brace === undefined) return block(emptyBody(p, rangeOf(ident)), headerRange);
  const entered = p.enter();
  const body = entered ? parseBlockBody(p, brace) : skipBlock(p, brace);
  p.leave();
  const range = between(ident, p.previous());
  endBlock(p);
  return block(body, range);
}

function skipBlock(p: ParserState, brace: Token): Body {
  p.recover('}');
  return emptyBody(p, rangeOf(brace));
}

const emptyBody = (p: ParserState, range: SourceRange): Body => ({
  file: p.file,
  attributes: new Map(),
  blocks: [],
  range,
});

function endBlock(p: ParserState): void {
  const eol = p.peek();
  if (eol.type === 'newline' || eol.type === 'eof') {
    if (eol.type === 'newline') p.recovery = false;
    p.read();
    return;
  }
  p.errorUnlessRecovering(
    'Missing newline after block definition',
    'A block definition must end with a newline.',
    rangeOf(eol),
  );
  p.recoverAfterItem();
}

function parseBlockBody(p: ParserState, brace: Token): Body {
  const first = p.peek().type;
  if (first === 'newline' || first === 'eof' || first === '}') return parseBody(p, '}');
  return parseSingleLineBody(p, brace);
}

/** `{ name = value }`: one argument on the line of its block. */
function parseSingleLineBody(p: ParserState, brace: Token): Body {
  const attributes = new Map<string, Attribute>();
  const body = (): Body => ({
    file: p.file,
    attributes,
    blocks: [],
    range: between(brace, p.previous()),
  });
  const ident = p.read();
  const next = p.peek();
  if (ident.type !== 'ident') {
    p.error(REQUIRED, 'An argument or block definition is required here.', rangeOf(ident));
    p.recover('}');
    return body();
  }
  if (next.type !== '=') {
    const nested = next.type === 'oquote' || next.type === '{' || next.type === 'ident';
    if (nested) {
      p.error(
        'Argument definition required',
        `A single-line block definition can contain only a single argument. If you meant to define argument "${ident.text}", use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.`,
        between(ident, next),
      );
    } else {
      p.error(
        REQUIRED,
        'An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.',
        rangeOf(ident),
      );
    }
    p.recover('}');
    return body();
  }
  const before = p.errorCount;
  addAttribute(p, attributes, parseAttribute(p, ident, true));
  if (p.errorCount === before) closeSingleLine(p, brace);
  return body();
}

function closeSingleLine(p: ParserState, brace: Token): void {
  const next = p.peek();
  if (next.type === '}') {
    p.read();
    return;
  }
  if (next.type === 'eof') {
    p.errorUnlessRecovering('Unclosed configuration block', UNCLOSED, rangeOf(brace));
    return;
  }
  const detail =
    next.type === ','
      ? 'Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.'
      : next.type === 'newline'
        ? "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition."
        : 'A single-line block definition must end with a closing brace immediately after its single argument definition.';
  p.errorUnlessRecovering('Invalid single-argument block definition', detail, rangeOf(next));
  p.recover('}');
}
