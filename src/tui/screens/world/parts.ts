import type { World } from '../../contract.ts';
import { mark } from '../../draw/marks.ts';
import { dim, span } from '../../draw/span.ts';
import type { Cell } from '../../draw/table.ts';
import type { TextKey, Words } from '../../i18n/index.ts';
import { columnOf, facts, prose, tableBlock } from '../../parts/basics.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';
import { machineRows } from './machines.ts';
import { runningRows, type Shown } from './running.ts';

export interface WorldPart {
  readonly id: string;
  readonly title: TextKey;
  count(world: World): string;
}

const quotaNames = (world: World): readonly string[] => Object.keys(world.quotas).sort();

/** What a world consists of, in the order in which an install meets it. */
export const worldParts: readonly WorldPart[] = [
  { id: 'account', title: 'world.account', count: () => '' },
  { id: 'regions', title: 'world.regions', count: (world) => String(world.regions.length) },
  { id: 'networks', title: 'world.networks', count: (world) => String(world.vpcs.length) },
  { id: 'machines', title: 'world.machines', count: (world) => String(world.instanceTypes.length) },
  { id: 'instances', title: 'world.instances', count: (world) => String(world.instances.length) },
  { id: 'loadBalancers', title: 'world.loadBalancers', count: (world) => String(world.loadBalancers.length) },
  { id: 'clusters', title: 'world.clusters', count: (world) => String(world.clusters.length) },
  { id: 'databases', title: 'world.databases', count: (world) => String(world.databases.length) },
  { id: 'eips', title: 'world.eips', count: (world) => String(world.eips.length) },
  { id: 'natGateways', title: 'world.natGateways', count: (world) => String(world.natGateways.length) },
  { id: 'routeTables', title: 'world.routeTables', count: (world) => String(world.routeTables.length) },
  { id: 'fileSystems', title: 'world.fileSystems', count: (world) => String(world.fileSystems.length) },
  { id: 'disks', title: 'world.disks', count: (world) => String(world.disks.length) },
  { id: 'users', title: 'world.users', count: (world) => String(world.camUsers.length) },
  { id: 'userGroups', title: 'world.userGroups', count: (world) => String(world.camGroups.length) },
  { id: 'roles', title: 'world.roles', count: (world) => String(world.camRoles.length) },
  { id: 'images', title: 'world.images', count: (world) => String(world.images.length) },
  { id: 'groups', title: 'world.groups', count: (world) => String(world.securityGroups.length) },
  { id: 'certificates', title: 'world.certificates', count: (world) => String(world.certificates.length) },
  { id: 'domains', title: 'world.domains', count: (world) => String(world.domains.length) },
  { id: 'buckets', title: 'world.buckets', count: (world) => String(world.buckets.length) },
  { id: 'keyPairs', title: 'world.keyPairs', count: (world) => String(world.keyPairs.length) },
  { id: 'privateZones', title: 'world.privateZones', count: (world) => String(world.privateZones.length) },
  { id: 'policies', title: 'world.policies', count: (world) => String(world.policies.length) },
  { id: 'quotas', title: 'world.quotas', count: (world) => String(quotaNames(world).length) },
];

export function worldBlocks({ words }: Scene, world: World, id: string, width: number): readonly Block[] {
  const { t } = words;
  if (id === 'account') {
    return [
      facts(
        [
          [t('common.name'), world.name],
          [t('world.date'), world.date],
          ['UIN', world.account.uin],
          ['AppId', world.account.appId],
        ],
        width,
      ),
      { lines: [[]] },
      prose(t(world.closed ? 'world.closed' : 'world.open'), width),
    ];
  }
  const { columns, rows } = shown(words, world, id);
  return rows.length === 0 ? [prose(t('world.none'), width, 'dim')] : [tableBlock(columns, rows, width)];
}

function shown(words: Words, world: World, id: string): Shown {
  const { t } = words;
  const listed = runningRows(words, world, id);
  if (listed) return listed;
  const column = columnOf(words);
  switch (id) {
    case 'regions':
      return {
        columns: [
          column('world.region'),
          column('common.name'),
          column('world.regionId', { right: true }),
          column('world.zones', { grow: true }),
        ],
        rows: world.regions.map((each) => [
          each.id,
          each.name,
          each.regionId === null ? '-' : String(each.regionId),
          each.zones
            .map((zone) => (zone.soldOut ? `${zone.id} (${t('world.soldOut')})` : zone.id))
            .join(', '),
        ]),
      };
    case 'networks':
      return {
        columns: [
          column('common.id', { grow: true }),
          column('common.name', { grow: true, from: 90 }),
          column('world.where'),
          column('world.addresses', { from: 64 }),
          column('world.egress'),
        ],
        rows: world.vpcs.flatMap((vpc) => [
          [
            vpc.id,
            vpc.name,
            vpc.region,
            vpc.cidr,
            vpc.egress === 'nat'
              ? [mark('valid'), span(` ${t('world.egress.nat')}`)]
              : [mark('warning'), span(` ${t('world.egress.none')}`)],
          ],
          ...world.subnets
            .filter((subnet) => subnet.vpc === vpc.id)
            .map((subnet): readonly Cell[] => [
              `└ ${subnet.id}`,
              dim(subnet.name),
              dim(subnet.zone),
              dim(subnet.cidr),
              dim(t('world.free', { count: subnet.availableIps })),
            ]),
        ]),
      };
    case 'machines':
      return machineRows(words, world);
    case 'images':
      return {
        columns: [
          column('common.id'),
          column('common.name', { grow: true }),
          column('world.platform', { from: 70 }),
          column('world.arch'),
          column('world.where', { from: 60 }),
        ],
        rows: world.images.map((each) => [
          each.id,
          each.name,
          each.platform,
          each.arch,
          each.region ?? t('world.everywhere'),
        ]),
      };
    case 'groups':
      return {
        columns: [column('common.id'), column('common.name', { grow: true }), column('world.region')],
        rows: world.securityGroups.map((each) => [each.id, each.name, each.region]),
      };
    case 'certificates':
      return {
        columns: [column('common.id'), column('world.domains', { grow: true }), column('common.state')],
        rows: world.certificates.map((each) => [
          each.id,
          each.domains.join(', '),
          each.expires < world.date
            ? [mark('failed'), span(` ${t('world.expired', { date: each.expires })}`)]
            : [mark('valid'), span(` ${t('world.expires', { date: each.expires })}`)],
        ]),
      };
    case 'domains':
      return {
        columns: [column('world.domains', { grow: true })],
        rows: world.domains.map((each) => [each]),
      };
    case 'buckets':
      return {
        columns: [column('common.name', { grow: true }), column('world.region')],
        rows: world.buckets.map((each) => [`${each.name}-${each.appId}`, each.region]),
      };
    case 'keyPairs':
      return {
        columns: [column('common.id'), column('common.name', { grow: true })],
        rows: world.keyPairs.map((each) => [each.id, each.name]),
      };
    case 'privateZones':
      return {
        columns: [column('common.id'), column('world.domains', { grow: true }), column('world.networks')],
        rows: world.privateZones.map((each) => [each.id, each.domain, each.vpcs.join(', ')]),
      };
    case 'policies':
      return {
        columns: [column('world.policies', { grow: true })],
        rows: world.policies.map((each) => [each]),
      };
    default:
      return {
        columns: [
          column('world.quota', { grow: true }),
          column('world.used', { right: true }),
          column('world.limit', { right: true }),
        ],
        rows: quotaNames(world).map((name) => [
          name,
          String(world.quotas[name]?.used ?? 0),
          String(world.quotas[name]?.limit ?? 0),
        ]),
      };
  }
}
