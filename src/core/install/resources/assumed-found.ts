import type { JsonObject } from '../../json.ts';
import type { ElementCounts } from '../../terraform/index.ts';
import type { Region, World } from '../../world/types.ts';

/** What a made-up result is made from: a resource in the making, or a data source that is only planned. */
export interface Asker {
  readonly planned: { readonly mode: 'managed' | 'data' };
  readonly args: JsonObject;
  readonly region: string;
  /** Virtual time as ISO text. */
  readonly now: string;
  readonly view: { readonly closed: boolean; readonly world: World; region(id: string): Region | undefined };
  elementsOf(list: string): number | undefined;
}

/** Who asks while planning, before there is anything but the world. */
export const planningAsker = (
  world: World,
  { args, region, elements }: { args: JsonObject; region: string; elements: ElementCounts },
): Asker => ({
  planned: { mode: 'data' },
  args,
  region,
  now: '',
  view: {
    closed: world.closed === true,
    world,
    region: (id) => world.regions.find((each) => each.id === id),
  },
  elementsOf: (list) => elements.get(list),
});

/** An address that is kept for documents (RFC 5737): what is made up must not look real. */
const NOBODYS_ADDRESS = '192.0.2.1';

const PREFIXES: Readonly<Record<string, string>> = {
  image_id: 'img',
  vpc_id: 'vpc',
  subnet_id: 'subnet',
  security_group_id: 'sg',
  instance_id: 'ins',
  key_id: 'skey',
  clb_id: 'lb',
  cluster_id: 'cls',
};

export const prefixOf = (name: string): string | undefined => PREFIXES[name];

/**
 * What stands for something that a data source found and nobody knows. What was asked for is what was found; a place is
 * in the provider's region. An id of an open world shows that it is assumed, as every id does that such a world does not
 * list; a closed world has no others than those it lists, so that it is the first of them that fits.
 */
export function foundText(name: string, subject: Asker): string {
  const asked = subject.args[name];
  if (typeof asked === 'string' && asked !== '') return asked;
  if (/(^|_)(ip|vip|address|host)$/.test(name)) return NOBODYS_ADDRESS;
  if (/(^|_)id$/.test(name)) {
    const listed = subject.view.closed ? firstListed(name, subject) : undefined;
    return listed ?? `${PREFIXES[name] ?? 'id'}-assumed`;
  }
  if (/domain$/.test(name)) return 'assumed.example.net';
  if (/(url|endpoint)$/.test(name)) return 'https://assumed.example.net';
  if (name === 'region') return subject.region;
  return name === 'availability_zone' || name === 'zone' ? openZone(subject) : '';
}

/** The first zone of the provider's region that still sells. */
function openZone({ region, view }: Asker): string {
  const zones = view.region(region)?.zones ?? [];
  return (zones.find((each) => !each.soldOut) ?? zones[0])?.id ?? '';
}

const askedText = ({ args }: Asker, name: string): string | undefined => {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The first thing of a closed world that an id can name, in the region and with what else was asked for. */
function firstListed(name: string, subject: Asker): string | undefined {
  const { world } = subject.view;
  const { region } = subject;
  const here = (each: { readonly region?: string }): boolean =>
    each.region === undefined || each.region === region;
  switch (name) {
    case 'image_id':
      return image(world, region, askedText(subject, 'instance_type'));
    case 'vpc_id':
      return world.vpcs.find(here)?.id;
    case 'subnet_id':
      return subnet(world, region, askedText(subject, 'vpc_id'), askedText(subject, 'availability_zone'));
    case 'security_group_id':
      return world.securityGroups.find(here)?.id;
    case 'instance_id':
      return world.instances.find(here)?.id;
    case 'clb_id':
      return world.loadBalancers.find(here)?.id;
    case 'cluster_id':
      return world.clusters.find(here)?.id;
    case 'key_id':
      return world.keyPairs[0]?.id;
    default:
      return undefined;
  }
}

function image(world: World, region: string, machine: string | undefined): string | undefined {
  const arch = world.instanceTypes.find((each) => each.type === machine)?.arch;
  return world.images.find(
    (each) =>
      (each.region === undefined || each.region === region) && (arch === undefined || each.arch === arch),
  )?.id;
}

function subnet(world: World, region: string, vpc?: string, zone?: string): string | undefined {
  const vpcs = world.vpcs.filter((each) => each.region === region).map((each) => each.id);
  const wanted = vpc === undefined ? vpcs : vpcs.filter((each) => each === vpc);
  return world.subnets.find((each) => wanted.includes(each.vpc) && (zone === undefined || each.zone === zone))
    ?.id;
}
