import { text } from '../../text.ts';
import type { Region, World, Zone } from '../../world/index.ts';
import type { FieldOption } from '../types.ts';
import { choiceWidget } from './choice.ts';
import { allowedRegions, regionAttributes } from './config.ts';

const option = (region: Region, zone: Zone): FieldOption => ({
  key: zone.id,
  label: zone.id,
  hint: region.name,
  value: {
    ...regionAttributes(region),
    zone: zone.id,
    zone_id: zone.zoneId === null ? null : String(zone.zoneId),
  },
  ...(zone.soldOut ? { disabled: text('sold out', '已售罄') } : {}),
});

/** Zones in which the customer already has a subnet come first, in the order of those subnets. */
function zonesFirstUsed(world: World, region: Region): Zone[] {
  const used = world.subnets.map((subnet) => subnet.zone);
  const rank = (zone: Zone) => (used.includes(zone.id) ? used.indexOf(zone.id) : used.length);
  return [...region.zones].sort((a, b) => rank(a) - rank(b));
}

/** 1. Region and zone: `{region, region_id, zone, zone_id}`. */
export const regionAndZoneSelect = choiceWidget({
  name: 'region-and-zone-select',
  title: text('Region and zone', '地域和可用区'),
  evidenced: true,
  otherNames: ['region-zone-select', 'zone-select', 'region-and-zone'],
  properties: ['regions', 'supportedRegionIds'],
  ignoresDefault: true,
  idPaths: [['zone']],
  options: ({ world, config }) =>
    allowedRegions(world, config).flatMap((region) =>
      zonesFirstUsed(world, region).map((zone) => option(region, zone)),
    ),
});
