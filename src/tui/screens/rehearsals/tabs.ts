import type { RehearsalModel } from '../../../client/index.ts';
import { clock } from '../../draw/format.ts';
import { mark, stateWord } from '../../draw/marks.ts';
import { dim, type Line, span } from '../../draw/span.ts';
import { justify, shorten } from '../../draw/width.ts';
import { block, columnOf, prose, tableBlock } from '../../parts/basics.ts';
import { assumptionBlock, failureBlock, findingBlock, outputBlock } from '../../parts/rehearsal.ts';
import type { Scene } from '../../state/app.ts';
import type { Block, Size, Tab } from '../screen.ts';
import { logLines } from './log.ts';

/** What a rehearsal shows; a failure comes first once there is one. */
export const rehearsalTabs = (model: RehearsalModel): readonly Tab[] => [
  ...(model.failures.length > 0
    ? [{ id: 'failure', title: 'failure.title', count: model.failures.length } as const]
    : []),
  { id: 'resources', title: 'rehearsal.resources' },
  { id: 'log', title: 'rehearsal.log' },
  { id: 'outputs', title: 'rehearsal.outputs', count: model.outputs.length },
  { id: 'images', title: 'rehearsal.images', count: model.images.length },
  { id: 'workloads', title: 'rehearsal.workloads', count: model.workloads.length },
  { id: 'objects', title: 'rehearsal.objects', count: model.objects.length },
  ...(model.findings.length > 0
    ? [{ id: 'findings', title: 'rehearsal.findings', count: model.findings.length } as const]
    : []),
  { id: 'assumptions', title: 'rehearsal.assumptions', count: model.assumptions.length },
];

/** While it runs: the resources. When it has failed: why. */
export const defaultTab = (model: RehearsalModel): string =>
  model.status === 'failed' && model.failures.length > 0 ? 'failure' : 'resources';

export function tabBlocks(
  scene: Scene,
  model: RehearsalModel,
  tab: string,
  { width }: Size,
): readonly Block[] {
  const { words } = scene;
  const { t } = words;
  const column = columnOf(words);
  const none = (text: string): readonly Block[] => [prose(text, width, 'dim')];
  const state = (word: string): Line => [mark(word), span(` ${stateWord(word, t)}`)];
  switch (tab) {
    case 'failure':
      return [
        ...model.failures.map((each) => failureBlock(each, words, width)),
        ...(model.status === 'failed' && model.failures[0]?.cure ? [prose(t('cure.key'), width, 'dim')] : []),
      ];
    case 'log':
      return model.log.map((each) => block(logLines(scene, each, width, true)));
    case 'outputs':
      return model.outputs.length === 0
        ? none(t('outputs.none'))
        : model.outputs.map((each) => outputBlock(each, words, width));
    case 'images':
      if (model.images.length === 0) return none(t('rehearsal.images.none'));
      return [
        tableBlock(
          [
            column('common.state'),
            column('rehearsal.image', { grow: true }),
            column('rehearsal.object', { most: 30 }),
          ],
          model.images.map((each) => [state(each.status), each.image, span(each.object, 'dim')]),
          width,
        ),
      ];
    case 'workloads':
      if (model.workloads.length === 0) return none(t('rehearsal.workloads.none'));
      return [
        tableBlock(
          [
            column('common.state'),
            column('rehearsal.object', { grow: true }),
            column('state.ready', { right: true }),
            column('rehearsal.waitsFor', { most: 40 }),
          ],
          model.workloads.map((each) => [
            state(each.state),
            each.object,
            `${each.ready}/${each.wanted}`,
            span(each.waitsFor ? words.say(each.waitsFor) : '', 'dim'),
          ]),
          width,
        ),
      ];
    case 'objects':
      if (model.objects.length === 0) return none(t('rehearsal.objects.none'));
      return [
        tableBlock(
          [
            column('common.kind'),
            column('common.name', { grow: true }),
            column('common.source', { most: 40 }),
          ],
          model.objects.map((each) => [
            each.kind,
            `${each.name}${each.hook ? ' (hook)' : ''}${each.fidelity && each.fidelity !== 'full' ? ` (${t(`ship.${each.fidelity}`)})` : ''}`,
            span(each.source, 'dim'),
          ]),
          width,
        ),
      ];
    case 'findings':
      return model.findings.map((each) => findingBlock(each, words, width));
    case 'assumptions':
      return model.assumptions.length === 0
        ? none(t('rehearsal.assumptions.none'))
        : model.assumptions.map((each) => assumptionBlock(each, words, width));
    default:
      return resources(scene, model, width);
  }
}

/** Resources in plan order: mark, address, and what is known now: state, cloud id, how long it took. */
function resources({ words }: Scene, model: RehearsalModel, width: number): readonly Block[] {
  if (model.resources.length === 0) return [prose(words.t('rehearsal.resources.none'), width, 'dim')];
  return model.resources.map((each) => {
    const took =
      each.took === undefined
        ? each.state === 'creating'
          ? clock(model.now - each.since)
          : ''
        : clock(each.took);
    const word = stateWord(each.state, words.t);
    const id = each.id !== undefined && width > 70 ? [dim(`${shorten(each.id, 22)}  `)] : [];
    return block([
      justify(
        [mark(each.state), span(' '), each.state === 'waiting' ? dim(each.address) : span(each.address)],
        [span(' '), ...id, span(`${word} `, each.state === 'failed' ? 'bad' : 'dim'), span(took.padStart(6))],
        width,
      ),
    ]);
  });
}
