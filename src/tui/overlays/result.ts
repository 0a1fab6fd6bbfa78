import type { ImportView, Json, LicenseInspectView, LicenseVerdictView } from '../contract.ts';
import { platformName, shortDigest } from '../draw/format.ts';
import { blank, bold, dim, type Line } from '../draw/span.ts';
import { jsonLines } from '../parts/json.ts';
import { inspectBlocks, verdictBlocks } from '../parts/license.ts';
import type { Size } from '../screens/screen.ts';
import type { Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import type { ResultOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';

/** What an action answered, where that is something to read. */
export function resultPanel(scene: Scene, overlay: ResultOverlay, size: Size, viewport: Viewport): Panel {
  const { words } = scene;
  const width = Math.min(size.width, 90);
  return panelOf(
    {
      title: words.say(overlay.view.title),
      lines: resultLines(scene, overlay, innerWidth(width)),
      foot: [blank, keysLine(['↑↓', words.t('keys.short.scroll')], ['Esc', words.t('common.close')])],
      scroll: overlay.scroll,
    },
    width,
    size,
    viewport,
  );
}

function resultLines(scene: Scene, { view, result }: ResultOverlay, width: number): readonly Line[] {
  const { words } = scene;
  switch (view.id) {
    case 'license.verify':
      return verdictBlocks(result as LicenseVerdictView, words, width).flatMap((each) => each.lines);
    case 'license.inspect':
      return inspectBlocks(result as LicenseInspectView, words, width).flatMap((each) => each.lines);
    case 'image.import':
      return (result as ImportView).images.flatMap((image): readonly Line[] => [
        [bold(image.reference)],
        [dim(`  ${shortDigest(image.digest)}  ${image.platforms.map(platformName).join(', ')}`)],
      ]);
    default:
      return jsonLines(result as Json, width);
  }
}
