import type { World } from '../../contract.ts';
import type { Cell, Column } from '../../draw/table.ts';
import type { Words } from '../../i18n/index.ts';
import { columnOf } from '../../parts/basics.ts';

/** A table of one part of the world. */
export interface Shown {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const line = (...parts: readonly string[]): string => parts.filter((each) => each !== '').join(' · ');

const PEOPLE = ['users', 'userGroups', 'roles'];

/** The rows of what runs in the account and of who may do what in it; undefined for other parts. */
export function runningRows(words: Words, world: World, id: string): Shown | undefined {
  const rows = rowsOf(words, world, id);
  if (!rows) return undefined;
  const column = columnOf(words);
  return {
    columns: [
      column('common.id', { grow: true }),
      column('common.name', { grow: true, from: 60 }),
      column(PEOPLE.includes(id) ? 'world.remark' : 'world.where', { from: 80 }),
      column(PEOPLE.includes(id) ? 'world.policies' : 'world.facts', { grow: true }),
    ],
    rows,
  };
}

function rowsOf({ t }: Words, world: World, id: string): readonly (readonly Cell[])[] | undefined {
  switch (id) {
    case 'instances':
      return world.instances.map((each) => [each.id, each.name, each.zone, line(each.type, each.privateIp)]);
    case 'loadBalancers':
      return world.loadBalancers.map((each) => [
        each.id,
        each.name,
        each.region,
        line(each.networkType, each.vips.join(', ')),
      ]);
    case 'clusters':
      return world.clusters.map((each) => [
        each.id,
        each.name,
        each.region,
        line(each.version, t('world.pools', { count: each.nodePools.length })),
      ]);
    case 'databases':
      return world.databases.map((each) => [
        each.id,
        each.name,
        each.zone,
        line(`${each.engine} ${each.version}`, each.ip),
      ]);
    case 'eips':
      return world.eips.map((each) => [each.id, each.name, each.region, line(each.ip, each.boundTo)]);
    case 'natGateways':
      return world.natGateways.map((each) => [
        each.id,
        each.name,
        each.region,
        line(each.vpc, each.eips.join(', ')),
      ]);
    case 'routeTables':
      return world.routeTables.map((each) => [
        each.id,
        each.name,
        each.region,
        line(each.vpc, each.routes.map((route) => `${route.cidr} → ${route.nextHub}`).join(', ')),
      ]);
    case 'fileSystems':
      return world.fileSystems.map((each) => [each.id, each.name, each.zone, line(each.protocol, each.ip)]);
    case 'disks':
      return world.disks.map((each) => [
        each.id,
        each.name,
        each.zone,
        line(each.type, `${each.size} GiB`, each.instance),
      ]);
    default:
      return peopleRows(world, id);
  }
}

function peopleRows(world: World, id: string): readonly (readonly Cell[])[] | undefined {
  switch (id) {
    case 'users':
      return world.camUsers.map((each) => [
        String(each.uin),
        each.name,
        each.remark,
        [...each.groups, ...each.policies].join(', '),
      ]);
    case 'userGroups':
      return world.camGroups.map((each) => [each.id, each.name, each.remark, each.policies.join(', ')]);
    case 'roles':
      return world.camRoles.map((each) => [each.id, each.name, each.description, each.policies.join(', ')]);
    default:
      return undefined;
  }
}
