import { bytes, referenceOf } from '../draw/format.ts';
import { dim } from '../draw/span.ts';
import { type Ask, answerOf } from '../state/answers.ts';
import type { Scene } from '../state/app.ts';
import { toggled } from '../state/ui.ts';
import { accountHere } from './registry/access.ts';
import { imageBlocks } from './registry/image.ts';
import { repositoryBlocks } from './registry/repository.ts';
import { openPicked, openTab, registryTabs, wholeAsks, wholeBlocks } from './registry/tabs.ts';
import { tagsInput } from './registry/tags-input.ts';
import type { DetailView, ListView, Row, Same, ScreenModule, Size, Subjects, Tab } from './screen.ts';
import { selectedId } from './selection.ts';

/** A row is a repository or, below an opened one, a tag of it: `repo` or `repo:tag` after a mark that no name holds. */
const TAG = ' ';
const tagRow = (repository: string, tag: string): string => `${repository}${TAG}${tag}`;
const opened = (scene: Scene, repository: string): boolean => scene.ui.expanded.has(`registry ${repository}`);

/** The tags that fit the filter; until they are here, those that were here before. */
function tagsOf(scene: Scene, repository: string) {
  const wanted = answerOf(scene.answers, 'registry.tags', tagsInput(scene, repository)).data;
  return wanted ?? answerOf(scene.answers, 'registry.tags', { repository }).data ?? [];
}

function list(scene: Scene): ListView {
  const rows = scene.console.repositories?.flatMap((repository): readonly Row[] => {
    const open = opened(scene, repository.name);
    const tags = open ? tagsOf(scene, repository.name) : [];
    return [
      {
        id: repository.name,
        mark: dim(open ? '▾' : '▸'),
        text: repository.name,
        keepsEnd: true,
        note:
          repository.tags > 0
            ? bytes(repository.bytes)
            : scene.words.t(repository.manifests > 0 ? 'registry.untagged' : 'registry.emptied'),
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

/** The tab of the selection itself. */
const ownTab = (now: Chosen | undefined): Tab | undefined =>
  now === undefined
    ? undefined
    : now.tag === undefined
      ? { id: 'tags', title: 'registry.tags' }
      : { id: 'image', title: 'registry.image' };

function asks(scene: Scene): readonly Ask[] {
  const now = chosen(scene);
  const open = (scene.console.repositories ?? [])
    .map((each) => each.name)
    .filter((name) => opened(scene, name));
  const repositories = [...new Set([...open, ...(now ? [now.repository] : [])])];
  const inputs = repositories.map((repository) => tagsInput(scene, repository));
  return [
    ...inputs.map((input): Ask => ({ id: 'registry.tags', input })),
    ...(now?.tag === undefined
      ? []
      : [{ id: 'registry.show', input: { reference: referenceOf(now.repository, now.tag) } } as const]),
    ...wholeAsks(scene, openTab(scene, ownTab(now))),
  ];
}

function same(scene: Scene): Same {
  const now = chosen(scene);
  const tab = openTab(scene, ownTab(now));
  if (tab === 'live') return { id: 'registry.watch', input: {} };
  if (tab === 'space') return { id: 'registry.usage', input: { history: true } };
  if (tab === 'collect') return { id: 'registry.receipts', input: {} };
  if (tab === 'copies') return { id: 'image.alias.ls', input: {} };
  if (tab === 'access') return { id: 'access.show', input: {} };
  if (now === undefined) return { id: 'registry.ls', input: {} };
  return now.tag === undefined
    ? { id: 'registry.tags', input: tagsInput(scene, now.repository) }
    : { id: 'registry.show', input: { reference: referenceOf(now.repository, now.tag) } };
}

/** A repository without a tag stands for all its tags. */
function subjects(scene: Scene): Subjects {
  const now = chosen(scene);
  const account = openTab(scene, ownTab(now)) === 'access' ? accountHere(scene) : undefined;
  const of = account === undefined ? {} : { account };
  if (now === undefined) return of;
  return {
    ...of,
    repository: now.repository,
    tag: now.tag === undefined ? now.repository : referenceOf(now.repository, now.tag),
  };
}

function detail(scene: Scene, { width }: Size): DetailView {
  const now = chosen(scene);
  const own = ownTab(now);
  const tab = openTab(scene, own);
  const reference =
    now === undefined ? '' : now.tag === undefined ? now.repository : referenceOf(now.repository, now.tag);
  const tabs = registryTabs(own);
  const whole = wholeBlocks(scene, tab, width);
  const title = tabs.find((each) => each.id === tab)?.title ?? 'screen.registry';
  return {
    key: whole ? 'registry' : `registry ${reference}`,
    title: whole ? scene.words.t(title) : reference,
    tabs,
    tab,
    head: [],
    blocks:
      whole ??
      (now?.tag === undefined
        ? repositoryBlocks(scene, now?.repository ?? '', width)
        : imageBlocks(scene, reference, width)),
    ...(tab === 'collect' ? { enters: 'collect.enter' as const } : {}),
    ...(tab === 'copies' && scene.ui.docker ? { enters: 'keys.short.take' as const } : {}),
    ...(tab === 'access' ? { enters: 'access.enter' as const } : {}),
  };
}

const ORDERS = ['name', 'newest', 'size'] as const;

export const registry: ScreenModule = {
  list,
  detail,
  subjects,
  asks,
  same,
  watches: (scene) => openTab(scene, ownTab(chosen(scene))) === 'live',
  keys: [
    {
      key: '=',
      does: 'registry.order',
      run({ ui }) {
        const at = ORDERS.indexOf(ui.getState().tagOrder);
        ui.setState({ tagOrder: ORDERS[(at + 1) % ORDERS.length] ?? 'name' });
      },
    },
  ],
  open: (app, scene, pick) => openPicked(app, openTab(scene, ownTab(chosen(scene))), pick),
  enter(app, scene) {
    const now = chosen(scene);
    if (now === undefined || now.tag !== undefined) return false;
    app.ui.setState(({ expanded }) => ({ expanded: toggled(expanded, `registry ${now.repository}`) }));
    return true;
  },
};
