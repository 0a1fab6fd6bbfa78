import { ask } from '../actions/run.ts';
import type { JsonObject, World } from '../contract.ts';
import { dim } from '../draw/span.ts';
import { errorBlocks, skeleton } from '../parts/basics.ts';
import { type Ask, answerOf } from '../state/answers.ts';
import type { Scene } from '../state/app.ts';
import type { DetailView, ListView, Same, ScreenModule, Size } from './screen.ts';
import { selectedId } from './selection.ts';
import { worldBlocks, worldParts } from './world/parts.ts';
import { PRICES, priceBlocks, pricesAsk, typedPrice } from './world/prices.ts';

/** The built-in world, or a file that was opened. */
const inputOf = (scene: Scene): JsonObject => (scene.ui.world === undefined ? {} : { world: scene.ui.world });
const worldOf = (scene: Scene): { data: World | undefined; error: unknown } =>
  answerOf(scene.answers, 'world.show', inputOf(scene) as never);

function list(scene: Scene): ListView {
  const { data, error } = worldOf(scene);
  const { t } = scene.words;
  return {
    rows: data
      ? [
          ...worldParts.map((part) => ({
            id: part.id,
            mark: dim('▪'),
            text: t(part.title),
            note: part.count(data),
          })),
          { id: PRICES, mark: dim('▪'), text: t('cost.book') },
        ]
      : error === undefined
        ? undefined
        : [{ id: 'error', text: t('screen.world') }],
    empty: { title: 'common.noMatch', help: 'common.noMatch' },
  };
}

function detail(scene: Scene, size: Size): DetailView {
  const { data, error } = worldOf(scene);
  const id = selectedId(scene, 'world', list(scene).rows) ?? '';
  const shown = { key: `world ${id}`, title: data?.name ?? '', tabs: [], tab: '', head: [] };
  if (error !== undefined) return { ...shown, blocks: errorBlocks(error, scene.words, size.width) };
  if (id === PRICES)
    return {
      ...shown,
      title: scene.words.t('cost.book'),
      blocks: priceBlocks(scene, size.width),
      enters: 'keys.short.change',
    };
  return { ...shown, blocks: data ? worldBlocks(scene, data, id, size.width) : skeleton(scene.words) };
}

const showsPrices = (scene: Scene): boolean => selectedId(scene, 'world', list(scene).rows) === PRICES;

export const world: ScreenModule = {
  list,
  detail,
  subjects: () => ({}),
  asks: (scene): readonly Ask[] => [
    { id: 'world.show', input: inputOf(scene) },
    ...(showsPrices(scene) ? [pricesAsk] : []),
  ],
  same: (scene): Same => (showsPrices(scene) ? pricesAsk : { id: 'world.show', input: inputOf(scene) }),
  open(app, scene, pick) {
    const view = scene.console.actions?.find((each) => each.id === 'cost.price.set');
    const price = answerOf(scene.answers, 'cost.book', {}).data?.prices[Number(pick) - 1];
    if (view && price) ask(app, view, {}, {}, typedPrice(price, Number(pick)));
  },
  keys: [
    {
      key: '+',
      does: 'keys.openWorld',
      run(app, scene) {
        const view = scene.console.actions?.find((each) => each.id === 'world.show');
        if (view) ask(app, view, {}, {});
      },
    },
    {
      key: '=',
      does: 'keys.builtInWorld',
      when: (scene) => scene.ui.world !== undefined,
      run: ({ ui }) => ui.setState({ world: undefined }),
    },
  ],
};
