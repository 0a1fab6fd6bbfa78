import { keyedActions } from '../actions/keymap.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { fitLine } from '../draw/width.ts';
import { paragraph } from '../draw/wrap.ts';
import { navigation } from '../input/navigation.ts';
import { screenOf } from '../screens/index.ts';
import type { Size } from '../screens/screen.ts';
import type { Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import type { HelpOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';

const KEYS = 22;

/** All keys of the screen with their help and command line, then those that work everywhere. Made from the actions. */
export function helpPanel(scene: Scene, overlay: HelpOverlay, size: Size, viewport: Viewport): Panel {
  const { words, ui, console } = scene;
  const { t } = words;
  const width = Math.min(size.width, 90);
  const inner = innerWidth(width);
  const short = (key: string, does: string): Line => [
    ...fitLine([span('  '), bold(key, 'accent')], KEYS),
    span(does),
  ];
  const local = screenOf(ui.screen).keys;
  const lines: readonly Line[] = [
    [bold(t(`screen.${ui.screen}`))],
    ...keyedActions(console.actions ?? [], ui.screen).flatMap((view): readonly Line[] => [
      [...fitLine([span('  '), bold(view.face.key, 'accent')], 6), bold(words.say(view.title))],
      ...paragraph(words.say(view.help), inner - 6, 'dim').map((line): Line => [span('      '), ...line]),
      [dim(`      $ ${view.cli}`)],
    ]),
    ...local.map((each): Line => [...fitLine([span('  '), bold(each.key, 'accent')], 6), span(t(each.does))]),
    blank,
    [bold(t('keys.everywhere'))],
    ...navigation.map((each) => short(each.shown, t(each.does))),
  ];
  const foot = [blank, keysLine(['↑↓', t('keys.short.scroll')], ['Esc', t('common.close')])];
  return panelOf({ title: t('keys.title'), lines, foot, scroll: overlay.scroll }, width, size, viewport);
}
