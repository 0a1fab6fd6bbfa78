import type { Position } from '../../diagnostics/index.ts';
import { DYNAMIC_VALUE } from '../values/value.ts';
import { rangeOf, START } from './advance.ts';
import type { Body, Expression } from './ast.ts';
import { type HclDiagnostic, hclDiagnostic } from './diagnostic.ts';
import { tokenize } from './lexer.ts';
import { LIMITS } from './limits.ts';
import { parseBody } from './parse-body.ts';
import { parseExpression as parseAnyExpression } from './parse-expression.ts';
import { parseBareTemplate } from './parse-template.ts';
import { ParserState } from './parser-state.ts';
import { checkTokens } from './token-check.ts';

/** A parsed file: its body is there even when there are errors, with what could be understood. */
export interface ParsedFile {
  readonly body: Body;
  readonly diagnostics: HclDiagnostic[];
}

export interface ParsedExpression {
  readonly expr: Expression;
  readonly diagnostics: HclDiagnostic[];
}

/** Parses a whole configuration file. Never throws; reports several errors a run. `file` is its path as diagnostics name it. */
export function parseFile(text: string, file: string): ParsedFile {
  const tooLarge = checkSize(text, file);
  if (tooLarge) {
    const range = { start: START, end: START };
    return { body: { file, attributes: new Map(), blocks: [], range }, diagnostics: [tooLarge] };
  }
  const p = start(text, file, 'expression');
  const body = parseBody(p, 'eof');
  return { body, diagnostics: p.diagnostics };
}

/** Parses a text that is one expression; newlines within it do not end it. `from` is its place in the file, the top by default. */
export function parseExpression(text: string, file: string, from?: Position): ParsedExpression {
  const tooLarge = checkSize(text, file);
  if (tooLarge) return { expr: nothing(), diagnostics: [tooLarge] };
  const p = start(text, file, 'expression', from);
  p.keepHeads = true;
  p.pushNewlines(false);
  const expr = parseAnyExpression(p);
  const next = p.peek();
  if (next.type !== 'eof') {
    p.errorUnlessRecovering(
      'Extra characters after expression',
      'An expression was successfully parsed, but extra characters were found after it.',
      rangeOf(next),
    );
  }
  return { expr, diagnostics: p.diagnostics };
}

/** Parses a bare template, as the content of a template file is. */
export function parseTemplate(text: string, file: string, from?: Position): ParsedExpression {
  const tooLarge = checkSize(text, file);
  if (tooLarge) return { expr: nothing(), diagnostics: [tooLarge] };
  const p = start(text, file, 'template', from);
  p.keepHeads = true;
  return { expr: parseBareTemplate(p), diagnostics: p.diagnostics };
}

function start(text: string, file: string, mode: 'expression' | 'template', from?: Position): ParserState {
  const tokens = tokenize(text, mode, from);
  if (tokens.length > LIMITS.tokens) {
    const nothing = [{ type: 'eof', text: '', start: START, end: START }] as const;
    return new ParserState(nothing, file, [tooManyTokens(file)], parseAnyExpression);
  }
  return new ParserState(tokens, file, checkTokens(tokens, file), parseAnyExpression);
}

const nothing = (): Expression => ({
  kind: 'literal',
  value: DYNAMIC_VALUE,
  range: { start: START, end: START },
});

const tooManyTokens = (file: string): HclDiagnostic =>
  hclDiagnostic(
    'TF_FILE_TOO_LARGE',
    'error',
    'File too large',
    `The file has more than ${LIMITS.tokens} words and signs, which are the most that are read.`,
    file,
    { start: START, end: START },
  );

/** Refuses a text that is too long to be read. */
export function checkSize(text: string, file: string): HclDiagnostic | undefined {
  if (text.length <= LIMITS.fileLength) return undefined;
  return hclDiagnostic(
    'TF_FILE_TOO_LARGE',
    'error',
    'File too large',
    `The file has ${text.length} characters; ${LIMITS.fileLength} are the most that are read.`,
    file,
    { start: START, end: START },
  );
}
