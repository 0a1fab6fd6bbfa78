import type { World } from '../../contract.ts';
import { dim, span } from '../../draw/span.ts';
import type { Cell, Column } from '../../draw/table.ts';
import type { Words } from '../../i18n/index.ts';
import { columnOf } from '../../parts/basics.ts';

/** Machine types with their stock over all zones in which they are offered. */
export function machineRows(
  words: Words,
  world: World,
): { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] } {
  const { t } = words;
  const column = columnOf(words);
  return {
    columns: [
      column('world.type'),
      column('world.cpu', { right: true }),
      column('world.memory', { right: true }),
      column('world.arch'),
      column('world.stock', { right: true }),
      column('world.zones', { grow: true, from: 70 }),
    ],
    rows: world.instanceTypes.map((each) => {
      const zones = Object.entries(each.stock);
      const stock = zones.reduce((sum, [, count]) => sum + count, 0);
      return [
        each.type,
        String(each.cpu),
        `${each.memory} GiB`,
        each.arch,
        stock === 0 ? span(t('world.soldOut'), 'warn') : String(stock),
        dim(zones.map(([zone, count]) => (count === 0 ? `${zone} (0)` : zone)).join(', ')),
      ];
    }),
  };
}
