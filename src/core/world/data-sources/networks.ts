import type { Subnet, Tags, Vpc, World } from '../types.ts';
import { isUnset, listed, same, within } from './ask.ts';
import { hasTags, plainTags } from './lister.ts';
import type { Account, Asked, DataAnswer, DataSource } from './types.ts';

/** True when an id was asked for that an open world does not list: the account may well have it. */
const beyond = (world: World, found: readonly unknown[], ...ids: readonly (string | undefined)[]): boolean =>
  !world.closed && found.length === 0 && ids.some((id) => id !== undefined);

/** Tags count like ids: who asks for them knows of something that has them. */
const tagsAsked = (asked: Asked): string | undefined =>
  asked.text('tag_key') ?? (isUnset(asked.args.tags) ? undefined : 'tags');

/** `tags` must all be there, and `tag_key` with any value. */
function tagged(asked: Asked, tags: Tags = {}): boolean {
  const key = asked.text('tag_key');
  return hasTags(tags, asked.args.tags) && (key === undefined || Object.hasOwn(tags, key));
}

function vpcsOf(asked: Asked, { world }: Account, id: string | undefined): readonly Vpc[] {
  return world.vpcs.filter(
    (vpc) =>
      vpc.region === asked.region &&
      same(id, vpc.id) &&
      within(asked.text('name'), vpc.name) &&
      same(asked.text('cidr_block'), vpc.cidr) &&
      tagged(asked, vpc.tags),
  );
}

function vpcs(asked: Asked, account: Account): DataAnswer | undefined {
  const { world } = account;
  const found = vpcsOf(asked, account, asked.text('vpc_id'));
  if (asked.region === undefined || beyond(world, found, asked.text('vpc_id'), tagsAsked(asked)))
    return undefined;
  const items = found.map((vpc) => ({
    vpc_id: vpc.id,
    name: vpc.name,
    cidr_block: vpc.cidr,
    subnet_ids: world.subnets.filter((subnet) => subnet.vpc === vpc.id).map((subnet) => subnet.id),
    ...(vpc.tags ? { tags: plainTags(vpc.tags) } : {}),
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
      within(asked.text('name'), subnet.name) &&
      tagged(asked, subnet.tags),
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
  if (
    asked.region === undefined ||
    beyond(world, found, asked.text('subnet_id'), asked.text('vpc_id'), tagsAsked(asked))
  )
    return undefined;
  const items = found.map((subnet) => ({
    ...subnetFields(world, subnet),
    subnet_id: subnet.id,
    vpc_id: subnet.vpc,
    available_ip_count: subnet.availableIps,
    ...(subnet.tags ? { tags: plainTags(subnet.tags) } : {}),
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
      same(asked.text('name'), group.name) &&
      tagged(asked, group.tags),
  );

function securityGroups(asked: Asked, account: Account): DataAnswer | undefined {
  const found = groupsOf(asked, account);
  if (
    asked.region === undefined ||
    beyond(account.world, found, asked.text('security_group_id'), tagsAsked(asked))
  )
    return undefined;
  return listed(
    'security_groups',
    found.map((group) => group.id),
    found.map((group) => ({
      security_group_id: group.id,
      name: group.name,
      ...(group.tags ? { tags: plainTags(group.tags) } : {}),
    })),
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

export const networks: readonly DataSource[] = [
  {
    type: 'tencentcloud_vpc_instances',
    owned: true,
    by: ['vpc_id', 'name', 'cidr_block', 'tags', 'tag_key'],
    answer: vpcs,
  },
  { type: 'tencentcloud_vpc', owned: true, by: ['id', 'name'], answer: vpc },
  {
    type: 'tencentcloud_vpc_subnets',
    owned: true,
    by: ['subnet_id', 'vpc_id', 'name', 'availability_zone', 'cidr_block', 'tags', 'tag_key'],
    answer: subnets,
  },
  { type: 'tencentcloud_subnet', owned: true, by: ['subnet_id', 'vpc_id'], answer: subnet },
  {
    type: 'tencentcloud_security_groups',
    owned: true,
    by: ['security_group_id', 'name', 'tags'],
    answer: securityGroups,
  },
  {
    type: 'tencentcloud_security_group',
    owned: true,
    by: ['security_group_id', 'name'],
    answer: securityGroup,
  },
];
