import { blockChart, flowSeries, rateOf, type TransferModel } from '../../../client/index.ts';
import { bar } from '../../draw/bar.ts';
import { bytes, shortDigest, time } from '../../draw/format.ts';
import { mark } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, span, type Tone } from '../../draw/span.ts';
import { fitLine } from '../../draw/width.ts';
import { block, columnOf, empty, prose, tableBlock } from '../../parts/basics.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

const arrows = { push: '↑', pull: '↓', delete: '×' } as const;
const tones: Readonly<Record<TransferModel['kind'], Tone>> = { push: 'accent', pull: 'good', delete: 'warn' };

/** Pushes and pulls as they happen: the last minute in two lines, then who moves what. */
export function liveBlocks({ words, activity }: Scene, width: number): readonly Block[] {
  const { t } = words;
  const column = columnOf(words);
  const flow = (kind: 'push' | 'pull'): Line => {
    const series = flowSeries(activity, kind);
    const columns = Math.max(10, Math.min(series.length, width - 28));
    const [line = ''] = blockChart(series.slice(-columns), 1);
    return [
      ...fitLine([span(`${arrows[kind]} ${t(`live.${kind}`)}`, tones[kind])], 8),
      bold(`${bytes(rateOf(series))}/s`.padStart(12)),
      span('  '),
      span(line, tones[kind]),
    ];
  };
  const skipped =
    activity.skipped > 0 ? [prose(t('live.skipped', { count: activity.skipped }), width, 'dim')] : [];
  const head = block([flow('push'), flow('pull'), blank]);
  if (activity.transfers.length === 0) return [head, ...empty(t('live.empty'), t('live.empty.help'), width)];
  return [
    head,
    ...skipped,
    tableBlock(
      [
        column('live.kind'),
        column('live.what', { grow: true }),
        column('live.progress', { most: 24 }),
        column('common.size', { right: true }),
        column('live.rate', { right: true, from: 60 }),
        column('live.client', { from: 92, most: 24 }),
        column('live.at', { right: true, from: 72 }),
      ],
      activity.transfers.map((each) => [
        span(`${arrows[each.kind]} ${t(`live.${each.kind}`)}`, tones[each.kind]),
        [span(each.repository), dim(nameOf(each))],
        progressLine(each, t, width < 76 ? 6 : 14),
        each.kind === 'delete' ? '' : bytes(each.bytes),
        each.rate === 0 ? '' : `${bytes(each.rate)}/s`,
        span(each.client, 'dim'),
        time(each.at).slice(11),
      ]),
      width,
    ),
  ];
}

function nameOf({ reference, what }: TransferModel): string {
  if (reference.includes(':')) return `@${shortDigest(reference)}`;
  return `${what === 'blob' ? ' ' : ':'}${reference.slice(0, 24)}`;
}

function progressLine(each: TransferModel, t: Scene['words']['t'], columns: number): Line {
  if (each.state === 'failed')
    return [
      mark('failed'),
      span(` ${each.status === undefined ? t('live.left') : t('live.refused', { status: each.status })}`),
    ];
  if (each.state === 'finished')
    return [mark('completed'), span(each.mounted ? ` ${t('live.mounted')}` : ` ${each.ms ?? 0} ms`)];
  if (each.total === undefined || each.total === 0) return [mark('running')];
  const share = Math.min(100, Math.floor((100 * each.bytes) / each.total));
  return [...bar(each.bytes, each.total, columns), span(` ${share}%`)];
}
