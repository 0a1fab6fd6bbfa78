import { paletteMatches } from '../actions/palette.ts';
import { invoke } from '../actions/run.ts';
import type { ActionView } from '../contract.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { fitLine, justify, restyled, widthOf } from '../draw/width.ts';
import { paragraph } from '../draw/wrap.ts';
import { edited } from '../input/edit.ts';
import type { Press } from '../input/press.ts';
import { screenOf } from '../screens/index.ts';
import type { Size } from '../screens/screen.ts';
import type { App, Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import { editLine } from './edit-line.ts';
import type { PaletteOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';

const matches = (scene: Scene, overlay: PaletteOverlay): readonly ActionView[] =>
  paletteMatches(scene.console.actions ?? [], overlay.edit.text, scene.words.lang);

/** Every action by name: its screen, its key, its command line. */
export function palettePanel(scene: Scene, overlay: PaletteOverlay, size: Size, viewport: Viewport): Panel {
  const { words } = scene;
  const { t } = words;
  const width = Math.min(size.width, 84);
  const inner = innerWidth(width);
  const found = matches(scene, overlay);
  const names = Math.max(0, ...found.map((view) => widthOf(words.say(view.title)))) + 2;
  const rows = found.map((view, at): Line => {
    const own = view.face.ambient ? ' ' : view.face.key;
    const left: Line = [
      span(at === overlay.at ? '▌' : ' ', 'accent'),
      ...fitLine([bold(words.say(view.title))], names),
      dim(`$ ${view.cli}`),
    ];
    const line = justify(
      left,
      [dim(`  ${t(`screen.${view.face.screen}`)}  `), bold(own, 'accent'), span(' ')],
      inner,
    );
    return at === overlay.at ? restyled(line, { inverse: true, tone: 'plain' }) : line;
  });
  const now = found[overlay.at];
  const help = now ? paragraph(words.say(now.help), inner, 'dim').slice(0, 2) : [];
  return panelOf(
    {
      title: t('palette.title'),
      head: [[bold(': ', 'accent'), ...editLine(overlay.edit, inner - 2)], blank],
      lines: rows.length === 0 ? [[dim(t('common.noMatch'))]] : rows,
      foot: [
        blank,
        ...help,
        ...Array.from({ length: 2 - help.length }, () => blank),
        keysLine(['↑↓', t('keys.short.choose')], ['Enter', t('keys.short.run')], ['Esc', t('common.close')]),
      ],
      at: overlay.at,
    },
    width,
    size,
    viewport,
  );
}

export function paletteKey(app: App, scene: Scene, overlay: PaletteOverlay, press: Press) {
  const found = matches(scene, overlay);
  const move = (by: number): void => {
    const at = (overlay.at + by + found.length) % Math.max(1, found.length);
    app.ui.setState({ overlay: { ...overlay, at } });
  };
  if (press.name === 'up' || press.name === 'shift-tab') return move(-1);
  if (press.name === 'down' || press.name === 'tab') return move(1);
  if (press.name === 'enter') {
    const view = found[overlay.at];
    app.ui.setState({ overlay: undefined });
    if (view) invoke(app, view, subjectsFor(scene, view));
    return;
  }
  const edit = edited(overlay.edit, press);
  if (edit)
    app.ui.setState({ overlay: { ...overlay, edit, at: edit.text === overlay.edit.text ? overlay.at : 0 } });
}

/** What is selected on the action's own screen counts, wherever the palette was opened. */
const subjectsFor = (scene: Scene, view: ActionView) => ({
  ...screenOf(view.face.screen).subjects(scene),
  ...screenOf(scene.ui.screen).subjects(scene),
});
