import type {
  AccessView,
  AccountSecretView,
  ActionResult,
  ImportView,
  Json,
  LicenseInspectView,
  LicenseVerdictView,
  PolicyView,
} from '../contract.ts';
import { platformName, shortDigest } from '../draw/format.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import { accessLines, policyLines, secretLines } from '../parts/access.ts';
import { cureLines } from '../parts/cure.ts';
import { aliasLines, loadedLines, resolvedLines, transferLines } from '../parts/images.ts';
import { jsonLines } from '../parts/json.ts';
import { inspectBlocks, verdictBlocks } from '../parts/license.ts';
import { testLines } from '../parts/test-result.ts';
import { whyLines } from '../parts/why.ts';
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
    case 'access.show':
      return accessLines(result as AccessView, words, width);
    case 'access.policy':
      return policyLines(result as PolicyView, words, width);
    case 'access.add':
    case 'access.secret':
      return secretLines(result as AccountSecretView, words, width);
    case 'license.inspect':
      return inspectBlocks(result as LicenseInspectView, words, width).flatMap((each) => each.lines);
    case 'test':
      return testLines(result as ActionResult<'test'>, words, width);
    case 'project.cure':
    case 'rehearsal.cure':
      return cureLines(result as ActionResult<'project.cure'>, words, width);
    case 'console':
      return expressionLines(result as ActionResult<'console'>, width);
    case 'template':
      return chartLines(result as ActionResult<'template'>, width);
    case 'registry.why':
      return whyLines(result as ActionResult<'registry.why'>, words, width);
    case 'registry.pull': {
      const { line, tool } = result as ActionResult<'registry.pull'>;
      return [
        [dim(tool)],
        ...paragraph(line, width, 'accent'),
        blank,
        ...paragraph(words.t('pull.copied'), width, 'dim'),
      ];
    }
    case 'image.pull':
    case 'image.push':
      return transferLines(result as ActionResult<'image.pull'>, words, width);
    case 'image.docker.load':
      return loadedLines(result as ActionResult<'image.docker.load'>, words, width);
    case 'image.resolve':
      return resolvedLines(result as ActionResult<'image.resolve'>, words, width);
    case 'image.alias.ls':
    case 'image.alias.add':
    case 'image.alias.rm':
      return aliasLines(result as ActionResult<'image.alias.ls'>, words);
    case 'image.docker.import':
    case 'image.import':
      return (result as ImportView).images.flatMap((image): readonly Line[] => [
        [bold(image.reference)],
        [dim(`  ${shortDigest(image.digest)}  ${image.platforms.map(platformName).join(', ')}`)],
      ]);
    default:
      return jsonLines(result as Json, width);
  }
}

/** What an expression came to with its type, or the first mistake in it. */
function expressionLines(view: ActionResult<'console'>, width: number): readonly Line[] {
  if (!('error' in view))
    return [...paragraph(view.shown, width), blank, ...paragraph(view.type, width, 'dim')];
  const { summary, detail, range } = view.error;
  return [
    ...paragraph(`✗ ${summary}`, width, 'bad'),
    ...(detail ? paragraph(detail, width) : []),
    ...(range ? [[dim(range)]] : []),
  ];
}

/** More than this of a rendered chart is for a file: the command line prints all of it. */
const MOST_LINES = 5000;

function chartLines({ printed, refused }: ActionResult<'template'>, width: number): readonly Line[] {
  const lines = printed.split('\n');
  const shown = lines
    .slice(0, MOST_LINES)
    .map((each): Line => [each.startsWith('# Source:') ? bold(each, 'accent') : span(each)]);
  return [
    ...(refused === undefined ? [] : [...paragraph(`✗ ${refused}`, width, 'bad'), blank]),
    ...shown,
    ...(lines.length > MOST_LINES ? [[dim('…')]] : []),
  ];
}
