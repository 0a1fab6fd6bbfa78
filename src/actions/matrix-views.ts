import type { Diagnostic } from '../core/diagnostics/index.ts';
import type { Axis, CellState } from '../core/matrix/index.ts';
import type { ScenarioResult } from '../core/scenarios/index.ts';
import type { LocalText } from '../core/text.ts';

export type { Axis, CellState };

/** A matrix file of a project; one that cannot be read has problems and little else. */
export interface MatrixFileView {
  /** Absolute path. */
  readonly path: string;
  readonly file: string;
  readonly name: LocalText;
  readonly about: LocalText | null;
  readonly axes: readonly string[];
  readonly problems: readonly Diagnostic[];
}

export interface MatrixListView {
  readonly dir: string;
  readonly matrices: readonly MatrixFileView[];
}

/** A matrix with its cells before any is run. */
export interface MatrixShape {
  readonly path: string;
  readonly file: string;
  readonly name: LocalText;
  readonly about: LocalText | null;
  readonly axes: readonly Axis[];
  /** Axes down and across; every axis is on one side. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly { readonly id: string; readonly at: readonly number[] }[];
}

/** What came of a cell. `scenario` is what a rehearsal's field of that name takes to play it. */
export interface CellView {
  readonly id: string;
  readonly at: readonly number[];
  readonly scenario: string;
  readonly state: CellState;
  /** Absent when it was cancelled before its turn. */
  readonly result: ScenarioResult | null;
}

export type MatrixEvent =
  | { readonly type: 'matrix'; readonly matrix: MatrixShape; readonly workers: number }
  | {
      readonly type: 'progress';
      readonly what: string;
      readonly done: number;
      readonly total: number;
      readonly unit: 'items';
    }
  | { readonly type: 'cell'; readonly index: number; readonly cell: CellView };

export interface MatrixView extends Omit<MatrixShape, 'cells'> {
  readonly dir: string;
  readonly cells: readonly CellView[];
  readonly counts: Readonly<Record<CellState, number>> & { readonly total: number };
  readonly workers: number;
  /** Real milliseconds. */
  readonly took: number;
  /** The report in the asked format; empty for text and JSON. */
  readonly report: string;
  readonly format: 'text' | 'tap' | 'junit' | 'json';
}
