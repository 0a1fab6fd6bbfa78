import { VPC_PULL_REGIONS } from './catalog.ts';
import { findVpc } from './lookup.ts';
import type { World } from './types.ts';

/**
 * How machines in a network reach the platform's image registry: over the private network (only in the five regions
 * that the provider guide names), over the internet through the network's own egress or a public address, or not at all.
 * An open world assumes egress for a network it does not list.
 */
export function pullPath(
  world: World,
  region: string,
  vpc: string,
  options: { readonly publicIp?: boolean } = {},
): 'vpc' | 'egress' | 'none' {
  if (VPC_PULL_REGIONS.includes(region)) return 'vpc';
  if (options.publicIp) return 'egress';
  const egress = findVpc(world, vpc)?.egress ?? (world.closed ? 'none' : 'nat');
  return egress === 'nat' ? 'egress' : 'none';
}
