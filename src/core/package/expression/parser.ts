import { type LocalText, text as local } from '../../text.ts';
import type { ArgExpressionNode, BinaryOperator, ExpressionProblem, PathStep, Span } from './ast.ts';
import { nextToken, type Token } from './lexer.ts';

const MAX_DEPTH = 64;

/** Operators by binding strength, weakest first. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];
const KEYWORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class Stop extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.message.en);
    this.problem = problem;
  }
}

/** Reads one `${…}` by recursive descent, from its `$` to its closing brace. */
export class InterpolationParser {
  readonly problems: ExpressionProblem[] = [];
  readonly unverified: { what: string; span: Span }[] = [];
  readonly #text: string;
  readonly #open: number;
  #token: Token;
  #lastEnd: number;
  #depth = 0;

  constructor(text: string, open: number) {
    this.#text = text;
    this.#open = open;
    this.#token = nextToken(text, open + 2);
    this.#lastEnd = open + 2;
  }

  /** `end` is where the rest of the text goes on, after a problem too. */
  read(): { node?: ArgExpressionNode; end: number } {
    try {
      const node = this.#conditional();
      if (this.#is('}')) return { node, end: this.#token.end };
      if (this.#token.kind === 'end') throw this.#unterminated();
      throw this.#unexpected();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      this.problems.push(error.problem);
      const close = error.problem.kind === 'unterminated' ? -1 : this.#text.indexOf('}', this.#token.start);
      return { end: close === -1 ? this.#text.length : close + 1 };
    }
  }

  #conditional(): ArgExpressionNode {
    if (++this.#depth > MAX_DEPTH) {
      throw this.#stop(
        'limit',
        local('The expression is nested too deeply.', '表达式嵌套过深。'),
        this.#token,
      );
    }
    const node = this.#conditionalAt();
    this.#depth--;
    return node;
  }

  #conditionalAt(): ArgExpressionNode {
    const test = this.#binary(0);
    if (!this.#is('?')) return test;
    this.#advance();
    const then = this.#conditional();
    this.#expect(':');
    const otherwise = this.#conditional();
    return {
      kind: 'conditional',
      test,
      then,
      otherwise,
      span: { start: test.span.start, end: this.#lastEnd },
    };
  }

  #binary(level: number): ArgExpressionNode {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const op = operators.find((each) => this.#is(each));
      if (op === undefined) return left;
      if (op !== '==') this.#note(op, this.#token);
      this.#advance();
      const right = this.#binary(level + 1);
      left = { kind: 'binary', op, left, right, span: { start: left.span.start, end: this.#lastEnd } };
    }
  }

  #unary(): ArgExpressionNode {
    const start = this.#token.start;
    const negations: Token[] = [];
    while (this.#is('!')) {
      this.#note('!', this.#token);
      negations.push(this.#token);
      this.#advance();
    }
    let node = this.#primary();
    if (negations.length % 2 === 1)
      node = { kind: 'not', operand: node, span: { start, end: this.#lastEnd } };
    return node;
  }

  #primary(): ArgExpressionNode {
    const token = this.#token;
    const span = { start: token.start, end: token.end };
    if (this.#is('(')) {
      this.#note('( )', token);
      this.#advance();
      const inner = this.#conditional();
      this.#expect(')');
      return inner;
    }
    if (token.kind === 'string') {
      if (token.text.startsWith("'")) this.#note("' '", token);
      this.#advance();
      return { kind: 'literal', value: token.value ?? '', span };
    }
    if (token.kind === 'number') {
      this.#advance();
      return { kind: 'literal', value: Number(token.text), span };
    }
    if (token.kind === 'name') return this.#nameOrPath(token, span);
    throw this.#unexpected();
  }

  #nameOrPath(token: Token, span: Span): ArgExpressionNode {
    const keyword = KEYWORDS.get(token.text);
    this.#advance();
    if (keyword !== undefined) return { kind: 'literal', value: keyword, span };
    const steps: PathStep[] = [];
    while (this.#is('.') || this.#is('[')) steps.push(this.#step());
    return {
      kind: 'path',
      root: token.text,
      rootSpan: span,
      steps,
      span: { start: token.start, end: this.#lastEnd },
    };
  }

  #step(): PathStep {
    const opener = this.#token;
    this.#advance();
    const key = this.#token;
    if (opener.text === '.') {
      if (key.kind !== 'name' && key.kind !== 'number') throw this.#unexpected();
      this.#advance();
      return {
        key: key.kind === 'number' ? Number(key.text) : key.text,
        span: { start: key.start, end: key.end },
      };
    }
    this.#note('[ ]', opener);
    if (key.kind !== 'string' && key.kind !== 'number') throw this.#unexpected();
    this.#advance();
    this.#expect(']');
    return {
      key: key.kind === 'number' ? Number(key.text) : (key.value ?? ''),
      span: { start: key.start, end: key.end },
    };
  }

  #is(text: string): boolean {
    return this.#token.kind === 'op' && this.#token.text === text;
  }

  #advance(): void {
    this.#lastEnd = this.#token.end;
    this.#token = nextToken(this.#text, this.#token.end);
  }

  #expect(text: string): void {
    if (!this.#is(text)) throw this.#unexpected();
    this.#advance();
  }

  #note(what: string, span: Span): void {
    this.unverified.push({ what, span: { start: span.start, end: span.end } });
  }

  #stop(kind: ExpressionProblem['kind'], message: LocalText, span: Span): Stop {
    return new Stop({ kind, message, span: { start: span.start, end: span.end } });
  }

  #unterminated(): Stop {
    return this.#stop(
      'unterminated',
      local('"${" is not closed: "}" is missing.', '"${" 未闭合:缺少 "}"。'),
      { start: this.#open, end: this.#text.length },
    );
  }

  #unexpected(): Stop {
    const token = this.#token;
    if (token.kind === 'end') return this.#unterminated();
    if (this.#is('}') && token.start === this.#lastEnd && this.#lastEnd === this.#open + 2) {
      return this.#stop('syntax', local('"${}" is empty.', '"${}" 为空。'), {
        start: this.#open,
        end: token.end,
      });
    }
    return this.#stop(
      'syntax',
      local(`"${token.text}" is not expected here.`, `此处不应出现 "${token.text}"。`),
      token,
    );
  }
}
