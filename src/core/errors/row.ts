import type { LocalText } from '../text.ts';

/** Exit status of the CLI contract: 1 the checked thing failed, 2 wrong usage, 3 environment, 130 cancelled. */
export type ExitStatus = 1 | 2 | 3 | 130;

/** One row of the error catalogue. `message` and `remedy` are templates with `{name}` placeholders. */
export interface ErrorRow {
  readonly message: LocalText;
  /** What the reader can do about it. */
  readonly remedy: LocalText;
  readonly exit: ExitStatus;
  /** HTTP status when the control API answers with it. */
  readonly http: number;
}

/** Keeps the literal codes of a table of rows while checking its shape. */
export const defineErrors = <const T extends Readonly<Record<string, ErrorRow>>>(rows: T): T => rows;
