import type { Json } from '../json.ts';
import type { ScenarioFile, ScenarioResult } from '../scenarios/index.ts';
import type { LocalText } from '../text.ts';

/** The fields of a scenario that an entry of an axis sets. */
export type Overlay = Omit<ScenarioFile, 'name' | 'about' | 'tags' | 'expect'>;

/** One place on an axis. */
export interface AxisValue {
  /** Unique on its axis; rules and cell ids say it. */
  readonly key: string;
  readonly label: string;
  readonly overlay: Overlay;
}

/** An axis as the file has it: its values, or the arg whose options are its values. */
export type AxisSource =
  | { readonly name: string; readonly values: readonly AxisValue[] }
  | { readonly name: string; readonly optionsOf: string };

/** Values by axis that a cell must have; several: any of them. Axes that it does not name may have any. */
export type CellRule = Readonly<Record<string, readonly string[]>>;

export interface ExpectRule {
  readonly when: CellRule;
  readonly expect: NonNullable<ScenarioFile['expect']>;
}

/** A matrix file, read. */
export interface Matrix {
  readonly file: string;
  readonly title: LocalText;
  readonly about?: LocalText;
  readonly base: Overlay;
  readonly axes: readonly AxisSource[];
  readonly exclude: readonly CellRule[];
  readonly include: readonly CellRule[];
  readonly expect: readonly ExpectRule[];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

export interface Axis {
  readonly name: string;
  readonly values: readonly { readonly key: string; readonly label: string }[];
}

/** One combination of values: a scenario. */
export interface Cell {
  /** `size=small,zone=ap-guangzhou-6`. */
  readonly id: string;
  /** Index of its value on each axis. */
  readonly at: readonly number[];
  /** The scenario's content. */
  readonly content: { readonly [key: string]: Json };
}

/** `succeeds`: the install does. `expected`: it fails as it should. The others are what a matrix is run for. */
export type CellState = 'succeeds' | 'expected' | 'fails' | 'error' | 'cancelled';

export function cellState({ status, outcome }: Pick<ScenarioResult, 'status' | 'outcome'>): CellState {
  if (status === 'passed') return outcome === 'failed' ? 'expected' : 'succeeds';
  return status === 'failed' ? 'fails' : status;
}
