import { text } from '../../text.ts';
import { findRegion } from '../lookup.ts';
import type { Zone } from '../types.ts';
import { listed, same } from './ask.ts';
import type { Account, Asked, DataAnswer, DataSource } from './types.ts';

const state = (zone: Zone): string => (zone.soldOut ? 'UNAVAILABLE' : 'AVAILABLE');

/** Zones of the provider's region; sold-out ones only when they are asked for. */
function zones(
  asked: Asked,
  { world }: Account,
  notes: Parameters<typeof listed>[3] = [],
): DataAnswer | undefined {
  if (asked.region === undefined) return undefined;
  const region = findRegion(world, asked.region);
  if (region === undefined && !world.closed) return undefined;
  const found = (region?.zones ?? []).filter(
    (zone) => same(asked.text('name'), zone.id) && (asked.flag('include_unavailable') || !zone.soldOut),
  );
  const items = found.map((zone) => ({
    ...(zone.zoneId === null ? {} : { id: String(zone.zoneId) }),
    name: zone.id,
    state: state(zone),
  }));
  const ids = found.map((zone) => (zone.zoneId === null ? zone.id : String(zone.zoneId)));
  return listed('zones', ids, items, notes);
}

export const places: readonly DataSource[] = [
  {
    type: 'tencentcloud_availability_regions',
    by: ['name', 'include_unavailable'],
    answer: (asked, { world }) => {
      const name = asked.text('name');
      const wanted = name === 'default' ? asked.region : name;
      const found = world.regions.filter((region) => same(wanted, region.id));
      const items = found.map((region) => ({
        name: region.id,
        description: region.name,
        state: 'AVAILABLE',
      }));
      return listed(
        'regions',
        found.map((region) => region.id),
        items,
      );
    },
  },
  { type: 'tencentcloud_availability_zones', by: ['name', 'include_unavailable'], answer: zones },
  {
    type: 'tencentcloud_availability_zones_by_product',
    by: ['name', 'include_unavailable', 'product'],
    answer: (asked, account) => {
      const product = asked.text('product') ?? '';
      if (product === 'cvm') return zones(asked, account);
      return zones(asked, account, [
        text(
          `the world does not say in which zones ${product} is sold; all zones of the region are taken`,
          `账号描述未说明 ${product} 在哪些可用区售卖,按该地域全部可用区处理`,
        ),
      ]);
    },
  },
];
