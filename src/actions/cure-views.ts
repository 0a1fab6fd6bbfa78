import type { Failure } from '../core/install/events.ts';
import type { LocalText } from '../core/text.ts';
import type { ProgressEvent } from './views.ts';

/** A cure that was tried, and what the rehearsal after it came to. */
export interface CureStepView {
  readonly failure: Failure;
  readonly title: LocalText;
  /** What else than files it changes: an image to push, a step to retry, a fault that is over. */
  readonly besides: readonly LocalText[];
  readonly after: 'succeeded' | 'failed' | 'cancelled';
  /** Code of the failure that then came up. */
  readonly next: string | null;
}

/** A file that a cure changes. */
export interface CuredFile {
  /** Absolute path. */
  readonly path: string;
  /** As a person of the project says it. */
  readonly name: string;
  readonly kind: 'package' | 'scenario' | 'answers' | 'world';
  readonly isNew: boolean;
  /** Unified, with three lines of context. */
  readonly diff: string;
}

export interface CureView {
  readonly dir: string;
  /** `fine`: the install succeeds as it is. `stuck`: a failure is left. */
  readonly status: 'fine' | 'cured' | 'stuck' | 'cancelled';
  readonly steps: readonly CureStepView[];
  /** The failure that no cure gets past, and why. */
  readonly left: Failure | null;
  /** Why it is stuck; with `fine`, which fault had nothing to strike. */
  readonly why: LocalText | null;
  readonly files: readonly CuredFile[];
  /** Id of what is shown: asked for with `preview`, exactly this is written. */
  readonly preview: string;
  readonly written: boolean;
}

/** One line of `drydock cure` while it runs. */
export type CureEvent = ProgressEvent | { readonly type: 'step'; readonly step: CureStepView };
