import { unfit } from '../../client/index.ts';
import { actionForKey } from '../actions/keymap.ts';
import { invoke, openPalette } from '../actions/run.ts';
import { SCREENS } from '../contract.ts';
import { overlayKey } from '../overlays/index.ts';
import { screenOf } from '../screens/index.ts';
import { type App, type Scene, sceneOf } from '../state/app.ts';
import { runningJob } from '../state/jobs.ts';
import { go } from '../state/ui.ts';
import type { Viewport } from '../view/viewport.ts';
import { edited, editOf, insert } from './edit.ts';
import { type Move, movePane, moveTab } from './move.ts';
import type { Press } from './press.ts';

const moves: Readonly<Record<string, Move>> = {
  up: { rows: -1 },
  k: { rows: -1 },
  down: { rows: 1 },
  j: { rows: 1 },
  pageup: { pages: -1 },
  pagedown: { pages: 1 },
  home: { pages: Number.NEGATIVE_INFINITY },
  end: { pages: Number.POSITIVE_INFINITY },
};

/** Does what a key means where the person is: in a panel, in the filter, everywhere, on the screen. */
export function dispatch(app: App, press: Press, viewport: Viewport) {
  const scene = sceneOf(app);
  if (press.name === 'ctrl-c') return app.quit(130);
  if (scene.ui.overlay) return overlayKey(app, scene, press, viewport);
  if (scene.ui.notice) app.ui.setState({ notice: undefined });
  if (scene.ui.filtering) return filterKey(app, scene, press);
  if (navigate(app, scene, press, viewport)) return;
  const { screen } = scene.ui;
  const local = screenOf(screen).keys.find((each) => each.key === press.name);
  if (local) {
    if (local.when?.(scene) ?? true) local.run(app, scene);
    return;
  }
  const action = actionForKey(scene.console.actions ?? [], screen, press.name);
  if (!action) return;
  const why = unfit(action, screenOf(screen).state?.(scene));
  if (why) app.ui.setState({ notice: { tone: 'warn', text: app.words.say(why) } });
  else invoke(app, action, screenOf(screen).subjects(scene));
}

/** Keys that mean the same on every screen. True when it was one. */
function navigate(app: App, scene: Scene, press: Press, viewport: Viewport): boolean {
  const { ui } = app;
  const { pane } = scene.ui;
  const move = moves[press.name];
  if (move) {
    movePane(app, scene, move, viewport);
    return true;
  }
  const target = SCREENS[Number(press.name) - 1];
  if (target && /^[1-7]$/.test(press.name)) {
    go(ui, target);
    return true;
  }
  switch (press.name) {
    case 'tab':
    case 'shift-tab':
      ui.setState({ pane: pane === 'list' ? 'detail' : 'list', zoom: false });
      return true;
    case 'enter':
      enter(app, scene, viewport);
      return true;
    case 'esc':
      back(app, scene);
      return true;
    case 'left':
    case '[':
      moveTab(app, scene, -1);
      return true;
    case 'right':
    case ']':
      moveTab(app, scene, 1);
      return true;
    case '/':
      ui.setState({ filtering: true, pane: 'list', zoom: false });
      return true;
    case 'z':
      ui.setState(({ zoom }) => ({ zoom: !zoom || pane === 'list', pane: 'detail' }));
      return true;
    case ':':
    case 'ctrl-p':
      openPalette(app);
      return true;
    case '?':
      ui.setState({ overlay: { kind: 'help', scroll: 0 } });
      return true;
    case 'ctrl-r':
      app.answers.expire();
      return true;
    case 'ctrl-x':
      runningJob(scene.jobs)?.cancel();
      return true;
    case 'q':
      quit(app, scene);
      return true;
    default:
      return false;
  }
}

/** Where the engine runs in this console, leaving ends what it rehearses: said once, done when asked again. */
function quit(app: App, { ui, console, around, words }: Scene): void {
  const running = (console.rehearsals ?? []).filter((each) => each.state === 'running').length;
  const text = words.t('quit.running', { count: running });
  if (running === 0 || console.status?.pid !== around.pid || ui.notice?.text === text) app.quit(0);
  else app.ui.setState({ notice: { tone: 'warn', text } });
}

/** From the list into the detail; in the detail, opens what is under the cursor. */
function enter(app: App, scene: Scene, viewport: Viewport): void {
  const module = screenOf(scene.ui.screen);
  if (scene.ui.pane === 'list') {
    const row = scene.ui.selected[scene.ui.screen] ?? '';
    if (!(module.enter?.(app, scene, row) ?? false)) app.ui.setState({ pane: 'detail' });
    return;
  }
  movePane(app, scene, 'open', viewport);
}

/** One step back: the filter, the whole width, the detail. */
function back(app: App, { ui }: Scene): void {
  if ((ui.filters[ui.screen] ?? '') !== '') app.ui.setState({ filters: { ...ui.filters, [ui.screen]: '' } });
  else if (ui.zoom) app.ui.setState({ zoom: false });
  else app.ui.setState({ pane: 'list' });
}

function filterKey(app: App, { ui }: Scene, press: Press) {
  const text = ui.filters[ui.screen] ?? '';
  const put = (next: string): void => app.ui.setState({ filters: { ...ui.filters, [ui.screen]: next } });
  if (press.name === 'enter' || press.name === 'tab') return app.ui.setState({ filtering: false });
  if (press.name === 'esc') {
    put('');
    return app.ui.setState({ filtering: false });
  }
  const next = edited(editOf(text), press);
  if (next) put(next.text);
}

/** Text from the clipboard goes only where text is asked for; it never presses keys. */
export function paste(app: App, pasted: string): void {
  const text = pasted.replaceAll(/[\r\n]+$/g, '');
  const { overlay, filtering, screen, filters } = app.ui.getState();
  if (filtering) {
    app.ui.setState({ filters: { ...filters, [screen]: `${filters[screen] ?? ''}${text}` } });
    return;
  }
  if (overlay?.kind === 'palette' || overlay?.kind === 'text')
    app.ui.setState({ overlay: { ...overlay, edit: insert(overlay.edit, text) } });
  if (overlay?.kind === 'choose')
    app.ui.setState({ overlay: { ...overlay, query: insert(overlay.query, text) } });
  if (overlay?.kind === 'prompt') {
    const fields = overlay.fields.map((each, row) =>
      row === overlay.at ? { ...each, edit: insert(each.edit, text) } : each,
    );
    app.ui.setState({ overlay: { ...overlay, fields } });
  }
}
