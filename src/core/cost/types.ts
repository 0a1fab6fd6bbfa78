import type { LocalText } from '../text.ts';

export type Charge = 'postpaid' | 'prepaid';
export type Confidence = 'high' | 'medium' | 'low';

/** A figure of a price book. */
export interface Price {
  readonly resource: string;
  readonly component: string;
  readonly where: Readonly<Record<string, string | number | boolean>>;
  readonly region?: string;
  readonly charge: Charge;
  readonly amount: number;
  readonly currency: string;
  readonly per: 'hour' | 'month';
  /** Argument that multiplies the amount; `unit` of it are in the amount. */
  readonly times?: string;
  readonly unit: number;
  readonly source: string;
  /** ISO day at which it was read. */
  readonly date: string;
  readonly confidence: Confidence;
}

export interface PriceBook {
  readonly name: string;
  /** The file that it was read from, as faces show it. */
  readonly file: string;
  readonly prices: readonly Price[];
}

/** What is billed of a resource: its machine, its disks, … */
export interface Component {
  readonly component: string;
  /** Arguments that prices are matched with. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly count: number;
  readonly charge: Charge;
}

export interface CostLine {
  readonly component: string;
  readonly count: number;
  readonly charge: Charge;
  /** Absent: no price known. */
  readonly hourly?: number;
  readonly monthly?: number;
  readonly currency?: string;
  readonly source?: string;
  readonly date?: string;
  readonly confidence?: Confidence;
  /** What a price would have to name, for the user's own book. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

export interface ResourceCost {
  readonly address: string;
  readonly type: string;
  readonly region: string;
  /** `nothing`: made without the cloud, there is nothing to bill. */
  readonly priced: 'all' | 'part' | 'none' | 'nothing';
  readonly lines: readonly CostLine[];
}

export interface CostTotal {
  readonly currency: string;
  readonly hourly: number;
  readonly monthly: number;
}

export interface CostEstimate {
  readonly resources: readonly ResourceCost[];
  /** One for each currency; prepaid figures are in too, by the hour and month. Empty: no price known. */
  readonly totals: readonly CostTotal[];
  /** Resources that could be billed, and those of them priced in full and in part. */
  readonly billable: number;
  readonly priced: number;
  readonly partly: number;
  /** `12 of 17 resources priced`. */
  readonly coverage: LocalText;
  /** Oldest and newest day of the figures used. */
  readonly dates?: readonly [string, string];
  /** The least that any used figure is trusted. */
  readonly confidence?: Confidence;
  readonly book: { readonly name: string; readonly file: string; readonly prices: number };
}

/** What an upgrade makes of a cost. */
export interface CostChange {
  readonly before: CostEstimate;
  readonly after: CostEstimate;
  readonly difference: readonly CostTotal[];
}
