import { blank } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import { edited } from '../input/edit.ts';
import type { Press } from '../input/press.ts';
import type { Size } from '../screens/screen.ts';
import type { App, Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import { editLine } from './edit-line.ts';
import type { TextOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';

/** Asks for one text; a secret is shown as dots. */
export function textPanel({ words }: Scene, overlay: TextOverlay, size: Size, viewport: Viewport): Panel {
  const { t } = words;
  const width = Math.min(size.width, 72);
  const inner = innerWidth(width);
  return panelOf(
    {
      title: overlay.title,
      head: overlay.help === '' ? [] : [...paragraph(overlay.help, inner, 'dim').slice(0, 3), blank],
      lines: [editLine(overlay.edit, inner, { secret: overlay.secret })],
      foot: [
        blank,
        ...(overlay.problem ? paragraph(`✗ ${overlay.problem}`, inner, 'bad') : []),
        keysLine(['Enter', t('keys.short.take')], ['Esc', t('common.cancel')]),
      ],
    },
    width,
    size,
    viewport,
  );
}

export function textKey(app: App, overlay: TextOverlay, press: Press): void {
  if (press.name === 'enter') {
    app.ui.setState({ overlay: undefined });
    const problem = overlay.done(overlay.edit.text);
    if (problem !== undefined) app.ui.setState({ overlay: { ...overlay, problem } });
    return;
  }
  const edit = edited(overlay.edit, press);
  if (edit) app.ui.setState({ overlay: { ...overlay, edit } });
}
