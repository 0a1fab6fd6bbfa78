import type { ActivityEvent, ChartView, GcReceipt, UsagePoint } from '../core/registry/index.ts';
import type { GcView } from './views.ts';

export type { ActivityEvent, ChartView, UsagePoint };

/** What a collection takes for one reason. A `link` is a repository's right to a blob and holds no bytes. */
export interface GcReasonView {
  readonly kind: string;
  readonly reason: string;
  readonly count: number;
  readonly bytes: number;
}

/** What a collection did. */
export interface ReceiptView extends Omit<GcReceipt, 'id'> {
  readonly receipt: string;
  /** True while `registry undo` would bring it back. */
  readonly undoable: boolean;
}

/** A receipt with what was taken, and why. */
export interface ReceiptDetailView extends ReceiptView {
  readonly reasons: readonly GcReasonView[];
  /** The largest first; `more` counts those beyond the first thousand. */
  readonly items: GcView['items'];
  readonly more: number;
}

export type PullTool = 'docker' | 'podman' | 'skopeo' | 'helm' | 'oras';

/** A command line that fetches an image from this registry. */
export interface PullCommand {
  readonly tool: PullTool;
  readonly line: string;
}
