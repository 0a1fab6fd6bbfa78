import { text } from '../../text.ts';
import { findRegion, findZone } from '../../world/index.ts';
import type { FieldOption } from '../types.ts';
import { choiceWidget, stringAt } from './choice.ts';
import { allowedRegions, regionAttributes } from './config.ts';
import type { WidgetContext } from './widget.ts';

function options({ world, config }: WidgetContext): FieldOption[] {
  const regions = new Map(allowedRegions(world, config).map((region) => [region.id, region]));
  const vpcs = new Map(world.vpcs.map((vpc) => [vpc.id, vpc]));
  return world.subnets.flatMap((subnet): FieldOption[] => {
    const vpc = vpcs.get(subnet.vpc);
    const region = regions.get(vpc?.region ?? '');
    if (!vpc || !region) return [];
    const zone = region.zones.find((each) => each.id === subnet.zone);
    const full = text('no free address left', '无可用 IP');
    return [
      {
        key: subnet.id,
        label: subnet.name,
        hint: `${vpc.name} ${vpc.id} · ${subnet.zone} · ${subnet.cidr} · ${subnet.availableIps}`,
        value: {
          ...regionAttributes(region),
          availability_zone: subnet.zone,
          vpc_id: vpc.id,
          subnet_id: subnet.id,
          vpc: { id: vpc.id, cidr_block: vpc.cidr, default_route_table_id: vpc.routeTableId },
          subnet: {
            id: subnet.id,
            zone: subnet.zone,
            zone_id: zone?.zoneId === null || zone === undefined ? null : String(zone.zoneId),
            cidr_block: subnet.cidr,
          },
        },
        ...(subnet.availableIps > 0 ? {} : { disabled: full }),
      },
    ];
  });
}

/**
 * 2. VPC and subnet: `{region, region_id, availability_zone, vpc_id, subnet_id, vpc: {id, cidr_block,
 * default_route_table_id}, subnet: {id, zone, zone_id, cidr_block}}`.
 */
export const subnetSelect = choiceWidget({
  name: 'subnet-select',
  title: text('VPC and subnet', '私有网络和子网'),
  evidenced: true,
  otherNames: ['vpc-subnet-select', 'vpc-and-subnet-select', 'vpc-select', 'network-select'],
  properties: ['regions', 'supportedRegionIds'],
  idPaths: [['subnet_id'], ['subnet', 'id']],
  options,
  assume(given, { world, config }) {
    const region = findRegion(world, stringAt(given, ['region']) ?? '');
    const allowed = allowedRegions(world, config).some((each) => each === region);
    const vpc = stringAt(given, ['vpc_id']) ?? stringAt(given, ['vpc', 'id']);
    const subnet = stringAt(given, ['subnet_id']) ?? stringAt(given, ['subnet', 'id']);
    const zone = stringAt(given, ['availability_zone']) ?? stringAt(given, ['subnet', 'zone']);
    const known = zone === undefined ? undefined : findZone(world, zone);
    if (!region || !allowed || !vpc || !subnet || !known || !region.zones.includes(known)) return undefined;
    return {
      ...regionAttributes(region),
      availability_zone: known.id,
      vpc_id: vpc,
      subnet_id: subnet,
      vpc: {
        id: vpc,
        cidr_block: stringAt(given, ['vpc', 'cidr_block']) ?? '10.0.0.0/16',
        default_route_table_id:
          stringAt(given, ['vpc', 'default_route_table_id']) ?? vpc.replace(/^vpc-/, 'rtb-'),
      },
      subnet: {
        id: subnet,
        zone: known.id,
        zone_id: known.zoneId === null ? null : String(known.zoneId),
        cidr_block: stringAt(given, ['subnet', 'cidr_block']) ?? '10.0.0.0/24',
      },
    };
  },
});
