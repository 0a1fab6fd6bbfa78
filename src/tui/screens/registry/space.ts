import { blockChart, resample } from '../../../client/index.ts';
import { bar } from '../../draw/bar.ts';
import { bytes, count, shortTime } from '../../draw/format.ts';
import { dim, type Line, span } from '../../draw/span.ts';
import { justify, widthOf } from '../../draw/width.ts';
import { block, columnOf, errorBlocks, facts, heading, skeleton, tableBlock } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

export const SPACE_DAYS = 30;
const ROWS = 7;
const SHOWN = 15;

/** The space used: over the last month, now, and by repository. */
export function spaceBlocks(scene: Scene, width: number): readonly Block[] {
  const { words, console, answers, around } = scene;
  const { t, lang } = words;
  const { data, error } = answerOf(answers, 'registry.usage', { history: true, days: SPACE_DAYS });
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data?.history) return skeleton(words);
  const history = data.history;
  const most = Math.max(1, ...history.map((point) => point.bytes));
  const top = bytes(most);
  const lead = widthOf(top);
  const columns = Math.max(10, width - lead - 2);
  const steps = history.map((point) => ({ at: point.at, value: point.bytes }));
  const chart = blockChart(resample(steps, columns), ROWS, most).map((row, at): Line => {
    const label = at === 0 ? top : at === ROWS - 1 ? '0' : '';
    return [dim(`${label.padStart(lead)} ${at === 0 ? '┤' : '│'}`), span(row, 'accent')];
  });
  const from = shortTime(history[0]?.at ?? '', around.now());
  const largest = (console.repositories ?? []).toSorted((a, b) => b.bytes - a.bytes).slice(0, SHOWN);
  const widest = Math.max(1, largest[0]?.bytes ?? 0);
  const column = columnOf(words);
  return [
    heading(t('space.overTime')),
    block([
      ...chart,
      [dim(`${' '.repeat(lead)} └${'─'.repeat(columns)}`)],
      [span(' '.repeat(lead + 2)), ...justify([dim(from)], [dim(t('space.now'))], columns)],
    ]),
    facts(
      [
        [t('registry.bytes'), bytes(data.bytes)],
        [t('space.trash'), bytes(data.trashBytes)],
        [t('registry.tags'), count(data.tags, lang)],
        [t('registry.manifests'), count(data.manifests, lang)],
        [t('registry.blobs'), count(data.blobs, lang)],
      ],
      width,
    ),
    ...(largest.length === 0
      ? []
      : [
          heading(t('space.byRepository')),
          tableBlock(
            [
              column('registry.repositories', { grow: true }),
              { title: '' },
              column('common.size', { right: true }),
            ],
            largest.map((each) => [
              each.name,
              bar(each.bytes, widest, Math.max(8, Math.floor(width / 3))),
              bytes(each.bytes),
            ]),
            width,
          ),
        ]),
  ];
}
