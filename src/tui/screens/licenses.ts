import type { LicenseView } from '../contract.ts';
import { time } from '../draw/format.ts';
import { mark, stateWord } from '../draw/marks.ts';
import { blank, dim, type Line, span } from '../draw/span.ts';
import { justify } from '../draw/width.ts';
import { errorBlocks, facts, prose, skeleton } from '../parts/basics.ts';
import { inspectBlocks } from '../parts/license.ts';
import { type Ask, answerOf } from '../state/answers.ts';
import type { Scene } from '../state/app.ts';
import type { Block, DetailView, ListView, Row, Same, ScreenModule, Size, Subjects, Tab } from './screen.ts';
import { selectedId, tabOf } from './selection.ts';

const TABS: readonly Tab[] = [
  { id: 'fields', title: 'licenses.fields' },
  { id: 'response', title: 'licenses.response' },
];

const rowOf = (each: LicenseView, { words }: Scene): Row => ({
  id: each.id,
  mark: mark(each.status),
  text: each.instance,
  note: stateWord(each.status, words.t),
});

const list = (scene: Scene): ListView => ({
  rows: scene.console.licenses?.map((each) => rowOf(each, scene)),
  empty: { title: 'licenses.empty', help: 'licenses.empty.help' },
});

const idOf = (scene: Scene): string | undefined => selectedId(scene, 'licenses', list(scene).rows);

/** The signed response, and every field of it explained. */
function asks(scene: Scene): readonly Ask[] {
  const id = idOf(scene);
  if (id === undefined) return [];
  const response = answerOf(scene.answers, 'license.show', { id }).data;
  return [
    { id: 'license.show', input: { id } },
    ...(response
      ? [{ id: 'license.inspect', input: { file: { name: id, text: response.text } } } as const]
      : []),
  ];
}

const same = (scene: Scene): Same => {
  const id = idOf(scene);
  return id === undefined ? { id: 'license.list', input: {} } : { id: 'license.show', input: { id } };
};

const subjects = (scene: Scene): Subjects => {
  const license = idOf(scene);
  return license === undefined ? {} : { license };
};

function detail(scene: Scene, { width }: Size): DetailView {
  const id = idOf(scene);
  const license = scene.console.licenses?.find((each) => each.id === id);
  if (id === undefined || license === undefined)
    return { key: 'licenses', title: '', tabs: [], tab: '', head: [], blocks: [] };
  const tab = tabOf(scene, 'licenses', TABS);
  return {
    key: `licenses ${id}`,
    title: id,
    tabs: TABS,
    tab,
    head: headLines(scene, license, width),
    blocks: blocksOf(scene, id, tab, width),
  };
}

function headLines({ words }: Scene, license: LicenseView, width: number): readonly Line[] {
  const { t } = words;
  const state: Line = [mark(license.status), span(` ${stateWord(license.status, t)}`)];
  return [
    justify(state, [dim(`${license.type} · ${license.mode}`)], width),
    ...facts(
      [
        [t('licenses.instance'), license.instance],
        [t('licenses.issued'), time(license.issuedAt)],
        [t('licenses.expires'), license.expiresAt ? time(license.expiresAt) : t('licenses.never')],
      ],
      width,
    ).lines,
    blank,
  ];
}

function blocksOf(scene: Scene, id: string, tab: string, width: number): readonly Block[] {
  const { words } = scene;
  const response = answerOf(scene.answers, 'license.show', { id });
  if (response.error !== undefined) return errorBlocks(response.error, words, width);
  if (!response.data) return skeleton(words);
  if (tab === 'response') {
    return [
      prose(words.t('licenses.response.help'), width, 'dim'),
      { lines: [blank] },
      prose(response.data.text, width),
    ];
  }
  const fields = answerOf(scene.answers, 'license.inspect', { file: { name: id, text: response.data.text } });
  if (fields.error !== undefined) return errorBlocks(fields.error, words, width);
  return fields.data ? inspectBlocks(fields.data, words, width) : skeleton(words);
}

export const licenses: ScreenModule = { list, detail, subjects, asks, same, keys: [] };
