import type { SourceRange } from '../../diagnostics/index.ts';
import type { Expression } from '../syntax/index.ts';
import type { Value } from '../values/index.ts';

/** An argument: an expression that is still to be evaluated, or an element of one that was spread. */
export type Argument =
  | { readonly expr: Expression; readonly range: SourceRange }
  | { readonly value: Value; readonly range: SourceRange };
