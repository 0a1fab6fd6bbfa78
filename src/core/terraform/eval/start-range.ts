import type { SourceRange } from '../../diagnostics/index.ts';
import type { Expression } from '../syntax/index.ts';

/** The stretch that HCL underlines for "this argument": the head of an expression, not all of it. */
export function startRange(expr: Expression): SourceRange {
  let current = expr;
  for (;;) {
    switch (current.kind) {
      case 'parens':
        current = current.inner;
        continue;
      case 'template': {
        const [first] = current.parts;
        if (first === undefined) return current.range;
        current = first;
        continue;
      }
      case 'templateJoin':
        current = current.tuple;
        continue;
      case 'conditional':
        current = current.condition;
        continue;
      case 'binary':
        current = current.left;
        continue;
      case 'call':
        return { start: current.nameRange.start, end: current.openRange.end };
      case 'index':
      case 'tuple':
      case 'object':
      case 'for':
        return current.openRange;
      case 'splat':
        return current.markerRange;
      case 'literal':
        return current.head ?? current.range;
      case 'unary':
        return current.symbolRange;
      default:
        return current.range;
    }
  }
}
