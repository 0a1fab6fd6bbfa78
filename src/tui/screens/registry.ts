import { bytes, referenceOf } from '../draw/format.ts';
import { dim } from '../draw/span.ts';
import { type Ask, answerOf } from '../state/answers.ts';
import type { Scene } from '../state/app.ts';
import { toggled } from '../state/ui.ts';
import { imageBlocks } from './registry/image.ts';
import { repositoryBlocks } from './registry/repository.ts';
import type { DetailView, ListView, Row, Same, ScreenModule, Size, Subjects } from './screen.ts';
import { selectedId } from './selection.ts';

/** A row is a repository or, below an opened one, a tag of it: `repo` or `repo:tag` after a mark that no name holds. */
const TAG = ' ';
const tagRow = (repository: string, tag: string): string => `${repository}${TAG}${tag}`;
const opened = (scene: Scene, repository: string): boolean => scene.ui.expanded.has(`registry ${repository}`);

function list(scene: Scene): ListView {
  const rows = scene.console.repositories?.flatMap((repository): readonly Row[] => {
    const open = opened(scene, repository.name);
    const tags = open
      ? (answerOf(scene.answers, 'registry.tags', { repository: repository.name }).data ?? [])
      : [];
    return [
      {
        id: repository.name,
        mark: dim(open ? '▾' : '▸'),
        text: repository.name,
        note: bytes(repository.bytes),
      },
      ...tags.map(
        (tag): Row => ({
          id: tagRow(repository.name, tag.tag),
          mark: dim('▪'),
          indent: 1,
          text: tag.tag,
          note: bytes(tag.bytes),
        }),
      ),
    ];
  });
  return { rows, empty: { title: 'registry.empty', help: 'registry.empty.help' } };
}

interface Chosen {
  readonly repository: string;
  readonly tag?: string;
}

function chosen(scene: Scene): Chosen | undefined {
  const id = selectedId(scene, 'registry', list(scene).rows);
  if (id === undefined) return undefined;
  const [repository = '', tag] = id.split(TAG);
  return tag === undefined ? { repository } : { repository, tag };
}

function asks(scene: Scene): readonly Ask[] {
  const now = chosen(scene);
  const open = (scene.console.repositories ?? [])
    .map((each) => each.name)
    .filter((name) => opened(scene, name));
  const repositories = [...new Set([...open, ...(now ? [now.repository] : [])])];
  return [
    ...repositories.map((repository): Ask => ({ id: 'registry.tags', input: { repository } })),
    ...(now?.tag === undefined
      ? []
      : [{ id: 'registry.show', input: { reference: referenceOf(now.repository, now.tag) } } as const]),
  ];
}

function same(scene: Scene): Same {
  const now = chosen(scene);
  if (now === undefined) return { id: 'registry.ls', input: {} };
  return now.tag === undefined
    ? { id: 'registry.tags', input: { repository: now.repository } }
    : { id: 'registry.show', input: { reference: referenceOf(now.repository, now.tag) } };
}

/** A repository without a tag stands for all its tags. */
function subjects(scene: Scene): Subjects {
  const now = chosen(scene);
  if (now === undefined) return {};
  return {
    repository: now.repository,
    tag: now.tag === undefined ? now.repository : referenceOf(now.repository, now.tag),
  };
}

function detail(scene: Scene, { width }: Size): DetailView {
  const now = chosen(scene);
  if (now === undefined) return { key: 'registry', title: '', tabs: [], tab: '', head: [], blocks: [] };
  const reference = now.tag === undefined ? now.repository : referenceOf(now.repository, now.tag);
  return {
    key: `registry ${reference}`,
    title: reference,
    tabs: [],
    tab: '',
    head: [],
    blocks:
      now.tag === undefined
        ? repositoryBlocks(scene, now.repository, width)
        : imageBlocks(scene, reference, width),
  };
}

export const registry: ScreenModule = {
  list,
  detail,
  subjects,
  asks,
  same,
  keys: [],
  enter(app, scene) {
    const now = chosen(scene);
    if (now === undefined || now.tag !== undefined) return false;
    app.ui.setState(({ expanded }) => ({ expanded: toggled(expanded, `registry ${now.repository}`) }));
    return true;
  },
};
