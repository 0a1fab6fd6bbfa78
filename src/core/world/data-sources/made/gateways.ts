import type { Eip, NatGateway, RouteTable } from '../../things/types.ts';
import type { Account } from '../types.ts';
import { inRegion, of, tagsOf, text, texts, whole } from './read.ts';

export const eipsOf = (account: Account, region: string): readonly Eip[] =>
  inRegion(
    [
      ...account.world.eips,
      ...of(
        account,
        'eip',
        ({ region: where, attributes: at }): Eip => ({
          id: text(at.id),
          name: text(at.name),
          region: where,
          ip: text(at.public_ip),
          boundTo: '',
          type: text(at.type) || 'EIP',
          tags: tagsOf(at.tags),
        }),
      ),
    ],
    region,
  );

export const natGatewaysOf = (account: Account, region: string): readonly NatGateway[] =>
  inRegion(
    [
      ...account.world.natGateways,
      ...of(
        account,
        'nat_gateway',
        ({ region: where, attributes: at }): NatGateway => ({
          id: text(at.id),
          name: text(at.name),
          region: where,
          vpc: text(at.vpc_id),
          eips: texts(at.assigned_eip_set),
          bandwidth: whole(at.bandwidth),
          maxConcurrent: whole(at.max_concurrent),
          tags: tagsOf(at.tags),
        }),
      ),
    ],
    region,
  );

/** A route table and whether it is the one that its network has from the start. */
export interface AnyRouteTable extends RouteTable {
  readonly main: boolean;
}

/** Every network's own table, what the world says of it and of others, and those that were made. */
export function routeTablesOf(account: Account, region: string): readonly AnyRouteTable[] {
  const { world } = account;
  const mains = new Map(world.vpcs.map((vpc) => [vpc.routeTableId, vpc]));
  const made = of(
    account,
    'route_table',
    ({ region: where, attributes: at }): RouteTable => ({
      id: text(at.id),
      name: text(at.name),
      region: where,
      vpc: text(at.vpc_id),
      subnets: texts(at.subnet_ids),
      routes: [],
      tags: tagsOf(at.tags),
    }),
  );
  const others = [...world.routeTables, ...made];
  const said = new Set(others.map((each) => each.id));
  const taken = new Set(others.filter((each) => !mains.has(each.id)).flatMap((each) => each.subnets));
  const rest = (vpc: string): readonly string[] =>
    world.subnets.filter((each) => each.vpc === vpc && !taken.has(each.id)).map((each) => each.id);
  const own = world.vpcs
    .filter((vpc) => vpc.routeTableId !== '' && !said.has(vpc.routeTableId))
    .map(
      (vpc): AnyRouteTable => ({
        id: vpc.routeTableId,
        name: 'default',
        region: vpc.region,
        vpc: vpc.id,
        subnets: rest(vpc.id),
        routes: [],
        tags: {},
        main: true,
      }),
    );
  const all = [
    ...own,
    ...others.map((each) => {
      const main = mains.get(each.id);
      return { ...each, main: main !== undefined, subnets: main ? rest(each.vpc) : each.subnets };
    }),
  ];
  return inRegion(all, region);
}
