export type * from './ast.ts';
export { type HclDiagnostic, hasErrors, hclDiagnostic, ownDiagnostic } from './diagnostic.ts';
export { parseJsonFile } from './json/file.ts';
export { tokenize } from './lexer.ts';
export { LIMITS } from './limits.ts';
export {
  type ParsedExpression,
  type ParsedFile,
  parseExpression,
  parseFile,
  parseTemplate,
} from './parser.ts';
export type { Token, TokenType } from './token.ts';
export {
  childrenOf,
  isLiteralKey,
  type Reference,
  referencesOf,
  referencesOfBody,
  walkExpression,
} from './walk.ts';
