import type { Position } from '../../diagnostics/index.ts';

/** Token types as in the HCL native syntax; punctuation stands for itself. */
export type TokenType =
  | '{'
  | '}'
  | '['
  | ']'
  | '('
  | ')'
  | 'oquote'
  | 'cquote'
  | 'oheredoc'
  | 'cheredoc'
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '='
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||'
  | '!'
  | '?'
  | ':'
  | '::'
  | '.'
  | ','
  | '...'
  | '=>'
  | '${'
  | '%{'
  | 'seqend'
  | 'quotedlit'
  | 'stringlit'
  | 'number'
  | 'ident'
  | 'comment'
  | 'newline'
  | 'eof'
  | '&'
  | '|'
  | '^'
  | '~'
  | '`'
  | "'"
  | ';'
  | 'quotednewline'
  | 'invalid'
  | 'badutf8';

/** One token. Only spaces, tabs and a byte order mark stand between tokens. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly start: Position;
  readonly end: Position;
}
