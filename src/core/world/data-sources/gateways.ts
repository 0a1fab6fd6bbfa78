import type { Eip, NatGateway } from '../things/types.ts';
import { known, type Listing, plainTags, sourceOf } from './lister.ts';
import { type AnyRouteTable, eipsOf, natGatewaysOf, routeTablesOf } from './made/index.ts';
import type { DataSource } from './types.ts';

const eips: Listing<Eip> = {
  type: 'tencentcloud_eips',
  list: 'eip_list',
  all: eipsOf,
  id: (each) => each.id,
  by: {
    eip_id: (each, asked) => each.id === asked,
    eip_name: (each, asked) => each.name === asked,
    public_ip: (each, asked) => each.ip === asked,
  },
  tags: (each) => each.tags,
  row: (each) =>
    known({
      eip_id: each.id,
      eip_name: each.name,
      eip_type: each.type,
      status: each.boundTo === '' ? 'UNBIND' : each.boundTo.startsWith('nat-') ? 'BIND_NAT' : 'BIND',
      public_ip: each.ip,
      instance_id: each.boundTo,
      tags: plainTags(each.tags),
    }),
};

const natBy: Listing<NatGateway>['by'] = {
  id: (each, asked) => each.id === asked,
  name: (each, asked) => each.name === asked,
  vpc_id: (each, asked) => each.vpc === asked,
};

const natRow = (each: NatGateway) => ({
  id: each.id,
  name: each.name,
  vpc_id: each.vpc,
  max_concurrent: each.maxConcurrent,
  bandwidth: each.bandwidth,
  assigned_eip_set: [...each.eips],
});

const natGateways: Listing<NatGateway> = {
  type: 'tencentcloud_nat_gateways',
  list: 'nats',
  all: natGatewaysOf,
  id: (each) => each.id,
  by: natBy,
  row: (each) => ({ ...natRow(each), state: 'AVAILABLE', tags: plainTags(each.tags) }),
};

/** The older form: its states are numbers. */
const nats: Listing<NatGateway> = {
  type: 'tencentcloud_nats',
  list: 'nats',
  all: natGatewaysOf,
  id: (each) => each.id,
  by: {
    ...natBy,
    bandwidth: (each, asked) => String(each.bandwidth) === asked,
    max_concurrent: (each, asked) => String(each.maxConcurrent) === asked,
    state: (_, asked) => asked === '0',
  },
  row: (each) => ({ ...natRow(each), state: 0 }),
};

const routeTables: Listing<AnyRouteTable> = {
  type: 'tencentcloud_vpc_route_tables',
  list: 'instance_list',
  all: routeTablesOf,
  id: (each) => each.id,
  by: {
    route_table_id: (each, asked) => each.id === asked,
    name: (each, asked) => each.name.includes(asked),
    vpc_id: (each, asked) => each.vpc === asked,
    association_main: (each, asked) => String(each.main) === asked,
    tag_key: (each, asked) => Object.hasOwn(each.tags, asked),
  },
  falseCounts: ['association_main'],
  tags: (each) => each.tags,
  row: (each) => ({
    route_table_id: each.id,
    name: each.name,
    vpc_id: each.vpc,
    is_default: each.main,
    subnet_ids: [...each.subnets],
    route_entry_infos: each.routes.map((route) => ({
      destination_cidr_block: route.cidr,
      next_type: route.nextType,
      next_hub: route.nextHub,
      description: route.description,
    })),
    tags: plainTags(each.tags),
  }),
};

const routeTable: DataSource = {
  type: 'tencentcloud_route_table',
  by: ['route_table_id', 'name'],
  answer: (asked, account) => {
    const [id = '', name = ''] = [asked.text('route_table_id'), asked.text('name')];
    if (asked.region === undefined) return undefined;
    const found = routeTablesOf(account, asked.region).find(
      (each) => each.id === id && each.name.includes(name),
    );
    if (!found)
      return account.world.closed
        ? { error: `route table route_table_id=${id}, name=${name} not found` }
        : undefined;
    const routes = found.routes.map((route) => ({
      cidr_block: route.cidr,
      next_type: route.nextType,
      next_hub: route.nextHub,
      description: route.description,
    }));
    return {
      attributes: {
        id: found.id,
        vpc_id: found.vpc,
        name: found.name,
        // The provider counts the routes here, whatever the attribute is called.
        subnet_num: routes.length,
        routes,
      },
      notes: [],
    };
  },
};

/** Ways in and out: public addresses, gateways and routes. */
export const gateways: readonly DataSource[] = [
  sourceOf(eips),
  sourceOf(natGateways),
  sourceOf(nats),
  sourceOf(routeTables),
  routeTable,
];
