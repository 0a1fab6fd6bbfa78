import type { JsonObject } from '../../json.ts';
import { text } from '../../text.ts';
import type { Region } from '../../world/index.ts';
import { choiceWidget, stringAt } from './choice.ts';
import { allowedRegions, regionAttributes } from './config.ts';

const value = (region: Region, id: string): JsonObject => ({
  ...regionAttributes(region),
  security_group_id: id,
  security_group: { id },
  security_groups: [id],
});

/** 3. Security group: `{region, region_id, security_group_id, security_group: {id}, security_groups: [id]}`. */
export const securityGroupSelect = choiceWidget({
  name: 'security-group-select',
  title: text('Security group', '安全组'),
  evidenced: true,
  otherNames: ['security-groups-select', 'sg-select'],
  properties: ['regions', 'supportedRegionIds'],
  idPaths: [['security_group_id'], ['security_group', 'id']],
  options: ({ world, config }) => {
    const regions = new Map(allowedRegions(world, config).map((region) => [region.id, region]));
    return world.securityGroups.flatMap((group) => {
      const region = regions.get(group.region);
      if (!region) return [];
      return [{ key: group.id, label: group.name, hint: region.id, value: value(region, group.id) }];
    });
  },
  assume(given, { world, config }) {
    const region = allowedRegions(world, config).find((each) => each.id === stringAt(given, ['region']));
    const id = stringAt(given, ['security_group_id']) ?? stringAt(given, ['security_group', 'id']);
    return region && id ? value(region, id) : undefined;
  },
});
