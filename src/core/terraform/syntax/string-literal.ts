import type { Position } from '../../diagnostics/index.ts';
import { advance, between, rangeOf } from './advance.ts';
import type { ParserState } from './parser-state.ts';
import type { Token } from './token.ts';

const QUOTED_PIECE =
  /\\u[0-9a-fA-F]{0,4}|\\U[0-9a-fA-F]{0,8}|\\[\s\S]?|\$(?:\$\{?)?|%(?:%\{?)?|\r\n|\r|\n|[^\\$%\r\n]+/uy;
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The text that a literal token stands for; wrong escapes are reported and left as they are. */
export function literalText(p: ParserState, token: Token): string {
  if (token.type !== 'quotedlit') return unescapeTemplate(token.text);
  if (!/[\\$%]/.test(token.text)) return token.text;
  let at = token.start;
  let out = '';
  QUOTED_PIECE.lastIndex = 0;
  for (let m = QUOTED_PIECE.exec(token.text); m !== null; m = QUOTED_PIECE.exec(token.text)) {
    const piece = m[0];
    const end = advance(at, piece);
    out += piece.startsWith('\\') ? unescapeSequence(p, piece, at, end) : unescapeTemplate(piece);
    at = end;
  }
  return out;
}

const unescapeTemplate = (text: string): string =>
  /\$\$\{|%%\{/.test(text) ? text.replace(/\$\$\{|%%\{/g, (m) => m.slice(1)) : text;

function unescapeSequence(p: ParserState, piece: string, start: Position, end: Position): string {
  const range = { start, end };
  const selector = piece.slice(1, 2);
  const bad = (detail: string): string => {
    p.error('Invalid escape sequence', detail, range);
    return piece;
  };
  if (selector === '') return bad('Backslash must be followed by an escape sequence selector character.');
  const simple = SIMPLE[selector];
  if (simple !== undefined) return simple;
  if (selector === 'u' && piece.length !== 6) {
    return bad('The \\u escape sequence must be followed by four hexadecimal digits.');
  }
  if (selector === 'U' && piece.length !== 10) {
    return bad('The \\U escape sequence must be followed by eight hexadecimal digits.');
  }
  if (selector === 'u' || selector === 'U') {
    const code = Number.parseInt(piece.slice(2), 16);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      return bad(`Cannot encode character U+${code.toString(16).padStart(4, '0')} in UTF-8.`);
    }
    return String.fromCodePoint(code);
  }
  p.error(
    'Invalid escape sequence',
    `The symbol "${piece.slice(1)}" is not a valid escape sequence selector.`,
    range,
  );
  return piece.slice(1);
}

/** A quoted string without template sequences, as block labels are. The next token is the opening quote. */
export function parseQuotedLabel(p: ParserState): { text: string; range: ReturnType<typeof rangeOf> } {
  const open = p.read();
  let text = '';
  for (;;) {
    const token = p.read();
    switch (token.type) {
      case 'cquote':
        return { text, range: between(open, token) };
      case 'quotedlit':
        text += literalText(p, token);
        break;
      case '${':
      case '%{': {
        const which = token.type === '%{' ? '%' : '$';
        p.error(
          'Invalid string literal',
          `Template sequences are not allowed in this string. To include a literal "${which}", double it (as "${which}${which}") to escape it.`,
          rangeOf(token),
        );
        text += `${which}{ ... }`;
        p.recover('seqend');
        break;
      }
      case 'eof':
        p.error(
          'Unterminated string literal',
          'Unable to find the closing quote mark before the end of the file.',
          rangeOf(token),
        );
        return { text, range: between(open, token) };
      default:
        p.error('Invalid string literal', 'This item is not valid in a string literal.', rangeOf(token));
        p.recover('cquote');
        return { text, range: between(open, token) };
    }
  }
}
