import { screenOf } from '../screens/index.ts';
import { filtered, selectedId } from '../screens/selection.ts';
import type { App, Scene } from '../state/app.ts';
import { detailKey } from '../view/detail-pane.ts';
import { listKey } from '../view/list-pane.ts';
import { placeOf, type Viewport } from '../view/viewport.ts';

/** How far a key goes. */
export type Move = { readonly rows: number } | { readonly pages: number };

/** What a detail is measured with where only its things to pick are of interest. */
const ANY_SIZE = { width: 80, height: 24 };

/** Moves the cursor of the pane in front, or opens what is under it. */
export function movePane(app: App, scene: Scene, move: Move | 'open', viewport: Viewport): void {
  if (scene.ui.pane === 'list') {
    if (move !== 'open') moveList(app, scene, move, viewport);
    return;
  }
  const module = screenOf(scene.ui.screen);
  const view = module.detail(scene, ANY_SIZE);
  const key = detailKey(view);
  const { picks, most, room, offset } = placeOf(viewport, key);
  if (move === 'open') {
    const pick = view.blocks.filter((each) => each.pick !== undefined)[
      Math.min(scene.ui.cursors[key] ?? 0, Math.max(0, picks - 1))
    ]?.pick;
    if (pick !== undefined) module.open?.(app, scene, pick);
    return;
  }
  const step =
    'rows' in move ? move.rows : move.pages * Math.max(1, picks > 0 ? Math.ceil(room / 3) : room - 1);
  const last = picks > 0 ? picks - 1 : most;
  const from = picks > 0 ? Math.min(scene.ui.cursors[key] ?? 0, last) : offset;
  const to = Math.max(0, Math.min(last, from + step));
  const { [key]: _old, ...others } = scene.ui.cursors;
  // A log that was scrolled to its end follows what comes.
  app.ui.setState({ cursors: view.follow && to >= most ? others : { ...others, [key]: to } });
}

function moveList(app: App, scene: Scene, move: Move, viewport: Viewport): void {
  const { screen } = scene.ui;
  const all = screenOf(screen).list(scene).rows;
  const rows = filtered(scene, screen, all ?? []);
  if (rows.length === 0) return;
  const { room } = placeOf(viewport, listKey(scene));
  const at = rows.findIndex((row) => row.id === selectedId(scene, screen, all));
  const step = 'rows' in move ? move.rows : move.pages * Math.max(1, room - 1);
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  if (next) app.ui.setState({ selected: { ...scene.ui.selected, [screen]: next.id } });
}

/** The tab before or after the open one. */
export function moveTab(app: App, scene: Scene, by: number): void {
  const { screen } = scene.ui;
  const { tabs, tab } = screenOf(screen).detail(scene, ANY_SIZE);
  if (tabs.length === 0) return;
  const at = tabs.findIndex((each) => each.id === tab);
  const next = tabs[(at + by + tabs.length) % tabs.length];
  if (next) app.ui.setState({ tabs: { ...scene.ui.tabs, [screen]: next.id } });
}
