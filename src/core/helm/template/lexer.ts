import { quote, quoteRune } from '../go/quote.ts';

export type TokenType =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | 'comment'
  | 'keyword'
  | 'dot'
  | 'nil';

export interface Token {
  readonly type: TokenType;
  readonly pos: number;
  readonly val: string;
  readonly line: number;
}

const KEYWORDS = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
]);

const WORD = /[\p{L}\p{Nd}_]/u;
const SPACE = /[ \t\r\n]/;

/** Token as Go's messages print it. */
export function tokenText(token: Token): string {
  if (token.type === 'eof') return 'EOF';
  if (token.type === 'error') return token.val;
  if (token.type === 'keyword' || token.type === 'dot' || token.type === 'nil') return `<${token.val}>`;
  const chars = [...token.val];
  return chars.length > 10 ? `${quote(chars.slice(0, 10).join(''))}...` : quote(token.val);
}

/** Splits template text into tokens, as Go's text/template/parse does, lazily. */
export class Lexer {
  private readonly input: string;
  private pos = 0;
  private line = 1;
  private insideAction = false;
  private afterTrim = false;
  private parens = 0;
  private readonly queue: Token[] = [];
  private done = false;

  constructor(input: string) {
    this.input = input;
  }

  next(): Token {
    for (;;) {
      const token = this.queue.shift();
      if (token !== undefined) return token;
      if (this.done) return { type: 'eof', pos: this.input.length, val: '', line: this.line };
      if (this.insideAction) this.lexAction();
      else this.lexText();
    }
  }

  private emit(type: TokenType, start: number, end: number): void {
    const val = this.input.slice(start, end);
    this.queue.push({ type, pos: start, val, line: this.line });
    this.countLines(val);
    this.pos = end;
  }

  private countLines(text: string): void {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.line++;
  }

  private skip(end: number): void {
    this.countLines(this.input.slice(this.pos, end));
    this.pos = end;
  }

  private error(message: string, pos = this.pos, line = this.line): void {
    this.queue.push({ type: 'error', pos, val: message, line });
    this.done = true;
  }

  private spaceEnd(from: number): number {
    let end = from;
    while (end < this.input.length && SPACE.test(this.input[end] ?? '')) end++;
    return end;
  }

  private hasTrim(at: number): boolean {
    return this.input[at] === '-' && SPACE.test(this.input[at + 1] ?? '');
  }

  private lexText(): void {
    const { input } = this;
    if (this.afterTrim) {
      this.afterTrim = false;
      this.skip(this.spaceEnd(this.pos));
    }
    const open = input.indexOf('{{', this.pos);
    if (open < 0) {
      if (this.pos < input.length) this.emit('text', this.pos, input.length);
      this.queue.push({ type: 'eof', pos: this.pos, val: '', line: this.line });
      this.done = true;
      return;
    }
    const trim = this.hasTrim(open + 2);
    let end = open;
    if (trim) while (end > this.pos && SPACE.test(input[end - 1] ?? '')) end--;
    if (end > this.pos) this.emit('text', this.pos, end);
    this.skip(open);
    const after = open + 2 + (trim ? 2 : 0);
    if (input.startsWith('/*', after)) {
      this.lexComment(after);
      return;
    }
    this.emit('leftDelim', open, open + 2);
    this.skip(after);
    this.insideAction = true;
    this.parens = 0;
  }

  private lexComment(start: number): void {
    const close = this.input.indexOf('*/', start);
    if (close < 0) {
      this.error('unclosed comment', start);
      return;
    }
    let end = close + 2;
    const trim =
      SPACE.test(this.input[end] ?? '') &&
      this.input[end + 1] === '-' &&
      this.input.startsWith('}}', end + 2);
    if (trim) end += 2;
    if (!this.input.startsWith('}}', end)) {
      this.error('comment ends before closing delimiter', start);
      return;
    }
    this.skip(end + 2);
    this.afterTrim = trim;
  }

  private lexAction(): void {
    const { input, pos } = this;
    const trim = SPACE.test(input[pos] ?? '') && input[pos + 1] === '-' && input.startsWith('}}', pos + 2);
    if (trim || input.startsWith('}}', pos)) {
      if (this.parens > 0) {
        this.error('unclosed left paren');
        return;
      }
      if (trim) this.skip(pos + 2);
      this.emit('rightDelim', this.pos, this.pos + 2);
      this.afterTrim = trim;
      this.insideAction = false;
      return;
    }
    const char = input[pos];
    if (char === undefined) {
      this.error('unclosed action');
      return;
    }
    if (SPACE.test(char)) this.lexSpace();
    else this.lexToken(char);
  }

  private lexSpace(): void {
    let end = this.spaceEnd(this.pos);
    // The last space belongs to a ` -}}` that follows.
    if (this.input.startsWith('-}}', end)) {
      end--;
      if (end === this.pos) return;
    }
    this.emit('space', this.pos, end);
  }

  private lexToken(char: string): void {
    const { input, pos } = this;
    const second = input[pos + 1] ?? '';
    switch (char) {
      case '=':
        this.emit('assign', pos, pos + 1);
        return;
      case ':':
        if (second === '=') this.emit('declare', pos, pos + 2);
        else this.error('expected :=');
        return;
      case '|':
        this.emit('pipe', pos, pos + 1);
        return;
      case '"':
        this.lexQuoted('"', 'string', 'unterminated quoted string');
        return;
      case "'":
        this.lexQuoted("'", 'charConstant', 'unterminated character constant');
        return;
      case '`':
        this.lexRaw();
        return;
      case '(':
        this.parens++;
        this.emit('leftParen', pos, pos + 1);
        return;
      case ')':
        this.parens--;
        if (this.parens < 0) this.error('unexpected right paren');
        else this.emit('rightParen', pos, pos + 1);
        return;
      case '$':
        this.lexFieldOrVariable('variable');
        return;
      case '.':
        if (!/[0-9]/.test(second)) {
          this.lexFieldOrVariable('field');
          return;
        }
        this.lexNumber();
        return;
    }
    if (char === '+' || char === '-' || (char >= '0' && char <= '9')) {
      this.lexNumber();
      return;
    }
    const whole = String.fromCodePoint(input.codePointAt(pos) ?? 0);
    if (WORD.test(whole)) this.lexIdentifier();
    else if (char > ' ' && char < '\x7f') this.emit('char', pos, pos + 1);
    else this.error(`unrecognized character in action: ${unicodeName(whole)}`);
  }

  private wordEnd(from: number): number {
    let end = from;
    while (end < this.input.length) {
      const char = String.fromCodePoint(this.input.codePointAt(end) ?? 0);
      if (!WORD.test(char)) break;
      end += char.length;
    }
    return end;
  }

  private atTerminator(at: number): boolean {
    const char = this.input[at];
    if (char === undefined || SPACE.test(char) || '.,|:()'.includes(char)) return true;
    return this.input.startsWith('}}', at);
  }

  private badCharacter(at: number): void {
    const code = this.input.codePointAt(at);
    this.error(
      `bad character ${unicodeName(code === undefined ? '\u{fffd}' : String.fromCodePoint(code))}`,
      at,
    );
  }

  private lexIdentifier(): void {
    const start = this.pos;
    const end = this.wordEnd(start);
    if (!this.atTerminator(end)) {
      this.badCharacter(end);
      return;
    }
    const word = this.input.slice(start, end);
    if (KEYWORDS.has(word)) this.emit('keyword', start, end);
    else if (word === 'true' || word === 'false') this.emit('bool', start, end);
    else if (word === 'nil') this.emit('nil', start, end);
    else this.emit('identifier', start, end);
  }

  private lexFieldOrVariable(type: 'field' | 'variable'): void {
    const start = this.pos;
    if (this.atTerminator(start + 1)) {
      this.emit(type === 'field' ? 'dot' : 'variable', start, start + 1);
      return;
    }
    const end = this.wordEnd(start + 1);
    if (!this.atTerminator(end)) this.badCharacter(end);
    else this.emit(type, start, end);
  }

  private lexQuoted(quoteChar: string, type: TokenType, message: string): void {
    for (let i = this.pos + 1; i < this.input.length; i++) {
      const char = this.input[i];
      if (char === '\n') break;
      if (char === '\\') {
        if (this.input[i + 1] === undefined || this.input[i + 1] === '\n') break;
        i++;
      } else if (char === quoteChar) {
        this.emit(type, this.pos, i + 1);
        return;
      }
    }
    this.error(message);
  }

  private lexRaw(): void {
    const close = this.input.indexOf('`', this.pos + 1);
    if (close < 0) this.error('unterminated raw quoted string');
    else this.emit('rawString', this.pos, close + 1);
  }

  private lexNumber(): void {
    const rest = this.input.slice(this.pos, this.pos + 400);
    const match =
      /^[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/.exec(
        rest,
      );
    const end = this.pos + (match?.[0].length ?? 0);
    const next = this.input.codePointAt(end);
    const text = this.input.slice(this.pos, end);
    if (next !== undefined && WORD.test(String.fromCodePoint(next))) {
      this.error(`bad number syntax: ${quote(text + String.fromCodePoint(next))}`);
    } else this.emit('number', this.pos, end);
  }
}

/** `%#U`. */
function unicodeName(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return quoteRune(code) === `'${char}'` ? `${name} '${char}'` : name;
}
