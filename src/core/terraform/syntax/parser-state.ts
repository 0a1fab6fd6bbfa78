import type { SourceRange } from '../../diagnostics/index.ts';
import { rangeOf } from './advance.ts';
import type { Expression } from './ast.ts';
import { type HclDiagnostic, hclDiagnostic } from './diagnostic.ts';
import { LIMITS } from './limits.ts';
import type { Token, TokenType } from './token.ts';

const OPPOSITE: Partial<Record<TokenType, TokenType>> = {
  '{': '}',
  '[': ']',
  '(': ')',
  oquote: 'cquote',
  oheredoc: 'cheredoc',
  '}': '{',
  ']': '[',
  ')': '(',
  cquote: 'oquote',
  cheredoc: 'oheredoc',
  '${': 'seqend',
  '%{': 'seqend',
  seqend: '${',
};

/** The bracket that matches another one. */
export const opposite = (type: TokenType): TokenType | undefined => OPPOSITE[type];

/** The token stream with everything the parsing functions share: newline sensitivity, recovery, errors, depth. */
export class ParserState {
  readonly file: string;
  readonly diagnostics: HclDiagnostic[];
  /** Parses a whole expression; set by parser.ts so that the parts of the grammar need not import one another in a circle. */
  readonly expression: (p: ParserState) => Expression;
  /** After an error: silences errors that only follow from it. */
  recovery = false;
  /**
   * Keeps the first piece of texts that the scanner gives in several: HCL up to 2.17 names places by it, which is what
   * lone expressions are compared with; the Terraform of today takes such texts whole.
   */
  keepHeads = false;
  readonly #tokens: readonly Token[];
  readonly #newlines: boolean[] = [true];
  #next = 0;
  #depth = 0;
  #depthReported = false;

  constructor(
    tokens: readonly Token[],
    file: string,
    diagnostics: HclDiagnostic[],
    expression: (p: ParserState) => Expression,
  ) {
    this.#tokens = tokens;
    this.file = file;
    this.diagnostics = diagnostics;
    this.expression = expression;
  }

  peek(): Token {
    return this.#find().token;
  }

  read(): Token {
    const { token, next } = this.#find();
    this.#next = next;
    return token;
  }

  /** The raw token before the next one. */
  previous(): Token {
    return this.#tokens[this.#next - 1] ?? this.peek();
  }

  get position(): number {
    return this.#next;
  }

  #find(): { token: Token; next: number } {
    const newlines = this.#newlines.at(-1) ?? true;
    for (let i = this.#next; i < this.#tokens.length; i += 1) {
      const token = this.#tokens[i] as Token;
      if (token.type === 'comment') {
        // A line comment swallowed the newline that ends an argument.
        if (newlines && token.text.endsWith('\n'))
          return { token: { ...token, type: 'newline' }, next: i + 1 };
        continue;
      }
      if (token.type === 'newline' && !newlines) continue;
      return { token, next: i + 1 };
    }
    return { token: this.#tokens.at(-1) as Token, next: this.#tokens.length };
  }

  pushNewlines(include: boolean): void {
    this.#newlines.push(include);
  }

  popNewlines(): void {
    this.#newlines.pop();
  }

  error(summary: string, detail: string, range: SourceRange): void {
    if (this.diagnostics.length >= LIMITS.errors) return;
    this.diagnostics.push(hclDiagnostic('TF_SYNTAX', 'error', summary, detail, this.file, range));
  }

  /** As `error`, unless we are recovering from an earlier one. */
  errorUnlessRecovering(summary: string, detail: string, range: SourceRange): void {
    if (!this.recovery) this.error(summary, detail, range);
  }

  get errorCount(): number {
    return this.diagnostics.length;
  }

  /** Enters one level of nesting; false, with an error once per file, when that is one too many. */
  enter(): boolean {
    this.#depth += 1;
    if (this.#depth <= LIMITS.depth) return true;
    if (!this.#depthReported) {
      this.#depthReported = true;
      this.diagnostics.push(
        hclDiagnostic(
          'TF_TOO_DEEP',
          'error',
          'Nesting too deep',
          `Expressions and blocks may be nested ${LIMITS.depth} levels deep at most.`,
          this.file,
          rangeOf(this.peek()),
        ),
      );
    }
    this.recovery = true;
    return false;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Skips to the token after `end`, counting nested pairs of the same bracket; gives the token it ended on. */
  recover(end: TokenType): Token {
    this.recovery = true;
    const start = OPPOSITE[end];
    let nest = 0;
    for (;;) {
      const token = this.read();
      const type = end === 'seqend' && token.type === '%{' ? '${' : token.type;
      if (type === start) nest += 1;
      else if (type === end) {
        if (nest < 1) return token;
        nest -= 1;
      } else if (type === 'eof') return token;
    }
  }

  /** Skips the next bracketed stretch that begins with `start`. */
  recoverOver(start: TokenType): void {
    for (;;) {
      const { type } = this.read();
      if (type === start || type === 'eof') break;
    }
    this.recover(OPPOSITE[start] ?? 'eof');
  }

  /** Skips to the newline that ends the present argument or block, then reports errors again. */
  recoverAfterItem(): void {
    const open: TokenType[] = [];
    for (;;) {
      const { type } = this.read();
      if (type === 'eof' || (type === 'newline' && open.length === 0)) break;
      if (OPENERS.has(type)) open.push(type);
      else if (CLOSERS.has(type)) closeDownTo(open, type);
    }
    this.recovery = false;
  }
}

const OPENERS: ReadonlySet<TokenType> = new Set(['{', '[', '(', 'oquote', 'oheredoc', '${', '%{']);
const CLOSERS: ReadonlySet<TokenType> = new Set(['}', ']', ')', 'cquote', 'cheredoc', 'seqend']);

function closeDownTo(open: TokenType[], closer: TokenType): void {
  const matches = (t: TokenType | undefined): boolean => t !== undefined && OPPOSITE[t] === closer;
  while (open.length > 0 && !matches(open.at(-1))) open.pop();
  open.pop();
}
