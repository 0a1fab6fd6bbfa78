import type { Verdict, WatchEvent } from '../core/watch/index.ts';

export type { Verdict, WatchEvent };

/** What came of watching a package. */
export interface WatchView {
  readonly dir: string;
  /** How many verdicts were given. */
  readonly verdicts: number;
  readonly last: Verdict | null;
  /** True when it was ended from outside, not by the number of verdicts asked for. */
  readonly cancelled: boolean;
}
