export const isBreak = (char: string | undefined): boolean =>
  char === '\n' || char === '\r' || char === '\x85' || char === '\u2028' || char === '\u2029';
export const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
export const isBlankOrEnd = (char: string | undefined): boolean =>
  char === undefined || char === ' ' || char === '\t' || isBreak(char);
