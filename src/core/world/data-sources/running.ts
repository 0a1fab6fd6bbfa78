import type { Json, JsonObject } from '../../json.ts';
import { listed, same, within } from './ask.ts';
import type { Account, Asked, DataAnswer, DataSource } from './types.ts';

/** A list of what runs: the world has no section of its own for these, so it is what the install has made. */
interface Running {
  readonly type: string;
  /** Resource types whose instances are listed. */
  readonly of: readonly string[];
  readonly list: string;
  /** Argument that names one by its id, and the field of the list that holds it. */
  readonly id: string;
  /** Argument and field that hold the name, and the resource's argument. */
  readonly name: readonly [field: string, argument: string];
  /** Further fields of the list by the resource's attribute. */
  readonly fields: Readonly<Record<string, string>>;
}

const TABLE: readonly Running[] = [
  {
    type: 'tencentcloud_clb_instances',
    of: ['tencentcloud_clb_instance'],
    list: 'clb_list',
    id: 'clb_id',
    name: ['clb_name', 'clb_name'],
    fields: {
      network_type: 'network_type',
      vpc_id: 'vpc_id',
      subnet_id: 'subnet_id',
      clb_vips: 'clb_vips',
      domain: 'domain',
    },
  },
  {
    type: 'tencentcloud_kubernetes_clusters',
    of: ['tencentcloud_kubernetes_cluster'],
    list: 'list',
    id: 'cluster_id',
    name: ['cluster_name', 'cluster_name'],
    fields: {
      vpc_id: 'vpc_id',
      cluster_version: 'cluster_version',
      cluster_cidr: 'cluster_cidr',
      cluster_os: 'cluster_os',
    },
  },
  {
    type: 'tencentcloud_instances',
    of: ['tencentcloud_instance'],
    list: 'instance_list',
    id: 'instance_id',
    name: ['instance_name', 'instance_name'],
    fields: {
      availability_zone: 'availability_zone',
      instance_type: 'instance_type',
      image_id: 'image_id',
      vpc_id: 'vpc_id',
      subnet_id: 'subnet_id',
      private_ip: 'private_ip',
      public_ip: 'public_ip',
      cpu: 'cpu',
      memory: 'memory',
    },
  },
];

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

function answer(row: Running, asked: Asked, { world, made }: Account): DataAnswer | undefined {
  const [field, argument] = row.name;
  const rest = Object.keys(row.fields).filter((name) => asked.text(name) !== undefined);
  const found = made.filter(
    ({ type, region, attributes }) =>
      row.of.includes(type) &&
      region === asked.region &&
      same(asked.text(row.id), textOf(attributes.id)) &&
      within(asked.text(field), textOf(attributes[argument])) &&
      rest.every((name) => same(asked.text(name), textOf(attributes[row.fields[name] ?? name]))),
  );
  // What else runs in the account is known of a closed world only; the id of something made is answer enough.
  if (!world.closed && (asked.text(row.id) === undefined || found.length === 0)) return undefined;
  const items = found.map(({ attributes }): JsonObject => {
    const known = Object.entries(row.fields).filter(([, from]) => (attributes[from] ?? null) !== null);
    return {
      ...Object.fromEntries(known.map(([to, from]) => [to, attributes[from] ?? null])),
      [row.id]: textOf(attributes.id),
      [field]: textOf(attributes[argument]),
    };
  });
  return listed(
    row.list,
    found.map(({ attributes }) => textOf(attributes.id)),
    items,
  );
}

export const running: readonly DataSource[] = TABLE.map((row) => ({
  type: row.type,
  by: [row.id, row.name[0], ...Object.keys(row.fields)],
  answer: (asked, account) => answer(row, asked, account),
}));
