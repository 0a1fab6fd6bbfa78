import { type Heredoc, type Part, plainText, type Token, type Word } from './tokens.ts';

const OPERATORS = [';;&', ';;', ';&', '&&', '||', '|&', ';', '&', '|', '(', ')'];
const REDIRECTS = ['&>>', '<<<', '<<-', '&>', '>>', '<<', '<&', '>&', '>|', '<>', '<', '>'];
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const EXPANSION =
  /^([!#]?)([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])(\[[^\]]*\])?(:?[-=?+]|##?|%%?|\/\/?[#%]?|\^\^?|,,?|:|@)?([\s\S]*)$/;
const MOST_TOKENS = 100_000;

/** Splits a script into words, operators and redirections as a POSIX shell (and bash, where it has more) reads it. Never throws. */
export function shellTokens(script: string): readonly Token[] {
  return new Lexer(script).tokens();
}

/** The parts of a text in which variables are expanded, as in double quotes or a heredoc. */
export function expandingParts(text: string, line: number): readonly Part[] {
  return new Lexer(text, line).quotedParts();
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #pending: { delimiter: string; strips: boolean; expands: boolean; into: { body?: Heredoc } }[] =
    [];
  #at = 0;
  #line: number;

  constructor(text: string, line = 0) {
    this.#text = text;
    this.#line = line;
  }

  tokens(): readonly Token[] {
    while (this.#at < this.#text.length && this.#tokens.length < MOST_TOKENS) this.#next();
    if (this.#pending.length > 0) this.#heredocs();
    return this.#tokens;
  }

  quotedParts(): readonly Part[] {
    const parts: Part[] = [];
    this.#doubleQuoted(parts, undefined);
    return parts;
  }

  #next(): void {
    const text = this.#text;
    const char = text[this.#at] ?? '';
    if (char === '\n') {
      this.#tokens.push({ kind: 'operator', text: '\n', line: this.#line });
      this.#at++;
      this.#line++;
      this.#heredocs();
      return;
    }
    if (char === ' ' || char === '\t' || char === '\r') {
      this.#at++;
      return;
    }
    if (char === '\\' && /^\\\r?\n/.test(text.slice(this.#at, this.#at + 3))) {
      this.#at = text.indexOf('\n', this.#at) + 1;
      this.#line++;
      return;
    }
    if (char === '#') {
      const end = text.indexOf('\n', this.#at);
      this.#at = end === -1 ? text.length : end;
      return;
    }
    const digits = /^\d+(?=[<>])/.exec(text.slice(this.#at, this.#at + 4))?.[0] ?? '';
    const here = this.#at + digits.length;
    const redirect = REDIRECTS.find((each) => text.startsWith(each, here));
    if (redirect && !/^[<>]\(/.test(text.slice(here, here + 2))) {
      this.#at = here + redirect.length;
      this.#redirect(redirect);
      return;
    }
    const operator = OPERATORS.find((each) => text.startsWith(each, this.#at));
    if (operator) {
      this.#tokens.push({ kind: 'operator', text: operator, line: this.#line });
      this.#at += operator.length;
      return;
    }
    if (!this.#array()) {
      const before = this.#at;
      this.#tokens.push({ kind: 'word', word: this.#word() });
      if (this.#at === before) this.#at++;
    }
  }

  #redirect(text: string): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++;
    const target = this.#word();
    if (text !== '<<' && text !== '<<-') {
      this.#tokens.push({ kind: 'redirect', text, target });
      return;
    }
    const into: { body?: Heredoc } = {};
    const delimiter = plainText(target) ?? '';
    const expands = target.parts.every((part) => part.kind === 'text' && !part.quoted);
    this.#pending.push({ delimiter, strips: text === '<<-', expands, into });
    this.#tokens.push({ kind: 'redirect', text, target, heredoc: into });
  }

  #heredocs(): void {
    for (const { delimiter, strips, expands, into } of this.#pending.splice(0)) {
      const first = this.#line;
      const lines: string[] = [];
      while (this.#at < this.#text.length) {
        const end = this.#text.indexOf('\n', this.#at);
        const raw = this.#text.slice(this.#at, end === -1 ? this.#text.length : end).replace(/\r$/, '');
        const line = strips ? raw.replace(/^\t+/, '') : raw;
        this.#at = end === -1 ? this.#text.length : end + 1;
        this.#line++;
        if (line === delimiter) break;
        lines.push(line);
      }
      into.body = { text: lines.map((each) => `${each}\n`).join(''), expands, line: first };
    }
  }

  /** `NAME=(a b)`: a list of bash. */
  #array(): boolean {
    const head = /^([A-Za-z_]\w*)(\+?)=\(/.exec(this.#text.slice(this.#at, this.#at + 200));
    if (!head) return false;
    const line = this.#line;
    this.#at += head[0].length;
    const words: Word[] = [];
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? '';
      if (char === ')') {
        this.#at++;
        break;
      }
      if (char === '\n') this.#line++;
      if (char === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else if (/[\s\\]/.test(char)) this.#at++;
      else {
        const before = this.#at;
        words.push(this.#word());
        if (this.#at === before) this.#at++;
      }
    }
    this.#tokens.push({ kind: 'array', name: head[1] ?? '', adds: head[2] === '+', words, line });
    return true;
  }

  #word(): Word {
    const line = this.#line;
    const parts: Part[] = [];
    let bare = '';
    const flush = (): void => {
      if (bare !== '') parts.push({ kind: 'text', text: bare, quoted: false });
      bare = '';
    };
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? '';
      if (/[\s;&|<>()]/.test(char)) break;
      if (char === '\\') {
        if (/^\\\r?\n/.test(this.#text.slice(this.#at, this.#at + 3))) {
          this.#at = this.#text.indexOf('\n', this.#at) + 1;
          this.#line++;
          continue;
        }
        flush();
        parts.push({ kind: 'text', text: this.#text[this.#at + 1] ?? '', quoted: true });
        this.#at += 2;
      } else if (char === "'" || (char === '$' && this.#text[this.#at + 1] === "'")) {
        flush();
        const start = this.#at + (char === "'" ? 1 : 2);
        const end = this.#text.indexOf("'", start);
        const text = this.#text.slice(start, end === -1 ? this.#text.length : end);
        this.#line += text.split('\n').length - 1;
        parts.push({ kind: 'text', text, quoted: true });
        this.#at = end === -1 ? this.#text.length : end + 1;
      } else if (char === '"') {
        flush();
        this.#at++;
        const before = parts.length;
        this.#doubleQuoted(parts, '"');
        if (parts.length === before) parts.push({ kind: 'text', text: '', quoted: true });
      } else if (char === '$' || char === '`') {
        const part = this.#dollar(false);
        if (part) {
          flush();
          parts.push(part);
        } else bare += this.#text[this.#at++] ?? '';
      } else {
        bare += char;
        this.#at++;
      }
    }
    flush();
    return { parts, line };
  }

  #doubleQuoted(parts: Part[], until: '"' | undefined): void {
    let text = '';
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, quoted: true });
      text = '';
    };
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? '';
      if (char === until) {
        this.#at++;
        break;
      }
      if (char === '\\' && /[$`"\\\n]/.test(this.#text[this.#at + 1] ?? '')) {
        const next = this.#text[this.#at + 1] ?? '';
        if (next === '\n') this.#line++;
        else if (next === '"' && until === undefined) text += '\\"';
        else text += next;
        this.#at += 2;
      } else if (char === '$' || char === '`') {
        const part = this.#dollar(true);
        if (part) {
          flush();
          parts.push(part);
        } else text += this.#text[this.#at++] ?? '';
      } else {
        if (char === '\n') this.#line++;
        text += char;
        this.#at++;
      }
    }
    flush();
  }

  /** What begins with `$` or a backtick; undefined for a `$` that is only that. */
  #dollar(quoted: boolean): Part | undefined {
    const text = this.#text;
    if (text[this.#at] === '`') {
      const end = text.indexOf('`', this.#at + 1);
      const inner = text.slice(this.#at + 1, end === -1 ? text.length : end);
      this.#at = end === -1 ? text.length : end + 1;
      return { kind: 'command', text: inner, quoted };
    }
    const next = text[this.#at + 1] ?? '';
    if (next === '(') {
      const inner = this.#balanced(this.#at + 1, '(', ')');
      return inner.startsWith('(')
        ? { kind: 'command', text: `:${inner}`, quoted }
        : { kind: 'command', text: inner, quoted };
    }
    if (next === '{') {
      const inner = this.#balanced(this.#at + 1, '{', '}');
      const [, mark, name = '', index, op, operand] = EXPANSION.exec(inner) ?? [];
      if (name === '' || mark === '!') return { kind: 'variable', name: inner, op: '?', operand: '', quoted };
      return {
        kind: 'variable',
        name,
        ...(index === undefined ? {} : { index: index.slice(1, -1) }),
        ...(mark === '#' ? { op: 'length' } : op === undefined ? {} : { op, operand: operand ?? '' }),
        quoted,
      };
    }
    const name = NAME.exec(text.slice(this.#at + 1, this.#at + 120))?.[0] ?? /^[0-9@*#?$!-]/.exec(next)?.[0];
    if (name === undefined) return undefined;
    this.#at += 1 + name.length;
    return { kind: 'variable', name, quoted };
  }

  /** The text between a bracket at `start` and its partner; goes behind it. */
  #balanced(start: number, open: string, close: string): string {
    let depth = 0;
    for (let i = start; i < this.#text.length; i++) {
      const char = this.#text[i];
      if (char === '\n') this.#line++;
      if (char === '\\') i++;
      else if (char === "'" && open === '(') {
        const end = this.#text.indexOf("'", i + 1);
        if (end !== -1) i = end;
      } else if (char === open) depth++;
      else if (char === close && --depth === 0) {
        this.#at = i + 1;
        return this.#text.slice(start + 1, i);
      }
    }
    this.#at = this.#text.length;
    return this.#text.slice(start + 1);
  }
}
