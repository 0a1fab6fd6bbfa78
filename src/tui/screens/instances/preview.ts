import type { Json, LifecycleDiff, ReleaseDiff, Risk, StepDiff } from '../../contract.ts';
import { placeText } from '../../draw/format.ts';
import { blank, bold, dim, type Line, span, type Tone } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import type { Words } from '../../i18n/index.ts';
import { block, errorBlocks, heading, prose, skeleton } from '../../parts/basics.ts';
import { failureBlock } from '../../parts/rehearsal.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';
import { costChangeBlocks } from './cost.ts';
import type { Shown } from './operation.ts';

const ORDER: readonly Risk[] = ['loses-data', 'interrupts', 'changes'];
const tones: Readonly<Record<Risk, Tone>> = {
  'loses-data': 'bad',
  interrupts: 'warn',
  changes: 'good',
  none: 'dim',
};
const signs = { create: '+', update: '~', replace: '±', delete: '-', forget: '.', 'no-op': '=' } as const;
const LONGEST = 60;

const inset = (line: Line): Line => [span('    '), ...line];

const short = (value: Json): string => {
  const shown = value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1)}…`;
};

/** What an operation would do, before anybody runs it; the worst first. */
export function previewBlocks(scene: Scene, id: string, operation: Shown, width: number): readonly Block[] {
  const { words } = scene;
  const { t } = words;
  const { data, error } = answerOf(scene.answers, 'instance.preview', { id, operation });
  const head = block([[bold(t(`lifecycle.${operation}`)), dim(`   ~ ${t('lifecycle.operation')}`)], blank]);
  if (error !== undefined) return [head, ...errorBlocks(error, words, width)];
  if (!data) return [head, ...skeleton(words)];
  return [
    head,
    ...data.failures.map((each) => failureBlock(each, words, width)),
    ...(data.diff ? diffBlocks(data.diff, words, width) : [prose(t('lifecycle.impossible'), width, 'bad')]),
    ...(data.cost ? costChangeBlocks(data.cost, words, width) : []),
  ];
}

function diffBlocks(diff: LifecycleDiff, words: Words, width: number): readonly Block[] {
  const { t, say } = words;
  const { counts } = diff;
  const quiet = diff.steps.every((each) => each.action === 'no-op') && diff.outputs.length === 0;
  const totals = t('lifecycle.totals', {
    made: counts.create,
    altered: counts.update,
    anew: counts.replace,
    gone: counts.delete,
  });
  return [
    prose(
      quiet ? t('lifecycle.nothing') : `${totals} · ${t('lifecycle.unchanged', { count: counts['no-op'] })}`,
      width,
    ),
    ...(diff.downtime
      ? [
          prose(
            `${t('lifecycle.downtime')} ${t('lifecycle.seconds', { least: diff.downtime.least, most: diff.downtime.most })}: ${say(diff.downtime.ground)}`,
            width,
            'warn',
          ),
        ]
      : []),
    ...(diff.drift.length === 0 ? [] : [heading(t('lifecycle.drift'), diff.drift.length)]),
    ...diff.drift.map((each) =>
      prose(
        `! ${each.address} ${t(`lifecycle.drift.${each.kind}`)} ${Object.entries(each.values)
          .map(([name, value]) => `${name}=${short(value)}`)
          .join(' ')}`,
        width,
        'warn',
      ),
    ),
    ...ORDER.flatMap((risk) => {
      const steps = diff.steps.filter((each) => each.risk === risk);
      if (steps.length === 0) return [];
      return [
        heading(t(`lifecycle.risk.${risk}`), steps.length),
        ...steps.map((each) => stepBlock(each, words, width)),
      ];
    }),
    ...diff.releases.flatMap((each) => releaseBlocks(each, words, width)),
    ...(diff.outputs.length === 0 ? [] : [heading(t('lifecycle.outputs'), diff.outputs.length)]),
    ...diff.outputs.map((each) =>
      prose(
        `${each.name}: ${short(each.before)} → ${each.known ? short(each.after) : t('lifecycle.later')}`,
        width,
      ),
    ),
    ...(diff.leftBehind.length === 0 ? [] : [heading(t('lifecycle.left'), diff.leftBehind.length)]),
    ...diff.leftBehind.map((each) =>
      block([...paragraph(each.name, width), ...paragraph(say(each.why), width - 4, 'dim').map(inset)]),
    ),
  ];
}

function stepBlock(step: StepDiff, { t, say }: Words, width: number): Block {
  const room = width - 4;
  const first = step.createFirst ? ` · ${t('lifecycle.createFirst')}` : '';
  return block([
    [
      span(`${signs[step.action]} ${step.address}`, tones[step.risk]),
      dim(`  ${t(`lifecycle.action.${step.action}`)}${first}`),
    ],
    ...(step.why ? paragraph(`${t('lifecycle.why')}: ${say(step.why)}`, room, 'dim').map(inset) : []),
    ...step.changes.flatMap((each) => {
      const after = each.known ? short(each.after) : t('lifecycle.later');
      const forces = each.forces && step.action === 'replace' ? `  # ${t('lifecycle.forces')}` : '';
      const place = each.place ? `  ${placeText(each.place)}` : '';
      return [
        ...paragraph(`${each.path}: ${short(each.before)} → ${after}${forces}${place}`, room).map(inset),
        ...each.because.flatMap((one) => paragraph(say(one), room, 'dim').map(inset)),
      ];
    }),
    ...step.loses.flatMap((loss) =>
      paragraph(`${t('lifecycle.lost')}: ${say(loss)}`, room, 'bad').map(inset),
    ),
    ...(step.downtime
      ? paragraph(
          `${t('lifecycle.downtime')} ${t('lifecycle.seconds', { least: step.downtime.least, most: step.downtime.most })}: ${say(step.downtime.ground)}`,
          room,
          'warn',
        ).map(inset)
      : []),
    ...(step.blockedBy
      ? paragraph(`${t('lifecycle.blocked')}: ${say(step.blockedBy)}`, room, 'bad').map(inset)
      : []),
  ]);
}

function releaseBlocks(diff: ReleaseDiff, { t, say }: Words, width: number): readonly Block[] {
  const marks = { added: '+', changed: '~', removed: '-' } as const;
  return [
    heading(`${t('lifecycle.release')} ${diff.release}`, diff.objects.length),
    ...(diff.unknown ? [prose(say(diff.unknown), width)] : []),
    ...diff.objects.map((each) =>
      block([
        ...paragraph(`${marks[each.change]} ${each.object}  ${each.paths.slice(0, 6).join(', ')}`, width),
        ...(each.note ? paragraph(say(each.note), width - 4, 'dim').map(inset) : []),
        ...(each.immutable.length > 0
          ? paragraph(`${t('lifecycle.immutable')}: ${each.immutable.join(', ')}`, width - 4, 'bad').map(
              inset,
            )
          : []),
      ]),
    ),
  ];
}
