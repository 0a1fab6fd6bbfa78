import { isJsonObject, type JsonObject } from '../json.ts';
import type { Plan } from '../terraform/index.ts';
import { pullPath } from '../world/index.ts';
import type { World } from '../world/types.ts';
import { hostOf, isPlatformHost } from './chart/pull-route.ts';
import { placeRegion } from './place-region.ts';
import { firstText } from './values.ts';

/**
 * How the nodes of a plan would reach the registry of an image, by the network and region of its first cluster. A network
 * that the plan makes itself has a way out when it makes a NAT gateway, too. `address`: a machine that pulls by itself.
 */
export function routeForImage(
  world: World,
  plan: Plan | undefined,
  image: string,
  address?: string,
): 'vpc' | 'egress' | 'none' {
  const machine = plan?.resources.find(
    (each) =>
      each.address === address &&
      /^tencentcloud_(instance|eks_container_instance|lighthouse_instance)$/.test(each.type),
  );
  const cluster =
    machine ?? plan?.resources.find((each) => /^tencentcloud_(kubernetes|eks)_cluster$/.test(each.type));
  const args = isJsonObject(cluster?.args.value) ? cluster.args.value : {};
  const region =
    firstText(args.region) ??
    firstText(plan?.providers.tencentcloud?.region) ??
    placeRegion(world, args) ??
    '';
  const vpc = firstText(args.vpc_id);
  const publicIp = machine !== undefined && hasPublicAddress(args, plan);
  const path = pullPath(world, region, vpc ?? '', { publicIp });
  if (path === 'vpc' && isPlatformHost(hostOf(image))) return 'vpc';
  if (publicIp) return 'egress';
  const known = world.vpcs.find((each) => each.id === vpc);
  if (known) return known.egress === 'nat' ? 'egress' : 'none';
  const makesNat = plan?.resources.some((each) => each.type === 'tencentcloud_nat_gateway') ?? false;
  const makesVpc = plan?.resources.some((each) => each.type === 'tencentcloud_vpc') ?? false;
  if (vpc === undefined && makesVpc) return makesNat ? 'egress' : 'none';
  return world.closed ? 'none' : 'egress';
}

/** A machine with an address of its own: asked for, or an EIP that the plan binds to some machine. */
const hasPublicAddress = (args: JsonObject, plan: Plan | undefined): boolean =>
  args.allocate_public_ip === true ||
  Number(args.internet_max_bandwidth_out ?? 0) > 0 ||
  (plan?.resources.some((each) => each.type === 'tencentcloud_eip_association') ?? false);
