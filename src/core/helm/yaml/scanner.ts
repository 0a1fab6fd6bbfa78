import { isBlank, isBlankOrEnd, isBreak } from './chars.ts';
import { yamlError } from './error.ts';
import { scanBlockScalar, scanPlain, scanQuoted } from './scalars.ts';
import type { Mark, YamlToken, YamlTokenType } from './token.ts';

/** A place where a key without `?` may have begun. */
interface SimpleKey {
  possible: boolean;
  readonly tokenNumber: number;
  readonly required: boolean;
  readonly mark: Mark;
}

const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/;
const WORD = /[0-9A-Za-z_-]/;
/** Deepest indentation or flow nesting; yaml.v2 stops at 10000. */
const MAX_NESTING = 10_000;

/**
 * Splits YAML 1.1 text into tokens the way libyaml does (the scanner inside Go's yaml.v2), because error texts, lines and
 * what counts as valid all follow from how it scans.
 */
export class Scanner {
  readonly text: string;
  index = 0;
  line = 0;
  column = 0;
  flowLevel = 0;
  indent = -1;
  simpleKeyAllowed = true;
  private readonly indents: number[] = [];
  private readonly queue: YamlToken[] = [];
  private head = 0;
  private taken = 0;
  /** One for each level of flow. */
  private readonly simpleKeys: SimpleKey[] = [
    { possible: false, tokenNumber: 0, required: false, mark: { index: 0, line: 0, column: 0 } },
  ];
  /** Levels by the token that may be a key: yaml.v2 looks further only for the token that is next. */
  private readonly keysByToken = new Map<number, number>();
  private ended = false;

  constructor(text: string) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text;
    if (CONTROL.test(this.text)) throw yamlError('control characters are not allowed', 0);
  }

  mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }

  peek(ahead = 0): string | undefined {
    return this.text[this.index + ahead];
  }

  advance(count = 1): void {
    this.index += count;
    this.column += count;
  }

  /** Steps over one line break, which it returns as YAML reads it. */
  lineBreak(): string {
    const char = this.text[this.index];
    this.index += char === '\r' && this.text[this.index + 1] === '\n' ? 2 : 1;
    this.line++;
    this.column = 0;
    return char === '\u2028' || char === '\u2029' ? char : '\n';
  }

  error(problem: string, _context?: Mark): never {
    throw yamlError(problem, this.line === 0 ? (_context?.line ?? 0) : this.line + 1);
  }

  /** The next token, left in place. */
  peekToken(): YamlToken {
    this.fetchMore();
    return this.queue[this.head] as YamlToken;
  }

  next(): YamlToken {
    const token = this.peekToken();
    this.head++;
    this.taken++;
    if (this.head > 64) {
      this.queue.splice(0, this.head);
      this.head = 0;
    }
    return token;
  }

  private fetchMore(): void {
    for (;;) {
      if (this.head < this.queue.length) {
        const level = this.keysByToken.get(this.taken);
        if (level === undefined || !this.isValid(this.simpleKeys[level])) return;
      }
      if (this.ended) return;
      this.fetchToken();
    }
  }

  push(type: YamlTokenType, value = '', plain = false, start = this.mark()): void {
    this.queue.push({ type, line: start.line, endLine: this.line, value, plain });
  }

  private insert(at: number, type: YamlTokenType, mark: Mark): void {
    const token = { type, line: mark.line, endLine: mark.line, value: '', plain: false };
    // A key whose first token was taken already comes too late, and stands where it does not belong.
    if (at < this.taken) this.queue.push(token);
    else this.queue.splice(this.head + at - this.taken, 0, token);
  }

  private fetchToken(): void {
    this.toNextToken();
    this.unroll(this.column);
    const char = this.peek();
    if (char === undefined) {
      this.streamEnd();
      return;
    }
    if (this.column === 0) {
      if (char === '%') {
        this.directive();
        return;
      }
      const three = this.text.slice(this.index, this.index + 3);
      if ((three === '---' || three === '...') && isBlankOrEnd(this.peek(3))) {
        this.unroll(-1);
        this.removeKey();
        this.simpleKeyAllowed = false;
        this.push(three === '---' ? 'documentStart' : 'documentEnd');
        this.advance(3);
        return;
      }
    }
    if (!this.indicator(char)) this.error('found character that cannot start any token');
  }

  private indicator(char: string): boolean {
    const next = this.peek(1);
    switch (char) {
      case '[':
        return this.flowStart('flowSequenceStart');
      case '{':
        return this.flowStart('flowMappingStart');
      case ']':
        return this.flowEnd('flowSequenceEnd');
      case '}':
        return this.flowEnd('flowMappingEnd');
      case ',':
        this.removeKey();
        this.simpleKeyAllowed = true;
        this.push('flowEntry');
        this.advance();
        return true;
      case '*':
        return this.anchor('alias');
      case '&':
        return this.anchor('anchor');
      case '!':
        return this.tag();
      case "'":
      case '"':
        this.saveKey();
        this.simpleKeyAllowed = false;
        scanQuoted(this, char === "'");
        return true;
    }
    if (char === '-' && isBlankOrEnd(next)) return this.blockEntry();
    if (char === '?' && (this.flowLevel > 0 || isBlankOrEnd(next))) return this.key();
    if (char === ':' && (this.flowLevel > 0 || isBlankOrEnd(next))) return this.value();
    if ((char === '|' || char === '>') && this.flowLevel === 0) {
      this.removeKey();
      this.simpleKeyAllowed = true;
      scanBlockScalar(this, char === '|');
      return true;
    }
    const plainStart =
      !(isBlankOrEnd(char) || '-?:,[]{}#&*!|>\'"%@`'.includes(char)) ||
      (char === '-' && !isBlank(next)) ||
      (this.flowLevel === 0 && (char === '?' || char === ':') && !isBlankOrEnd(next));
    if (!plainStart) return false;
    this.saveKey();
    this.simpleKeyAllowed = false;
    scanPlain(this);
    return true;
  }

  private toNextToken(): void {
    for (;;) {
      if (this.index === 0 && this.peek() === '\ufeff') this.advance();
      while (
        this.peek() === ' ' ||
        ((this.flowLevel > 0 || !this.simpleKeyAllowed) && this.peek() === '\t')
      ) {
        this.advance();
      }
      if (this.peek() === '#') while (this.peek() !== undefined && !isBreak(this.peek())) this.advance();
      if (!isBreak(this.peek())) return;
      this.lineBreak();
      if (this.flowLevel === 0) this.simpleKeyAllowed = true;
    }
  }

  // Simple keys

  /** Whether a key is still possible: on its line, and not too far behind. */
  private isValid(key: SimpleKey | undefined): key is SimpleKey {
    if (key?.possible !== true) return false;
    if (key.mark.line < this.line || key.mark.index + 1024 < this.index) {
      if (key.required) this.error("could not find expected ':'", key.mark);
      key.possible = false;
    }
    return key.possible;
  }

  private setKey(key: SimpleKey): void {
    this.simpleKeys[this.simpleKeys.length - 1] = key;
  }

  private nextToken(): number {
    return this.taken + this.queue.length - this.head;
  }

  private saveKey(): void {
    const required = this.flowLevel === 0 && this.indent === this.column;
    if (!this.simpleKeyAllowed) return;
    this.removeKey();
    const tokenNumber = this.nextToken();
    this.setKey({ possible: true, tokenNumber, required, mark: this.mark() });
    this.keysByToken.set(tokenNumber, this.simpleKeys.length - 1);
  }

  private removeKey(): void {
    const key = this.simpleKeys.at(-1);
    if (key?.possible !== true) return;
    if (key.required) this.error("could not find expected ':'", key.mark);
    key.possible = false;
    this.keysByToken.delete(key.tokenNumber);
  }

  // Indentation

  private roll(column: number, type: YamlTokenType, mark: Mark, number = -1): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_NESTING) this.error(`exceeded max depth of ${MAX_NESTING}`);
    if (number >= 0) this.insert(number, type, mark);
    else this.push(type, '', false, mark);
  }

  private unroll(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.push('blockEnd');
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private streamEnd(): void {
    if (this.column !== 0) {
      this.column = 0;
      this.line++;
    }
    this.unroll(-1);
    this.removeKey();
    this.simpleKeyAllowed = false;
    this.push('streamEnd');
    this.ended = true;
  }

  // Indicators

  private flowStart(type: YamlTokenType): boolean {
    this.saveKey();
    // The level takes the number of the token that opens it; closing it forgets that this token may be a key.
    this.simpleKeys.push({
      possible: false,
      tokenNumber: this.nextToken(),
      required: false,
      mark: this.mark(),
    });
    this.flowLevel++;
    if (this.flowLevel > MAX_NESTING) this.error(`exceeded max depth of ${MAX_NESTING}`);
    this.simpleKeyAllowed = true;
    this.push(type);
    this.advance();
    return true;
  }

  private flowEnd(type: YamlTokenType): boolean {
    this.removeKey();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      const level = this.simpleKeys.pop();
      if (level !== undefined) this.keysByToken.delete(level.tokenNumber);
    }
    this.simpleKeyAllowed = false;
    this.push(type);
    this.advance();
    return true;
  }

  private blockEntry(): boolean {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) this.error('block sequence entries are not allowed in this context');
      this.roll(this.column, 'blockSequenceStart', this.mark());
    }
    this.removeKey();
    this.simpleKeyAllowed = true;
    this.push('blockEntry');
    this.advance();
    return true;
  }

  private key(): boolean {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) this.error('mapping keys are not allowed in this context');
      this.roll(this.column, 'blockMappingStart', this.mark());
    }
    this.removeKey();
    this.simpleKeyAllowed = this.flowLevel === 0;
    this.push('key');
    this.advance();
    return true;
  }

  private value(): boolean {
    const key = this.simpleKeys.at(-1);
    if (this.isValid(key)) {
      this.insert(key.tokenNumber, 'key', key.mark);
      this.roll(key.mark.column, 'blockMappingStart', key.mark, key.tokenNumber);
      key.possible = false;
      this.keysByToken.delete(key.tokenNumber);
      this.simpleKeyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.simpleKeyAllowed) this.error('mapping values are not allowed in this context');
        this.roll(this.column, 'blockMappingStart', this.mark());
      }
      this.simpleKeyAllowed = this.flowLevel === 0;
    }
    this.push('value');
    this.advance();
    return true;
  }

  private anchor(type: 'alias' | 'anchor'): boolean {
    this.saveKey();
    this.simpleKeyAllowed = false;
    const start = this.mark();
    this.advance();
    const from = this.index;
    while (WORD.test(this.peek() ?? '')) this.advance();
    const name = this.text.slice(from, this.index);
    const after = this.peek();
    if (name === '' || !(isBlankOrEnd(after) || '?:,]}%@`'.includes(after ?? ''))) {
      this.error('did not find expected alphabetic or numeric character', start);
    }
    this.push(type, name, false, start);
    return true;
  }

  private tag(): boolean {
    this.saveKey();
    this.simpleKeyAllowed = false;
    const start = this.mark();
    const from = this.index;
    if (this.peek(1) === '<') {
      while (this.peek() !== undefined && this.peek() !== '>' && !isBlankOrEnd(this.peek())) this.advance();
      if (this.peek() !== '>') this.error("did not find the expected '>'", start);
      this.advance();
      this.push('tag', this.text.slice(from + 2, this.index - 1), false, start);
    } else {
      while (/[0-9A-Za-z_\-;/?:@&=+$,.!~*'()[\]%]/.test(this.peek() ?? '')) {
        if (this.flowLevel > 0 && ',[]'.includes(this.peek() ?? '')) break;
        this.advance();
      }
      const tag = this.text.slice(from, this.index);
      if (/^![\w-]+!$/.test(tag)) this.error('did not find expected tag URI', start);
      this.push('tag', tag, false, start);
    }
    if (!isBlankOrEnd(this.peek()) && !(this.flowLevel > 0 && this.peek() === ',')) {
      this.error('did not find expected whitespace or line break', start);
    }
    return true;
  }

  private directive(): void {
    this.unroll(-1);
    this.removeKey();
    this.simpleKeyAllowed = false;
    const start = this.mark();
    this.advance();
    const from = this.index;
    while (WORD.test(this.peek() ?? '')) this.advance();
    const name = this.text.slice(from, this.index);
    if (name === '') this.error('could not find expected directive name', start);
    if (!isBlankOrEnd(this.peek())) this.error('found unexpected non-alphabetical character', start);
    if (name !== 'YAML' && name !== 'TAG') this.error('found unknown directive name', start);
    while (this.peek() !== undefined && !isBreak(this.peek())) this.advance();
    const text = this.text
      .slice(from, this.index)
      .replace(/\s#.*$/, '')
      .trim();
    if (name === 'YAML' && !/^YAML[ \t]+\d+\.\d+$/.test(text)) {
      this.error("did not find expected digit or '.' character", start);
    }
    if (isBreak(this.peek())) this.lineBreak();
    this.push('directive', text, false, start);
  }
}
