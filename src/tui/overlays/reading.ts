import type { Press } from '../input/press.ts';
import type { App } from '../state/app.ts';
import { placeOf, type Viewport } from '../view/viewport.ts';
import type { ConfirmOverlay, ErrorOverlay, HelpOverlay, ResultOverlay } from './overlay.ts';

/** Rows to go for a key that scrolls; undefined for another key. */
export function scrollBy(press: Press, room: number): number | undefined {
  switch (press.name) {
    case 'up':
    case 'k':
      return -1;
    case 'down':
    case 'j':
      return 1;
    case 'pageup':
      return 1 - room;
    case 'pagedown':
    case 'space':
      return room - 1;
    case 'home':
      return -1_000_000;
    case 'end':
      return 1_000_000;
    default:
      return undefined;
  }
}

/** Keys of a panel that is only read: scroll, and close with whatever closes. */
export function readingKey(
  app: App,
  overlay: HelpOverlay | ErrorOverlay | ResultOverlay | ConfirmOverlay,
  press: Press,
  viewport: Viewport,
): void {
  const { room, most } = placeOf(viewport, 'overlay');
  const by = scrollBy(press, room);
  if (by !== undefined) {
    const scroll = Math.max(0, Math.min(most, overlay.scroll + by));
    app.ui.setState({ overlay: { ...overlay, scroll } });
  } else if (['enter', 'q', '?'].includes(press.name)) app.ui.setState({ overlay: undefined });
}
