import { fuzzy } from '../../core/fuzzy.ts';
import type { Screen } from '../contract.ts';
import type { Scene } from '../state/app.ts';
import type { Row } from './screen.ts';

/** Rows that the filter of the screen lets through. */
export function filtered(scene: Scene, screen: Screen, rows: readonly Row[]): readonly Row[] {
  const wanted = (scene.ui.filters[screen] ?? '').trim().toLowerCase();
  if (wanted === '') return rows;
  const has = (row: Row): boolean => `${row.text} ${row.note ?? ''} ${row.id}`.toLowerCase().includes(wanted);
  // Tags are many and alike: there, letters in order will do.
  return rows.filter((row) => has(row) || (screen === 'registry' && fuzzy(wanted, row.text) !== undefined));
}

/** The selected row's id: the person's choice while it exists, else the first. */
export function selectedId(
  scene: Scene,
  screen: Screen,
  rows: readonly Row[] | undefined,
): string | undefined {
  const shown = filtered(scene, screen, rows ?? []);
  const wish = scene.ui.selected[screen];
  return shown.some((row) => row.id === wish) ? wish : shown[0]?.id;
}

/** The tab that is open: the person's choice while it exists, else the first. */
export const tabOf = (
  scene: Scene,
  screen: Screen,
  tabs: readonly { readonly id: string }[],
  fallback?: string,
): string => {
  const wish = scene.ui.tabs[screen];
  return tabs.find((tab) => tab.id === wish)?.id ?? fallback ?? tabs[0]?.id ?? '';
};
