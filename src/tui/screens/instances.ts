import type { InstanceDetailView, InstanceView } from '../contract.ts';
import { oneLine, shortTime, time } from '../draw/format.ts';
import { mark, stateWord } from '../draw/marks.ts';
import { blank, dim, type Line, span } from '../draw/span.ts';
import { justify } from '../draw/width.ts';
import { columnOf, errorBlocks, facts, prose, skeleton, tableSection } from '../parts/basics.ts';
import { jsonLines } from '../parts/json.ts';
import { assumptionBlock, failureBlock, outputBlock } from '../parts/rehearsal.ts';
import { type Ask, answerOf } from '../state/answers.ts';
import type { Scene } from '../state/app.ts';
import { toggled } from '../state/ui.ts';
import { historyBlocks, instanceCost, nextOperation, operationOf, previewBlocks } from './instances/index.ts';
import type { Block, DetailView, ListView, Row, Same, ScreenModule, Size, Subjects, Tab } from './screen.ts';
import { selectedId, tabOf } from './selection.ts';

const rowOf = (each: InstanceView, scene: Scene): Row => ({
  id: each.id,
  mark: mark(each.status),
  // The title has the id in full; what is the same in all would leave no room for what is not.
  text: `${each.project}  ${each.id.replace(/^cloudapp-/, '')}`,
  note: shortTime(each.createdAt, scene.around.now()),
});

const list = (scene: Scene): ListView => ({
  rows: scene.console.instances?.map((each) => rowOf(each, scene)),
  empty: { title: 'instances.empty', help: 'instances.empty.help' },
});

const idOf = (scene: Scene): string | undefined => selectedId(scene, 'instances', list(scene).rows);

/** Plain details are asked without `reveal`: the secret values come only when they are asked for. */
const inputOf = (scene: Scene, id: string) => (scene.ui.revealed.has(id) ? { id, reveal: true } : { id });

/** The plain tabs need only the details; the others ask what they show. */
const asks = (scene: Scene): readonly Ask[] => {
  const id = idOf(scene);
  if (id === undefined) return [];
  const show: Ask = { id: 'instance.show', input: inputOf(scene, id) };
  const { data } = answerOf(scene.answers, 'instance.show', inputOf(scene, id));
  if (!data) return [show];
  switch (tabOf(scene, 'instances', tabsOf(data))) {
    case 'changes': {
      const operation = operationOf(scene, data);
      return [show, { id: 'instance.preview', input: { id, operation } }];
    }
    case 'cost':
      return [show, { id: 'instance.cost', input: { id } }];
    default:
      return [show];
  }
};

const same = (scene: Scene): Same => asks(scene).at(-1) ?? { id: 'instance.list', input: {} };

const subjects = (scene: Scene): Subjects => {
  const instance = idOf(scene);
  return instance === undefined ? {} : { instance };
};

const tabsOf = (data: InstanceDetailView): readonly Tab[] => [
  { id: 'outputs', title: 'rehearsal.outputs', count: data.outputs.length },
  { id: 'resources', title: 'rehearsal.resources', count: data.resourceList.length },
  { id: 'workloads', title: 'rehearsal.workloads', count: data.workloads.length },
  {
    id: 'changes',
    title: 'lifecycle.changes',
    ...(data.drifted > 0 ? { count: data.drifted } : {}),
  },
  { id: 'cost', title: 'cost.title' },
  { id: 'history', title: 'lifecycle.history', count: data.revisions.length },
  { id: 'answers', title: 'form.answers' },
  { id: 'assumptions', title: 'rehearsal.assumptions', count: data.assumptions.length },
];

function detail(scene: Scene, { width }: Size): DetailView {
  const id = idOf(scene);
  if (id === undefined) return { key: 'instances', title: '', tabs: [], tab: '', head: [], blocks: [] };
  const shown = { key: `instances ${id}`, title: id, head: [] };
  const { data, error } = answerOf(scene.answers, 'instance.show', inputOf(scene, id));
  if (error !== undefined)
    return { ...shown, tabs: [], tab: '', blocks: errorBlocks(error, scene.words, width) };
  if (!data) return { ...shown, tabs: [], tab: '', blocks: skeleton(scene.words) };
  const tabs = tabsOf(data);
  const tab = tabOf(scene, 'instances', tabs);
  return {
    ...shown,
    tabs,
    tab,
    head: headLines(scene, data, width),
    blocks: blocksOf(scene, data, tab, width),
    ...(tab === 'resources' ? { enters: 'keys.short.open' } : {}),
  };
}

function headLines({ words }: Scene, data: InstanceDetailView, width: number): readonly Line[] {
  const { t } = words;
  const rows = facts(
    [
      [t('instances.project'), `${data.project}  ${data.packageId}`],
      ...(data.main === undefined ? [] : [[t('common.address'), span(data.main, 'accent')] as const]),
      [t('instances.license'), data.license ?? t('instances.noLicense')],
    ],
    width,
  ).lines;
  const state: Line = [mark(data.status), span(` ${stateWord(data.status, t)}`)];
  return [justify(state, [dim(time(data.createdAt))], width), ...rows, blank];
}

function blocksOf(scene: Scene, data: InstanceDetailView, tab: string, width: number): readonly Block[] {
  const { words } = scene;
  const { t } = words;
  const column = columnOf(words);
  switch (tab) {
    case 'resources':
      return data.resourceList.map((each): Block => {
        const open = scene.ui.expanded.has(`${data.id} ${each.address}`);
        const line = justify(
          [dim(open ? '▾ ' : '▸ '), mark(each.state), span(` ${each.address}`)],
          [dim(each.id ?? '')],
          width,
        );
        const facts: Line = [
          dim(
            `    ${[each.type, each.region, t(`fidelity.${fidelity(each.fidelity)}`)].filter(Boolean).join(' · ')}`,
          ),
        ];
        return {
          pick: each.address,
          lines: open ? [line, facts, ...jsonLines(each.attributes, width, 4), blank] : [line],
        };
      });
    case 'workloads':
      return data.workloads.length === 0
        ? [prose(t('rehearsal.workloads.none'), width, 'dim')]
        : tableSection(
            t('rehearsal.workloads'),
            [column('common.state'), column('rehearsal.object', { grow: true })],
            data.workloads.map((each) => [
              [mark(each.state), span(` ${stateWord(each.state, t)}`)],
              each.object,
            ]),
            width,
          );
    case 'changes':
      return previewBlocks(scene, data.id, operationOf(scene, data), width);
    case 'cost':
      return instanceCost(scene, data.id, width);
    case 'history':
      return historyBlocks(data, words, width);
    case 'answers':
      return [{ lines: jsonLines(data.answers, width) }];
    case 'assumptions':
      return data.assumptions.length === 0
        ? [prose(t('rehearsal.assumptions.none'), width, 'dim')]
        : data.assumptions.map((each) => assumptionBlock(each, words, width));
    default:
      return [
        ...(data.failure ? [failureBlock(data.failure, words, width)] : []),
        ...(data.outputs.length === 0 ? [prose(t('outputs.none'), width, 'dim')] : []),
        ...data.outputs.map((each) => outputBlock({ ...each, value: oneLine(each.value) }, words, width)),
      ];
  }
}

const fidelity = (word: string): 'full' | 'partial' | 'opaque' =>
  word === 'full' || word === 'partial' ? word : 'opaque';

export const instances: ScreenModule = {
  list,
  detail,
  subjects,
  asks,
  same,
  keys: [
    {
      key: '~',
      does: 'lifecycle.operation',
      when: (scene) => idOf(scene) !== undefined,
      run: ({ ui }, scene) => {
        const id = idOf(scene) ?? '';
        const { data } = answerOf(scene.answers, 'instance.show', inputOf(scene, id));
        if (data) ui.setState(({ expanded }) => ({ expanded: nextOperation(expanded, data) }));
      },
    },
    {
      key: '*',
      does: 'outputs.reveal',
      when: (scene) => idOf(scene) !== undefined,
      run: ({ ui }, scene) =>
        ui.setState(({ revealed }) => ({ revealed: toggled(revealed, idOf(scene) ?? '') })),
    },
  ],
  open(app, scene, pick) {
    app.ui.setState(({ expanded }) => ({ expanded: toggled(expanded, `${idOf(scene) ?? ''} ${pick}`) }));
  },
};
