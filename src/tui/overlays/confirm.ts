import { run } from '../actions/run.ts';
import type { CureView } from '../contract.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { Press } from '../input/press.ts';
import { errorBlocks } from '../parts/basics.ts';
import type { Size } from '../screens/screen.ts';
import type { App, Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import type { ConfirmOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';
import { previewLines } from './preview.ts';
import { readingKey } from './reading.ts';

/** Asks before something is lost: what, and with a preview exactly which. */
export function confirmPanel(scene: Scene, overlay: ConfirmOverlay, size: Size, viewport: Viewport): Panel {
  const { words } = scene;
  const { t } = words;
  const { view, input, preview } = overlay;
  const width = Math.min(size.width, view.id.endsWith('.cure') ? 110 : 76);
  const inner = innerWidth(width);
  const subject = view.face.subject ? input[view.face.subject.field] : undefined;
  const hasPreview = view.fields.some((field) => field.name === 'dryRun');
  const lines: readonly Line[] = !hasPreview
    ? []
    : preview === undefined
      ? [blank, [dim(t(view.id.endsWith('.cure') ? 'cure.rehearsing' : 'common.reading'))]]
      : preview.error !== undefined
        ? [blank, ...errorBlocks(preview.error, words, inner).flatMap((each) => each.lines)]
        : [blank, ...previewLines(preview.result, scene, inner)];
  return panelOf(
    {
      title: words.say(view.title),
      tone: 'warn',
      head: [
        ...(view.face.confirm ? paragraph(words.say(view.face.confirm), inner) : []),
        ...(typeof subject === 'string' ? [blank, [span('  '), bold(subject)]] : []),
      ],
      lines,
      foot: [
        blank,
        hasNothing(overlay)
          ? keysLine(['Esc', t('common.close')])
          : keysLine(['y', words.say(view.title)], ['Esc', t('common.keep')]),
      ],
      scroll: overlay.scroll,
    },
    width,
    size,
    viewport,
  );
}

/** A cure that is stuck, or that is done elsewhere than in files: there is nothing to write. */
function hasNothing({ view, preview }: ConfirmOverlay): boolean {
  if (!view.id.endsWith('.cure')) return false;
  if (preview?.error !== undefined) return true;
  if (preview?.result === undefined) return false;
  const { status, files } = preview.result as CureView;
  return status !== 'cured' || files.length === 0;
}

/** What was shown is what is done. */
function shown({ preview }: ConfirmOverlay): { readonly preview?: string } {
  const { preview: id } = (preview?.result ?? {}) as { readonly preview?: string };
  return id === undefined ? {} : { preview: id };
}

export function confirmKey(app: App, overlay: ConfirmOverlay, press: Press, viewport: Viewport) {
  if (press.name === 'y' && hasNothing(overlay)) return app.ui.setState({ overlay: undefined });
  if (press.name === 'y') return run(app, overlay.view, { ...overlay.input, ...shown(overlay) });
  if (press.name === 'n') return app.ui.setState({ overlay: undefined });
  if (press.name !== 'enter' && press.name !== 'q') readingKey(app, overlay, press, viewport);
}
