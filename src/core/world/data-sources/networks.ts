import type { Subnet, Vpc, World } from '../types.ts';
import { listed, same, within } from './ask.ts';
import type { Account, Asked, DataAnswer, DataSource } from './types.ts';

/** True when an id was asked for that an open world does not list: the account may well have it. */
const beyond = (world: World, found: readonly unknown[], ...ids: readonly (string | undefined)[]): boolean =>
  !world.closed && found.length === 0 && ids.some((id) => id !== undefined);

function vpcsOf(asked: Asked, { world }: Account, id: string | undefined): readonly Vpc[] {
  return world.vpcs.filter(
    (vpc) =>
      vpc.region === asked.region &&
      same(id, vpc.id) &&
      within(asked.text('name'), vpc.name) &&
      same(asked.text('cidr_block'), vpc.cidr),
  );
}

function vpcs(asked: Asked, account: Account): DataAnswer | undefined {
  const { world } = account;
  const found = vpcsOf(asked, account, asked.text('vpc_id'));
  if (asked.region === undefined || beyond(world, found, asked.text('vpc_id'))) return undefined;
  const items = found.map((vpc) => ({
    vpc_id: vpc.id,
    name: vpc.name,
    cidr_block: vpc.cidr,
    subnet_ids: world.subnets.filter((subnet) => subnet.vpc === vpc.id).map((subnet) => subnet.id),
  }));
  return listed(
    'instance_list',
    found.map((vpc) => vpc.id),
    items,
  );
}

function vpc(asked: Asked, account: Account): DataAnswer | undefined {
  const [id, name] = [asked.text('id'), asked.text('name')];
  const found = vpcsOf(asked, account, id);
  const [first] = found;
  if (first)
    return {
      attributes: { id: first.id, name: first.name, cidr_block: first.cidr, is_multicast: false },
      notes: [],
    };
  if (asked.region === undefined || beyond(account.world, found, id)) return undefined;
  return { error: `vpc id=${id ?? ''}, name=${name ?? ''} not found` };
}

function subnetsOf(asked: Asked, { world }: Account): readonly Subnet[] {
  const here = new Set(world.vpcs.filter((each) => each.region === asked.region).map((each) => each.id));
  return world.subnets.filter(
    (subnet) =>
      here.has(subnet.vpc) &&
      same(asked.text('subnet_id'), subnet.id) &&
      same(asked.text('vpc_id'), subnet.vpc) &&
      same(asked.text('availability_zone'), subnet.zone) &&
      same(asked.text('cidr_block'), subnet.cidr) &&
      within(asked.text('name'), subnet.name),
  );
}

const routeTableOf = (world: World, subnet: Subnet): string | undefined =>
  world.vpcs.find((each) => each.id === subnet.vpc)?.routeTableId || undefined;

const subnetFields = (world: World, subnet: Subnet) => {
  const table = routeTableOf(world, subnet);
  return {
    name: subnet.name,
    cidr_block: subnet.cidr,
    availability_zone: subnet.zone,
    ...(table === undefined ? {} : { route_table_id: table }),
  };
};

function subnets(asked: Asked, account: Account): DataAnswer | undefined {
  const { world } = account;
  const found = subnetsOf(asked, account);
  if (asked.region === undefined || beyond(world, found, asked.text('subnet_id'), asked.text('vpc_id')))
    return undefined;
  const items = found.map((subnet) => ({
    ...subnetFields(world, subnet),
    subnet_id: subnet.id,
    vpc_id: subnet.vpc,
    available_ip_count: subnet.availableIps,
  }));
  return listed(
    'instance_list',
    found.map((subnet) => subnet.id),
    items,
  );
}

function subnet(asked: Asked, account: Account): DataAnswer | undefined {
  const found = subnetsOf(asked, account);
  const [first] = found;
  const [vpcId, id] = [asked.text('vpc_id'), asked.text('subnet_id')];
  if (first) return { attributes: { id: first.id, ...subnetFields(account.world, first) }, notes: [] };
  if (asked.region === undefined || beyond(account.world, found, id)) return undefined;
  return { error: `subnet vpc_id=${vpcId ?? ''}, subnet_id=${id ?? ''} not found` };
}

const groupsOf = (asked: Asked, { world }: Account) =>
  world.securityGroups.filter(
    (group) =>
      group.region === asked.region &&
      same(asked.text('security_group_id'), group.id) &&
      same(asked.text('name'), group.name),
  );

function securityGroups(asked: Asked, account: Account): DataAnswer | undefined {
  const found = groupsOf(asked, account);
  if (asked.region === undefined || beyond(account.world, found, asked.text('security_group_id')))
    return undefined;
  return listed(
    'security_groups',
    found.map((group) => group.id),
    found.map((group) => ({ security_group_id: group.id, name: group.name })),
  );
}

function securityGroup(asked: Asked, account: Account): DataAnswer | undefined {
  const [first] = groupsOf(asked, account);
  if (first)
    return { attributes: { id: first.id, security_group_id: first.id, name: first.name }, notes: [] };
  return account.world.closed && asked.region !== undefined
    ? { error: 'security group not found' }
    : undefined;
}

/** Every network has one table from the start; of others the world says nothing. */
function routeTables(asked: Asked, account: Account): DataAnswer | undefined {
  const { world } = account;
  const found = world.vpcs.filter(
    (each) =>
      each.region === asked.region &&
      each.routeTableId !== '' &&
      same(asked.text('vpc_id'), each.id) &&
      same(asked.text('route_table_id'), each.routeTableId),
  );
  if (asked.region === undefined || beyond(world, found, asked.text('vpc_id'), asked.text('route_table_id')))
    return undefined;
  const items = found.map((each) => ({
    route_table_id: each.routeTableId,
    vpc_id: each.id,
    is_default: true,
    subnet_ids: world.subnets.filter((one) => one.vpc === each.id).map((one) => one.id),
  }));
  return listed(
    'instance_list',
    found.map((each) => each.routeTableId),
    items,
  );
}

export const networks: readonly DataSource[] = [
  { type: 'tencentcloud_vpc_instances', owned: true, by: ['vpc_id', 'name', 'cidr_block'], answer: vpcs },
  { type: 'tencentcloud_vpc', owned: true, by: ['id', 'name'], answer: vpc },
  {
    type: 'tencentcloud_vpc_subnets',
    owned: true,
    by: ['subnet_id', 'vpc_id', 'name', 'availability_zone', 'cidr_block'],
    answer: subnets,
  },
  { type: 'tencentcloud_subnet', owned: true, by: ['subnet_id', 'vpc_id'], answer: subnet },
  {
    type: 'tencentcloud_security_groups',
    owned: true,
    by: ['security_group_id', 'name'],
    answer: securityGroups,
  },
  {
    type: 'tencentcloud_security_group',
    owned: true,
    by: ['security_group_id', 'name'],
    answer: securityGroup,
  },
  {
    type: 'tencentcloud_vpc_route_tables',
    owned: true,
    by: ['vpc_id', 'route_table_id', 'association_main'],
    answer: routeTables,
  },
];
