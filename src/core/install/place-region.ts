import type { Json, JsonObject } from '../json.ts';
import { regionOf as zoneRegion } from '../world/index.ts';
import type { World } from '../world/types.ts';
import { firstText } from './values.ts';

const first = (value: Json | undefined): string | undefined =>
  firstText(Array.isArray(value) ? value[0] : value);

/**
 * The region that a resource's own place says, for packages whose provider says none: of its zone, subnet or network.
 * Undefined where they say nothing or the world does not know them.
 */
export function placeRegion(world: World, args: JsonObject): string | undefined {
  const zone = firstText(args.availability_zone);
  const subnet = world.subnets.find(
    ({ id }) => id === (first(args.subnet_id) ?? first(args.subnet_ids) ?? first(args.service_subnet_id)),
  );
  const vpc = world.vpcs.find(({ id }) => id === (firstText(args.vpc_id) ?? subnet?.vpc));
  return (
    (zone === undefined ? undefined : (zoneRegion(world, zone)?.id ?? zone.replace(/-\d+$/, ''))) ??
    vpc?.region
  );
}
