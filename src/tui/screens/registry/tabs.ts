import { invoke, proceed } from '../../actions/run.ts';
import type { Ask } from '../../state/answers.ts';
import type { App, Scene } from '../../state/app.ts';
import { toggled } from '../../state/ui.ts';
import type { Block, Tab } from '../screen.ts';
import { tabOf } from '../selection.ts';
import { accessBlocks } from './access.ts';
import { collectionBlocks, RECEIPT } from './collections.ts';
import { copiesBlocks } from './copies.ts';
import { liveBlocks } from './live.ts';
import { SPACE_DAYS, spaceBlocks } from './space.ts';

/** Tabs of what is selected, and of the registry as a whole, which stay whatever is selected. */
export const registryTabs = (own: Tab | undefined): readonly Tab[] => [
  ...(own ? [own] : []),
  { id: 'live', title: 'registry.live' },
  { id: 'space', title: 'registry.space' },
  { id: 'collect', title: 'registry.collections' },
  { id: 'copies', title: 'registry.copies' },
  { id: 'access', title: 'registry.access' },
];

export const openTab = (scene: Scene, own: Tab | undefined): string =>
  tabOf(scene, 'registry', registryTabs(own));

/** Blocks of the tabs that every selection has; undefined for the selection's own. */
export function wholeBlocks(scene: Scene, tab: string, width: number): readonly Block[] | undefined {
  if (tab === 'live') return liveBlocks(scene, width);
  if (tab === 'space') return spaceBlocks(scene, width);
  if (tab === 'collect') return collectionBlocks(scene, width);
  if (tab === 'copies') return copiesBlocks(scene, width);
  if (tab === 'access') return accessBlocks(scene, width);
  return undefined;
}

/** What those tabs ask. */
export function wholeAsks({ ui }: Scene, tab: string): readonly Ask[] {
  if (tab === 'space') return [{ id: 'registry.usage', input: { history: true, days: SPACE_DAYS } }];
  if (tab === 'copies')
    return [
      { id: 'image.alias.ls', input: {} },
      ...(ui.docker ? [{ id: 'image.docker.ls', input: ui.docker } as const] : []),
    ];
  if (tab === 'access') return [{ id: 'access.show', input: {} }];
  if (tab !== 'collect') return [];
  return [
    { id: 'registry.gc', input: { dryRun: true } },
    { id: 'registry.receipts', input: {} },
    ...[...ui.expanded].flatMap((each): readonly Ask[] => {
      const input = { receipt: each.slice(RECEIPT.length) };
      return each.startsWith(RECEIPT) ? [{ id: 'registry.receipt', input }] : [];
    }),
  ];
}

/** Enter on a receipt: what it took, or no longer. On an account: its grants. */
export function openPicked(app: App, tab: string, id: string): void {
  if (tab === 'collect')
    app.ui.setState(({ expanded }) => ({ expanded: toggled(expanded, `${RECEIPT}${id}`) }));
  const take = app.console.store.getState().actions?.find((each) => each.id === 'image.docker.import');
  if (tab === 'copies' && take) proceed(app, take, { image: id, ...app.ui.getState().docker });
  const grants = app.console.store.getState().actions?.find((each) => each.id === 'access.grant');
  if (tab === 'access' && grants) invoke(app, grants, { account: id });
}
