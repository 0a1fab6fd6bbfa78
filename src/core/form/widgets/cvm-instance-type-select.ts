import type { JsonObject } from '../../json.ts';
import { text } from '../../text.ts';
import { findInstanceType, type InstanceType, type Region, type Zone } from '../../world/index.ts';
import type { FieldOption } from '../types.ts';
import { choiceWidget, stringAt } from './choice.ts';
import { allowedRegions, regionAttributes, string, strings } from './config.ts';
import type { WidgetContext } from './widget.ts';

/** True when a size filter is absent or names the size. */
const sizeFits = (config: JsonObject, name: string, size: number): boolean => {
  const wanted = strings(config, name);
  return wanted === undefined || wanted.some((each) => Number(each) === size);
};

function fits(type: InstanceType, config: JsonObject): boolean {
  const charge = string(config, 'chargeType');
  return (
    sizeFits(config, 'cpu', type.cpu) &&
    sizeFits(config, 'memory', type.memory) &&
    (charge === undefined || type.chargeTypes === undefined || type.chargeTypes.includes(charge))
  );
}

function option(region: Region, zone: Zone, type: InstanceType, oneZone: boolean): FieldOption {
  const soldOut = text(`sold out in ${zone.id}`, `在 ${zone.id} 已售罄`);
  return {
    key: oneZone ? type.type : `${type.type}@${zone.id}`,
    label: type.type,
    hint: `${type.cpu} vCPU · ${type.memory} GiB · ${type.arch}${type.gpu ? ` · ${type.gpu} GPU` : ''}${oneZone ? '' : ` · ${zone.id}`}`,
    value: { ...regionAttributes(region), zone: zone.id, instance_type: type.type },
    ...((type.stock[zone.id] ?? 0) > 0 ? {} : { disabled: soldOut }),
  };
}

function options({ world, config }: WidgetContext): FieldOption[] {
  const wantedZones = strings(config, 'zone', 'zones');
  const places = allowedRegions(world, config).flatMap((region) =>
    region.zones
      .filter((zone) => wantedZones === undefined || wantedZones.includes(zone.id))
      .map((zone) => ({ region, zone })),
  );
  const types = world.instanceTypes.filter((type) => fits(type, config));
  return types.flatMap((type) =>
    places
      .filter(({ zone }) => type.stock[zone.id] !== undefined)
      .map(({ region, zone }) => option(region, zone, type, places.length === 1)),
  );
}

/**
 * 5. CVM model: `{region, region_id, zone, instance_type}`. `cpu` and `memory` (GiB) are exact sizes. A type that the
 * zone does not offer is not listed; one without stock is listed and cannot be chosen.
 */
export const cvmInstanceTypeSelect = choiceWidget({
  name: 'cvm-instance-type-select',
  title: text('CVM model', '云服务器机型'),
  evidenced: true,
  otherNames: ['instance-type-select', 'cvm-type-select'],
  properties: ['region', 'regions', 'zone', 'zones', 'chargeType', 'cpu', 'memory', 'supportedRegionIds'],
  idPaths: [['instance_type']],
  options,
  assume(given, { world, config }) {
    const name = stringAt(given, ['instance_type']);
    const found = name === undefined ? undefined : findInstanceType(world, name);
    const region = allowedRegions(world, config).find((each) => each.id === stringAt(given, ['region']));
    const zone = region?.zones.find((each) => each.id === stringAt(given, ['zone']));
    const zones = strings(config, 'zone', 'zones');
    if (!found?.assumed || !region || !zone || !fits(found.type, config)) return undefined;
    if (zones !== undefined && !zones.includes(zone.id)) return undefined;
    return { ...regionAttributes(region), zone: zone.id, instance_type: found.type.type };
  },
});
