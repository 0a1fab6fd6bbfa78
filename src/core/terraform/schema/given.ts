import type { SourceRange } from '../../diagnostics/index.ts';
import type { Value } from '../values/index.ts';

/** An argument as a configuration gives it, with its value as far as that is known. */
export interface GivenArgument {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly valueRange: SourceRange;
  readonly value: Value;
}

/** All nested blocks of one type; `unknown` when a dynamic block cannot tell yet how many there are. */
export interface GivenBlocks {
  readonly name: string;
  readonly range: SourceRange;
  readonly bodies: readonly GivenBody[];
  readonly unknown: boolean;
}

/** The content of a resource or of one nested block. */
export interface GivenBody {
  readonly file: string;
  readonly headerRange: SourceRange;
  readonly arguments: ReadonlyMap<string, GivenArgument>;
  readonly blocks: ReadonlyMap<string, GivenBlocks>;
}
