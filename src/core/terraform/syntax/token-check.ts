import { rangeOf } from './advance.ts';
import { type HclDiagnostic, hclDiagnostic } from './diagnostic.ts';
import type { Token, TokenType } from './token.ts';

interface Complaint {
  readonly summary: string;
  readonly detail: string;
  /** How often it is reported in one file; further ones would only repeat it. */
  readonly most: number;
  /** Report every second one: openers and not their closers. */
  readonly alternate?: boolean;
}

const NO_BITWISE = 'Bitwise operators are not supported.';

const COMPLAINTS: Partial<Record<TokenType, Complaint>> = {
  '&': { summary: 'Unsupported operator', detail: `${NO_BITWISE} Did you mean boolean AND ("&&")?`, most: 4 },
  '|': { summary: 'Unsupported operator', detail: `${NO_BITWISE} Did you mean boolean OR ("||")?`, most: 4 },
  '^': { summary: 'Unsupported operator', detail: NO_BITWISE, most: 4 },
  '~': { summary: 'Unsupported operator', detail: `${NO_BITWISE} Did you mean boolean NOT ("!")?`, most: 4 },
  '`': {
    summary: 'Invalid character',
    detail:
      'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
    most: 2,
    alternate: true,
  },
  "'": {
    summary: 'Invalid character',
    detail: 'Single quotes are not valid. Use double quotes (") to enclose strings.',
    most: 2,
    alternate: true,
  },
  ';': {
    summary: 'Invalid character',
    detail:
      'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.',
    most: 1,
  },
  badutf8: {
    summary: 'Invalid character encoding',
    detail: 'All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor.',
    most: 1,
  },
  quotednewline: {
    summary: 'Invalid multi-line string',
    detail:
      'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
    most: 100,
  },
  invalid: {
    summary: 'Invalid character',
    detail: 'This character is not used within the language.',
    most: 100,
  },
};

const CURLY_QUOTES =
  '"Curly quotes" are not valid here. These can sometimes be inadvertently introduced when sharing code via documents or discussion forums. It might help to replace the character with a "straight quote".';

const BITWISE: readonly TokenType[] = ['&', '|', '^', '~'];

/** Errors for tokens that are valid nowhere. */
export function checkTokens(tokens: readonly Token[], file: string): HclDiagnostic[] {
  const seen = new Map<string, number>();
  const found: HclDiagnostic[] = [];
  for (const token of tokens) {
    const complaint = COMPLAINTS[token.type];
    if (complaint === undefined) continue;
    const group = BITWISE.includes(token.type) ? 'bitwise' : token.type;
    const count = seen.get(group) ?? 0;
    seen.set(group, count + 1);
    if (complaint.alternate ? count % 2 !== 0 || count > complaint.most : count >= complaint.most) continue;
    const detail = token.text === '“' || token.text === '”' ? CURLY_QUOTES : complaint.detail;
    found.push(hclDiagnostic('TF_SYNTAX', 'error', complaint.summary, detail, file, rangeOf(token)));
  }
  return found;
}
