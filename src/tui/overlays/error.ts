import { placeText } from '../draw/format.ts';
import { blank } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { Size } from '../screens/screen.ts';
import type { Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import type { ErrorOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';

/** A refusal: its code, its place, what to do. */
export function errorPanel(
  { words }: Scene,
  { report, scroll }: ErrorOverlay,
  size: Size,
  viewport: Viewport,
): Panel {
  const { t } = words;
  const width = Math.min(size.width, 72);
  const inner = innerWidth(width);
  return panelOf(
    {
      title: `✗ ${report.code}`,
      tone: 'bad',
      lines: [
        ...(report.place ? paragraph(placeText(report.place), inner, 'dim') : []),
        ...paragraph(words.say(report.message), inner),
        blank,
        ...paragraph(`${t('error.remedy')}: ${words.say(report.remedy)}`, inner, 'dim'),
      ],
      foot: [blank, keysLine(['Esc', t('common.close')])],
      scroll,
    },
    width,
    size,
    viewport,
  );
}
