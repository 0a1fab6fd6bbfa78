import type { SourceRange } from '../../diagnostics/index.ts';
import { Num } from '../values/number.ts';
import { NUMBER } from '../values/type.ts';
import { DYNAMIC_VALUE, numberValue, unknownValue, type Value } from '../values/value.ts';
import { between, rangeOf } from './advance.ts';
import type { AnonSymbolExpr, Expression, Step } from './ast.ts';
import type { ParserState } from './parser-state.ts';
import type { Token } from './token.ts';

/** The value of a number literal. */
export function numberLiteral(p: ParserState, token: Token): Value {
  const n = Num.parse(token.text);
  if (n !== undefined) return numberValue(n);
  p.error('Invalid number literal', 'Failed to recognize the value of this number literal.', rangeOf(token));
  return unknownValue(NUMBER);
}

/** Reads `.name`, `.0`, `.*`, `[key]` and `[*]` after a term, as often as they come. */
export function parseTraversals(p: ParserState, from: Expression): Expression {
  let result = from;
  let nested = 0;
  const deeper = (): boolean => {
    nested += 1;
    return p.enter();
  };
  for (;;) {
    const next = p.peek().type;
    if (next === '.') result = parseDot(p, from, result, deeper);
    else if (next === '[') result = parseBracket(p, from, result, deeper);
    else break;
    if (p.recovery) break;
  }
  for (; nested > 0; nested -= 1) p.leave();
  return result;
}

function withStep(expr: Expression, step: Step): Expression {
  const range = between(expr.range, step.range);
  if (expr.kind === 'traversal' || expr.kind === 'relative') {
    (expr.steps as Step[]).push(step);
    return Object.assign(expr, { range });
  }
  return { kind: 'relative', source: expr, steps: [step], range };
}

function parseDot(p: ParserState, from: Expression, result: Expression, deeper: () => boolean): Expression {
  const dot = p.read();
  const token = p.peek();
  if (token.type === 'ident') {
    p.read();
    return withStep(result, { kind: 'attr', name: token.text, range: between(dot, token) });
  }
  if (token.type === 'number') {
    p.read();
    return withStep(result, legacyIndex(p, dot, token, 'Use the proper index syntax instead'));
  }
  if (token.type === '*') {
    deeper();
    return parseAttributeSplat(p, from, result, dot);
  }
  p.error('Invalid attribute name', 'An attribute name is required after a dot.', rangeOf(token));
  p.recovery = true;
  return result;
}

/** `.0`, inherited from the first Terraform: `.0.1` would read as a fraction and is refused. */
function legacyIndex(p: ParserState, dot: Token, token: Token, advice: string): Step {
  const range = between(dot, token);
  const point = token.text.indexOf('.');
  if (point >= 0) {
    p.error(
      'Invalid legacy index syntax',
      `When using the legacy index syntax, chaining two indexes together is not permitted. ${advice}, like [${token.text.slice(0, point)}][${token.text.slice(point + 1)}].`,
      rangeOf(token),
    );
    return { kind: 'index', key: DYNAMIC_VALUE, range };
  }
  return { kind: 'index', key: numberLiteral(p, token), range };
}

function parseAttributeSplat(p: ParserState, from: Expression, source: Expression, dot: Token): Expression {
  const marker = p.read();
  const steps: Step[] = [];
  const firstRange = rangeOf(p.peek());
  let last: SourceRange = rangeOf(marker);
  const markerRange = between(dot, marker);
  while (p.peek().type === '.') {
    const stepDot = p.read();
    const token = p.peek();
    if (token.type === 'number') {
      p.read();
      steps.push(
        legacyIndex(
          p,
          stepDot,
          token,
          'Use the proper index syntax with a full splat expression [*] instead',
        ),
      );
    } else if (token.type === 'ident') {
      p.read();
      steps.push({ kind: 'attr', name: token.text, range: between(stepDot, token) });
    } else {
      if (token.type === '*') {
        p.errorUnlessRecovering(
          'Nested splat expression not allowed',
          'A splat expression (*) cannot be used inside another attribute-only splat expression.',
          rangeOf(token),
        );
      } else {
        p.errorUnlessRecovering(
          'Invalid attribute name',
          'An attribute name is required after a dot.',
          rangeOf(marker),
        );
      }
      p.recovery = true;
      return source;
    }
    last = rangeOf(token);
  }
  const item: AnonSymbolExpr = { kind: 'anon', range: markerRange };
  const each: Expression =
    steps.length === 0 ? item : { kind: 'relative', source: item, steps, range: between(firstRange, last) };
  return { kind: 'splat', source, each, item, markerRange, range: between(from.range, last) };
}

function parseBracket(
  p: ParserState,
  from: Expression,
  result: Expression,
  deeper: () => boolean,
): Expression {
  const open = p.read();
  if (p.peek().type === '*') return parseFullSplat(p, from, result, open, deeper);
  p.pushNewlines(false);
  const before = p.errorCount;
  const key = p.expression(p);
  let close: Token;
  if (p.recovery && p.errorCount > before) close = p.recover(']');
  else {
    close = p.read();
    if (close.type !== ']' && !p.recovery) {
      // The original names the place where reading goes on.
      close = p.recover(']');
      p.error(
        'Missing close bracket on index',
        'The index operator must end with a closing bracket ("]").',
        rangeOf(close),
      );
    }
  }
  p.popNewlines();
  const range = between(open, close);
  if (key.kind === 'literal') return withStep(result, { kind: 'index', key: key.value, range });
  const [only, ...others] = key.kind === 'template' ? key.parts : [];
  if (only?.kind === 'literal' && only.head === undefined && others.length === 0) {
    return withStep(result, { kind: 'index', key: only.value, range });
  }
  deeper();
  return {
    kind: 'index',
    collection: result,
    key,
    openRange: rangeOf(open),
    bracketRange: range,
    range: between(from.range, range),
  };
}

function parseFullSplat(
  p: ParserState,
  from: Expression,
  source: Expression,
  open: Token,
  deeper: () => boolean,
): Expression {
  p.read();
  let close = p.read();
  if (close.type !== ']' && !p.recovery) {
    close = p.recover(']');
    p.error(
      'Missing close bracket on splat index',
      'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
      rangeOf(close),
    );
  }
  const markerRange = between(open, close);
  const item: AnonSymbolExpr = { kind: 'anon', range: markerRange };
  const each = deeper() ? parseTraversals(p, item) : item;
  return { kind: 'splat', source, each, item, markerRange, range: between(from.range, each.range) };
}
