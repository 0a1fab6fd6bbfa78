import type { Size } from '../screens/screen.ts';
import type { UiState } from '../state/ui.ts';

/** Below this the console says so instead of drawing. */
export const LEAST: Size = { width: 60, height: 16 };
const SIDE_NAV_FROM = 100;
const NAV_WIDTH = 17;

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Columns of the side navigation; 0: the screens stand in the first line. */
  readonly nav: number;
  /** Rows between the first line and the three at the bottom. */
  readonly body: number;
  /** Columns of the list; 0: the detail alone. */
  readonly list: number;
  readonly detail: number;
}

/** Where everything stands in a terminal of so many columns and rows; undefined where it is too small. */
export function layoutOf({ width, height }: Size, ui: Pick<UiState, 'zoom' | 'pane'>): Layout | undefined {
  if (width < LEAST.width || height < LEAST.height) return undefined;
  const nav = width >= SIDE_NAV_FROM ? NAV_WIDTH : 0;
  const rest = width - nav;
  const list = ui.zoom && ui.pane === 'detail' ? 0 : Math.max(24, Math.min(46, Math.round(rest * 0.32)));
  return { width, height, nav, body: height - 4, list, detail: rest - list };
}
