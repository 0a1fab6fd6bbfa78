import type { Press } from '../input/press.ts';
import type { Size } from '../screens/screen.ts';
import type { App, Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import { chooseKey, choosePanel } from './choose.ts';
import { confirmKey, confirmPanel } from './confirm.ts';
import { errorPanel } from './error.ts';
import { helpPanel } from './help.ts';
import { paletteKey, palettePanel } from './palette.ts';
import type { Panel } from './panel.ts';
import { promptKey, promptPanel } from './prompt.ts';
import { readingKey } from './reading.ts';
import { resultPanel } from './result.ts';
import { textKey, textPanel } from './text.ts';

/** The open panel as it is drawn; undefined when none is open. */
export function overlayPanel(scene: Scene, size: Size, viewport: Viewport): Panel | undefined {
  const { overlay } = scene.ui;
  switch (overlay?.kind) {
    case 'help':
      return helpPanel(scene, overlay, size, viewport);
    case 'palette':
      return palettePanel(scene, overlay, size, viewport);
    case 'prompt':
      return promptPanel(scene, overlay, size, viewport);
    case 'confirm':
      return confirmPanel(scene, overlay, size, viewport);
    case 'error':
      return errorPanel(scene, overlay, size, viewport);
    case 'result':
      return resultPanel(scene, overlay, size, viewport);
    case 'choose':
      return choosePanel(scene, overlay, size, viewport);
    case 'text':
      return textPanel(scene, overlay, size, viewport);
    default:
      return undefined;
  }
}

/** Gives a key to the open panel. */
export function overlayKey(app: App, scene: Scene, press: Press, viewport: Viewport) {
  const { overlay } = scene.ui;
  if (!overlay) return;
  if (press.name === 'esc') return app.ui.setState({ overlay: undefined });
  switch (overlay.kind) {
    case 'palette':
      return paletteKey(app, scene, overlay, press);
    case 'prompt':
      return promptKey(app, overlay, press);
    case 'confirm':
      return confirmKey(app, overlay, press, viewport);
    case 'choose':
      return chooseKey(app, overlay, press);
    case 'text':
      return textKey(app, overlay, press);
    default:
      return readingKey(app, overlay, press, viewport);
  }
}
