import type { Diagnostic } from '../diagnostics/index.ts';
import type { ErrorReport } from '../errors/index.ts';
import type { Failure, RehearsalCounts, RehearsalFinding } from '../install/events.ts';

/** What was evaluated for a verdict; the rest is as it was before. */
export interface Again {
  /** Files whose content changed, came or went. */
  readonly files: number;
  /** Lint rules that ran, of how many. */
  readonly rules: number;
  readonly ofRules: number;
  readonly form: boolean;
  readonly plan: boolean;
  /** Charts that were rendered. */
  readonly charts: readonly string[];
  /** Charts whose rendering was kept. */
  readonly kept: readonly string[];
}

/** What one state of a package under watch comes to. */
export interface Verdict {
  /** 1 for the first. */
  readonly seq: number;
  /** `unreadable`: there was nothing to rehearse; `error` says why. */
  readonly status: 'succeeded' | 'failed' | 'unreadable';
  readonly error?: ErrorReport;
  /** Paths in the package that changed since the last verdict, at most 100. */
  readonly changed: readonly string[];
  /** Milliseconds from the first sign of the change. */
  readonly took: number;
  readonly lint: { readonly error: number; readonly warning: number; readonly info: number };
  readonly failures: readonly Failure[];
  readonly findings: readonly RehearsalFinding[];
  readonly counts: RehearsalCounts | null;
  readonly again: Again;
  /** Compared with the verdict before; empty in the first. */
  readonly news: {
    readonly failed: readonly Failure[];
    readonly cured: readonly Failure[];
    readonly found: readonly Diagnostic[];
    readonly mended: readonly Diagnostic[];
  };
}

/** What there is in `now` and was not in `before`, by what is said: lines that move are no news. */
export function newIn<T>(now: readonly T[], before: readonly T[], keyOf: (each: T) => string): readonly T[] {
  const counts = new Map<string, number>();
  for (const each of before) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return now.filter((each) => {
    const left = counts.get(keyOf(each)) ?? 0;
    counts.set(keyOf(each), left - 1);
    return left <= 0;
  });
}

export const failureKey = ({ code, message }: Failure): string => `${code}\n${message.en}`;
export const findingKey = ({ code, file, message }: Diagnostic): string => `${code}\n${file}\n${message.en}`;
