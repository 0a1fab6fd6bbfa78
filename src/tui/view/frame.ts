import { beside } from '../draw/box.ts';
import { over } from '../draw/over.ts';
import { blank, bold, type Line, span } from '../draw/span.ts';
import { fitLine } from '../draw/width.ts';
import { wrapText } from '../draw/wrap.ts';
import { overlayPanel } from '../overlays/index.ts';
import { screenOf } from '../screens/index.ts';
import type { DetailView, Size } from '../screens/screen.ts';
import type { Scene } from '../state/app.ts';
import { keyLine, sameLine, statusLine } from './bottom.ts';
import { detailPane, detailSize } from './detail-pane.ts';
import { type Layout, LEAST, layoutOf } from './layout.ts';
import { listPane } from './list-pane.ts';
import { crumbLine, navColumn, navLine } from './nav.ts';
import type { Viewport } from './viewport.ts';

/** The whole screen: exactly height lines of exactly width columns. */
export function frame(scene: Scene, size: Size, viewport: Viewport): readonly Line[] {
  const layout = layoutOf(size, scene.ui);
  const lines = layout ? picture(scene, layout, viewport) : tooSmall(scene, size);
  return Array.from({ length: size.height }, (_, at) => fitLine(lines[at] ?? blank, size.width));
}

/** The detail as it is drawn in this layout. */
export function detailOf(scene: Scene, layout: Layout): DetailView {
  const module = screenOf(scene.ui.screen);
  const view = module.detail(scene, detailSize(layout.detail, layout.body, true));
  return view;
}

function picture(scene: Scene, layout: Layout, viewport: Viewport): readonly Line[] {
  const { width, nav, body } = layout;
  const module = screenOf(scene.ui.screen);
  const detail = detailOf(scene, layout);
  const panes = [
    ...(nav > 0 ? [navColumn(scene, nav, body)] : []),
    ...(layout.list > 0 ? [listPane(scene, module.list(scene), layout.list, body, viewport)] : []),
    detailPane(scene, detail, layout.detail, body, viewport),
  ];
  const top = nav > 0 ? crumbLine(scene, detail.title, width) : navLine(scene, width);
  const base = [
    top,
    ...beside(...panes),
    sameLine(scene, width),
    keyLine(scene, detail, width),
    statusLine(scene, width),
  ];
  const panel = overlayPanel(scene, { width: width - 4, height: body - 2 }, viewport);
  if (!panel) return base;
  const x = Math.floor((width - panel.width) / 2);
  const y = 1 + Math.max(1, Math.floor((body - panel.lines.length) / 3));
  return over(base, panel.lines, x, y, panel.width, width);
}

function tooSmall({ words }: Scene, { width, height }: Size): readonly Line[] {
  const text = words.t('frame.small', { width, height, leastWidth: LEAST.width, leastHeight: LEAST.height });
  return wrapText(text, width).map((part, at) => [at === 0 ? bold(part) : span(part)]);
}
