import type { Position } from '../../diagnostics/index.ts';
import { advance, START } from './advance.ts';
import { LIMITS } from './limits.ts';
import type { Token, TokenType } from './token.ts';

const SPACES = /[ \t]+/y;
const NUMBER = /\d(?:(?:[\d.]|[eE][+-]?\d)*(?:\d|[eE][+-]?\d))?/y;
const IDENT = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const COMMENT = /(?:#|\/\/)[^\n]*\n?|\/\*[\s\S]*?\*\//y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const NEWLINE = /\r?\n/y;
const OPERATOR = /\.\.\.|==|!=|>=|<=|=>|&&|\|\||::|[[\]().,*/%+\-=<>!?:&|~^;`']/y;
const QUOTED_TEXT = /(?:\\[^\r\n]|[^$%"\\\r\n])+/uy;
const QUOTED_NEWLINE = /[\r\n]+/y;
const ESCAPED_SEQUENCE = /\$\$\{~?|%%\{~?/y;
const SEQUENCE = /[$%]\{~?/y;
const LINE_TEXT = /[^$%\r\n]*(?:\r?\n)?/y;
const BARE_TEXT = /[^$%\n]*\n?/y;

/** What the lexer reads at present; a stack of these follows templates within expressions within templates. */
type Mode =
  | { readonly kind: 'main' }
  | { readonly kind: 'quoted' }
  | { readonly kind: 'bare' }
  | { readonly kind: 'heredoc'; readonly marker: string; startOfLine: boolean };

/**
 * Splits a text into HCL tokens. Never fails: what it cannot read becomes an `invalid` or `badutf8` token.
 * `mode` is `template` for a bare template (as templatefile reads it), `from` the place of the text in its file.
 */
export function tokenize(
  text: string,
  mode: 'expression' | 'template' = 'expression',
  from: Position = START,
): Token[] {
  return new Lexer(text, mode === 'template' ? { kind: 'bare' } : { kind: 'main' }, from).run();
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #modes: Mode[];
  /** Brace depths at which a template sequence was opened. */
  readonly #sequences: number[] = [];
  #braces = 0;
  #at = 0;
  #position: Position;

  constructor(text: string, mode: Mode, from: Position) {
    this.#text = text;
    this.#position = from;
    this.#modes = [mode];
  }

  run(): Token[] {
    if (this.#text.startsWith('\ufeff')) {
      this.#at = 1;
      this.#position = { ...this.#position, offset: this.#position.offset + 1 };
    }
    // Whoever asks for the tokens refuses more than that.
    while (this.#at < this.#text.length && this.#tokens.length <= LIMITS.tokens) {
      const mode = this.#modes.at(-1) ?? { kind: 'main' };
      if (mode.kind === 'main') this.#main();
      else if (mode.kind === 'quoted') this.#quoted();
      else if (mode.kind === 'bare') this.#bare();
      else this.#heredoc(mode);
    }
    this.#emit('eof', 0);
    return this.#tokens;
  }

  #emit(type: TokenType, length: number): void {
    const text = this.#text.slice(this.#at, this.#at + length);
    const start = this.#position;
    const end = length === 0 ? start : advance(start, text);
    this.#tokens.push({ type, text, start, end });
    this.#at += length;
    this.#position = end;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  #main(): void {
    const spaces = this.#match(SPACES);
    if (spaces !== undefined) {
      this.#at += spaces.length;
      this.#position = advance(this.#position, spaces);
      return;
    }
    const c = this.#text.charAt(this.#at);
    if (c === '{') {
      this.#braces += 1;
      this.#emit('{', 1);
      return;
    }
    if (c === '}') {
      this.#closeBrace();
      return;
    }
    if (c === '~' && this.#text.charAt(this.#at + 1) === '}') {
      this.#closeSequence();
      return;
    }
    if (c === '"') {
      this.#modes.push({ kind: 'quoted' });
      this.#emit('oquote', 1);
      return;
    }
    const plain = this.#plain(c);
    if (plain !== undefined) {
      this.#emit(plain.type, plain.length);
      return;
    }
    this.#emitUnreadable();
  }

  #plain(c: string): { type: TokenType; length: number } | undefined {
    const ident = this.#match(IDENT);
    if (ident !== undefined) return { type: 'ident', length: ident.length };
    const number = this.#match(NUMBER);
    if (number !== undefined) return { type: 'number', length: number.length };
    if (c === '#' || c === '/') {
      const comment = this.#match(COMMENT);
      if (comment !== undefined) return { type: 'comment', length: comment.length };
    }
    const newline = this.#match(NEWLINE);
    if (newline !== undefined) return { type: 'newline', length: newline.length };
    if (c === '<') {
      HEREDOC.lastIndex = this.#at;
      const heredoc = HEREDOC.exec(this.#text);
      if (heredoc !== null) {
        this.#modes.push({ kind: 'heredoc', marker: heredoc[1] ?? '', startOfLine: true });
        return { type: 'oheredoc', length: heredoc[0].length };
      }
    }
    const operator = this.#match(OPERATOR);
    return operator === undefined ? undefined : { type: operator as TokenType, length: operator.length };
  }

  #closeBrace(): void {
    const ends = this.#sequences.at(-1) === this.#braces;
    this.#emit(ends ? 'seqend' : '}', 1);
    this.#braces -= 1;
    if (ends) this.#leaveSequence();
  }

  #closeSequence(): void {
    const ends = this.#sequences.at(-1) === this.#braces;
    this.#emit('seqend', 2);
    this.#braces -= 1;
    if (ends) this.#leaveSequence();
  }

  #leaveSequence(): void {
    this.#sequences.pop();
    this.#modes.pop();
  }

  /** Reads `${` or `%{`, or a `$` or `%` that begins no sequence. */
  #dollarOrPercent(literal: 'quotedlit' | 'stringlit'): void {
    const escaped = this.#match(ESCAPED_SEQUENCE);
    if (escaped !== undefined) {
      this.#emit(literal, escaped.length);
      return;
    }
    const sequence = this.#match(SEQUENCE);
    if (sequence === undefined) {
      // At the very end it is no text: the original's scanner wants to see what follows.
      this.#emit(this.#at + 1 < this.#text.length ? literal : this.#atEnd(literal), 1);
      return;
    }
    this.#emit(sequence.startsWith('$') ? '${' : '%{', sequence.length);
    this.#braces += 1;
    this.#sequences.push(this.#braces);
    this.#modes.push({ kind: 'main' });
  }

  #atEnd(literal: TokenType): TokenType {
    return this.#modes.at(-1)?.kind === 'bare' ? literal : 'invalid';
  }

  #quoted(): void {
    const c = this.#text.charAt(this.#at);
    if (c === '$' || c === '%') {
      this.#dollarOrPercent('quotedlit');
      return;
    }
    if (c === '"') {
      this.#modes.pop();
      this.#emit('cquote', 1);
      return;
    }
    const text = this.#match(QUOTED_TEXT);
    if (text !== undefined) {
      this.#emit('quotedlit', text.length);
      return;
    }
    const newline = this.#match(QUOTED_NEWLINE);
    if (newline !== undefined) {
      this.#emit('quotednewline', newline.length);
      return;
    }
    this.#emitUnreadable();
  }

  #bare(): void {
    const c = this.#text.charAt(this.#at);
    if (c === '$' || c === '%') {
      this.#dollarOrPercent('stringlit');
      return;
    }
    this.#emit('stringlit', (this.#match(BARE_TEXT) ?? c).length);
  }

  #heredoc(mode: Extract<Mode, { kind: 'heredoc' }>): void {
    const c = this.#text.charAt(this.#at);
    if (c === '$' || c === '%') {
      mode.startOfLine = false;
      this.#dollarOrPercent('stringlit');
      return;
    }
    const line = this.#match(LINE_TEXT) ?? '';
    if (line === '') {
      this.#emitUnreadable();
      return;
    }
    if (!line.endsWith('\n')) {
      mode.startOfLine = false;
      this.#emit('stringlit', line.length);
      return;
    }
    if (mode.startOfLine && line.trim() === mode.marker) {
      const newline = line.endsWith('\r\n') ? 2 : 1;
      this.#emit('cheredoc', line.length - newline);
      this.#emit('newline', newline);
      this.#modes.pop();
      return;
    }
    mode.startOfLine = true;
    this.#emit('stringlit', line.length);
  }

  #emitUnreadable(): void {
    const code = this.#text.codePointAt(this.#at) ?? 0;
    const bad = (code >= 0xd800 && code <= 0xdfff) || code === 0xfffd;
    this.#emit(bad ? 'badutf8' : 'invalid', code > 0xffff ? 2 : 1);
  }
}
