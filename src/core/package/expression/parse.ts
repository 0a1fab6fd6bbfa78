import { text as local } from '../../text.ts';
import type {
  ArgExpression,
  ArgExpressionNode,
  ExpressionProblem,
  InterpolationPiece,
  Span,
  TextPiece,
} from './ast.ts';
import { InterpolationParser } from './parser.ts';

/** Longest text that is read as an expression, in UTF-16 units. */
const MAX_LENGTH = 16_384;

/**
 * Reads a string of `args` as the expression language of package.yaml (facts section 2.1): literal text with `${…}`
 * interpolations. Never throws; what cannot be read is in `problems`, and its interpolation has no `node`.
 */
export function parseArgExpression(text: string): ArgExpression {
  if (!text.includes('${')) return plain(text);
  if (text.length > MAX_LENGTH) return tooLong(text);
  const pieces: (TextPiece | InterpolationPiece)[] = [];
  const problems: ExpressionProblem[] = [];
  const unverified: { what: string; span: Span }[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    const textEnd = open === -1 ? text.length : open;
    if (textEnd > at)
      pieces.push({ kind: 'text', text: text.slice(at, textEnd), span: { start: at, end: textEnd } });
    if (open === -1) break;
    const parser = new InterpolationParser(text, open);
    const read = parser.read();
    pieces.push({
      kind: 'interpolation',
      span: { start: open, end: read.end },
      ...(read.node ? { node: read.node } : {}),
    });
    problems.push(...parser.problems);
    unverified.push(...parser.unverified);
    at = read.end;
  }
  return { text, pieces, problems, unverified };
}

const plain = (text: string): ArgExpression => ({
  text,
  pieces: text === '' ? [] : [{ kind: 'text', text, span: { start: 0, end: text.length } }],
  problems: [],
  unverified: [],
});

const tooLong = (text: string): ArgExpression => {
  const span = { start: 0, end: text.length };
  const message = local(
    `The expression is longer than ${MAX_LENGTH} characters.`,
    `表达式超过 ${MAX_LENGTH} 个字符。`,
  );
  return {
    text,
    pieces: [{ kind: 'interpolation', span }],
    problems: [{ kind: 'limit', message, span }],
    unverified: [],
  };
};

/** Every path that an expression reads, in source order. */
export function pathsOf(expression: ArgExpression): Extract<ArgExpressionNode, { kind: 'path' }>[] {
  return expression.pieces.flatMap((piece) =>
    piece.kind === 'interpolation' && piece.node ? pathsOfNode(piece.node) : [],
  );
}

function pathsOfNode(node: ArgExpressionNode): Extract<ArgExpressionNode, { kind: 'path' }>[] {
  switch (node.kind) {
    case 'path':
      return [node];
    case 'literal':
      return [];
    case 'not':
      return pathsOfNode(node.operand);
    case 'binary':
      return [...pathsOfNode(node.left), ...pathsOfNode(node.right)];
    case 'conditional':
      return [...pathsOfNode(node.test), ...pathsOfNode(node.then), ...pathsOfNode(node.otherwise)];
  }
}
