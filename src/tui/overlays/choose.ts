import type { FieldOption } from '../contract.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { justify, restyled } from '../draw/width.ts';
import { edited } from '../input/edit.ts';
import type { Press } from '../input/press.ts';
import type { Size } from '../screens/screen.ts';
import type { App, Scene } from '../state/app.ts';
import { toggled } from '../state/ui.ts';
import type { Viewport } from '../view/viewport.ts';
import { editLine } from './edit-line.ts';
import type { ChooseOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';

const shownOptions = ({ options, query }: ChooseOverlay): readonly FieldOption[] => {
  const wanted = query.text.trim().toLowerCase();
  if (wanted === '') return options;
  return options.filter((each) =>
    `${each.label} ${each.key} ${each.hint ?? ''}`.toLowerCase().includes(wanted),
  );
};

/** The options of a form field; what cannot be chosen says why. Typing narrows them. */
export function choosePanel({ words }: Scene, overlay: ChooseOverlay, size: Size, viewport: Viewport): Panel {
  const { t } = words;
  const width = Math.min(size.width, 84);
  const inner = innerWidth(width);
  const options = shownOptions(overlay);
  const rows = options.map((option, at): Line => {
    const chosen = overlay.chosen.includes(option.key);
    const box = overlay.many ? (chosen ? '[x] ' : '[ ] ') : chosen ? '• ' : '  ';
    const why = option.disabled ? words.say(option.disabled) : (option.hint ?? '');
    const line = justify(
      [
        span(at === overlay.at ? '▌' : ' ', 'accent'),
        span(box),
        option.disabled ? dim(option.label) : span(option.label),
        dim(option.key === option.label ? '' : `  ${option.key}`),
      ],
      [option.disabled ? span(` ✗ ${why} `, 'warn') : dim(` ${why} `)],
      inner,
    );
    return at === overlay.at ? restyled(line, { inverse: true, tone: 'plain' }) : line;
  });
  return panelOf(
    {
      title: overlay.title,
      head: [[bold('/ ', 'accent'), ...editLine(overlay.query, inner - 2)], blank],
      lines:
        rows.length === 0
          ? [[dim(overlay.options.length === 0 ? t('form.noOptions') : t('common.noMatch'))]]
          : rows,
      foot: [
        blank,
        keysLine(
          ['↑↓', t('keys.short.choose')],
          ...(overlay.many ? [['Space', t('keys.short.mark')] as const] : []),
          ['Enter', t('keys.short.take')],
          ['Esc', t('common.cancel')],
        ),
      ],
      at: overlay.at,
    },
    width,
    size,
    viewport,
  );
}

export function chooseKey(app: App, overlay: ChooseOverlay, press: Press) {
  const options = shownOptions(overlay);
  const now = options[overlay.at];
  const show = (part: Partial<ChooseOverlay>): void => app.ui.setState({ overlay: { ...overlay, ...part } });
  const move = (by: number): void => show({ at: Math.max(0, Math.min(options.length - 1, overlay.at + by)) });
  switch (press.name) {
    case 'up':
      return move(-1);
    case 'down':
      return move(1);
    case 'pageup':
      return move(-10);
    case 'pagedown':
      return move(10);
    case 'space':
      if (!overlay.many) break;
      if (now && !now.disabled) show({ chosen: [...toggled(new Set(overlay.chosen), now.key)] });
      return;
    case 'enter': {
      if (!overlay.many && (!now || now.disabled)) return;
      app.ui.setState({ overlay: undefined });
      overlay.done(
        overlay.many ? overlay.options.filter((each) => overlay.chosen.includes(each.key)) : now ? [now] : [],
      );
      return;
    }
  }
  const query = edited(overlay.query, press);
  if (query) show({ query, at: query.text === overlay.query.text ? overlay.at : 0 });
}
