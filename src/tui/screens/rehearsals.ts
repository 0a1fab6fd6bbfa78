import type { RehearsalView } from '../contract.ts';
import { shortTime } from '../draw/format.ts';
import { mark } from '../draw/marks.ts';
import type { Scene } from '../state/app.ts';
import { go } from '../state/ui.ts';
import { rehearsalHead } from './rehearsals/head.ts';
import { logFoot } from './rehearsals/log.ts';
import { defaultTab, rehearsalTabs, tabBlocks } from './rehearsals/tabs.ts';
import type { DetailView, ListView, Row, Same, ScreenModule, Size, Subjects } from './screen.ts';
import { selectedId, tabOf } from './selection.ts';

/** What the list says of a rehearsal; of the one on the screen its events say it sooner. */
function rowOf(each: RehearsalView, scene: Scene): Row {
  const watched =
    scene.watch.id === each.id && scene.watch.model.resources.length > 0 ? scene.watch.model : undefined;
  const state = each.state === 'running' && watched ? watched.status : each.state;
  const created = watched ? watched.resources.filter((one) => one.state === 'created').length : each.created;
  return {
    id: each.id,
    mark: mark(state),
    text: each.project,
    note:
      state === 'running'
        ? `${created}/${watched?.resources.length ?? each.resources}`
        : shortTime(each.startedAt, scene.around.now()),
  };
}

const list = (scene: Scene): ListView => ({
  rows: scene.console.rehearsals?.map((each) => rowOf(each, scene)),
  empty: { title: 'rehearsals.empty', help: 'rehearsals.empty.help' },
});

const idOf = (scene: Scene): string | undefined => selectedId(scene, 'rehearsals', list(scene).rows);

const same = (scene: Scene): Same => {
  const id = idOf(scene);
  return id === undefined ? { id: 'rehearsal.list', input: {} } : { id: 'rehearsal.watch', input: { id } };
};

const subjects = (scene: Scene): Subjects => {
  const rehearsal = idOf(scene);
  return rehearsal === undefined ? {} : { rehearsal };
};

function detail(scene: Scene, size: Size): DetailView {
  const id = idOf(scene);
  const { watch } = scene;
  if (id === undefined) return { key: 'rehearsals', title: '', tabs: [], tab: '', head: [], blocks: [] };
  const model = watch.id === id ? watch.model : undefined;
  const tabs = model ? rehearsalTabs(model) : [];
  const tab = model ? tabOf(scene, 'rehearsals', tabs, defaultTab(model)) : '';
  const head = model ? rehearsalHead(scene, id, model, size) : [];
  const foot = model && tab === 'resources' ? logFoot(scene, model, size, head.length) : undefined;
  return {
    key: `rehearsals ${id}`,
    title: id,
    tabs,
    tab,
    head,
    blocks: model ? tabBlocks(scene, model, tab, size) : [],
    ...(foot ? { foot } : {}),
    ...(tab === 'log' ? { follow: true } : {}),
  };
}

export const rehearsals: ScreenModule = {
  list,
  detail,
  subjects,
  asks: () => [],
  same,
  follows: idOf,
  state: (scene) => scene.console.rehearsals?.find((each) => each.id === idOf(scene))?.state,
  keys: [
    {
      key: '>',
      does: 'rehearsal.instance',
      when: (scene) => scene.watch.model.instance !== undefined,
      run: ({ ui }, { watch }) => go(ui, 'instances', watch.model.instance),
    },
  ],
};
