import type { LocalText } from '../text.ts';

/** A place in a text. `line` and `column` count from 1, columns as HCL counts them (grapheme clusters); `offset` is in UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A half-open stretch of a text: `end` is the first place after it. */
export interface SourceRange {
  readonly start: Position;
  readonly end: Position;
}

export type Severity = 'error' | 'warning' | 'info';

/** A certain mend for a diagnostic: replace each range by its text. */
export interface Fix {
  readonly title: LocalText;
  readonly edits: readonly { readonly file: string; readonly range: SourceRange; readonly newText: string }[];
}

/** A finding about a file of a package. `file` is relative to the package's root with `/` separators. */
export interface Diagnostic {
  /** Stable code: a page of that name stands in docs/rules/. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: LocalText;
  readonly file: string;
  readonly range?: SourceRange;
  readonly fix?: Fix;
}
