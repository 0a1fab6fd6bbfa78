/** Bounds on what one file may ask of the parser; each has a diagnostic that names it. */
export const LIMITS = {
  /** UTF-16 units of one file. */
  fileLength: 2 * 1024 * 1024,
  /** Words and signs of one file: each takes a hundred times the room of its text. */
  tokens: 600_000,
  /** Values of one JSON file. */
  values: 300_000,
  /** Expressions, blocks and template directives within one another. */
  depth: 200,
  /** Errors reported for one file; what follows is left out. */
  errors: 200,
} as const;
