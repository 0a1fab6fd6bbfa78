import { bytes, shortTime } from '../../draw/format.ts';
import { mark, stateWord } from '../../draw/marks.ts';
import { span } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, columnOf, errorBlocks, facts, heading, skeleton, tableSection } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block, Size } from '../screen.ts';

/** What a package consists of, and what was rehearsed of it. */
export function overviewBlocks(scene: Scene, dir: string, { width }: Size): readonly Block[] {
  const { words } = scene;
  const { t } = words;
  const column = columnOf(words);
  const { data, error } = answerOf(scene.answers, 'project.show', { dir });
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data) return skeleton(words);
  const size = data.files.reduce((sum, file) => sum + file.bytes, 0);
  const rehearsals = (scene.console.rehearsals ?? []).filter((each) => each.dir === dir);
  return [
    facts(
      [
        [t('overview.kind'), t(`overview.kind.${data.kind}`)],
        [t('overview.package'), data.packageId ?? t('overview.noPackage')],
        [t('overview.args'), String(data.args)],
        [t('overview.resources'), String(data.resources)],
        [t('overview.files'), `${data.files.length}, ${bytes(size)}`],
      ],
      width,
    ),
    ...(data.outputs.length === 0
      ? []
      : [
          heading(t('overview.outputs'), data.outputs.length),
          block(paragraph(data.outputs.join('  '), width)),
        ]),
    ...tableSection(
      t('overview.charts'),
      [column('common.name'), column('common.version'), column('common.path', { grow: true })],
      data.charts.map((chart) => [chart.name, chart.version, span(chart.path, 'dim')]),
      width,
    ),
    ...tableSection(
      t('overview.specs'),
      [column('common.key'), column('common.name'), column('common.values', { grow: true })],
      data.specs.map((spec) => [spec.key, spec.name, spec.values.map((each) => each.value).join(', ')]),
      width,
    ),
    ...tableSection(
      t('screen.rehearsals'),
      [
        column('common.state'),
        column('common.id', { grow: true }),
        column('common.started', { right: true }),
      ],
      rehearsals
        .slice(0, 8)
        .map((each) => [
          [mark(each.state), span(` ${stateWord(each.state, t)}`)],
          each.id,
          shortTime(each.startedAt, scene.around.now()),
        ]),
      width,
    ),
    ...tableSection(
      t('overview.files'),
      [column('common.path', { grow: true }), column('common.size', { right: true })],
      data.files.map((file) => [file.path, bytes(file.bytes)]),
      width,
    ),
  ];
}
