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

/** What the rows of all running things begin with. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** A row a thing: its id, its name, the region or zone that it stands in, and what else there is to say of it. */
const placedRows = <Where extends string, Thing extends Named & Readonly<Record<Where, string>>>(
  things: readonly Thing[],
  where: Where,
  factsOf: (thing: Thing) => readonly string[],
): readonly (readonly Cell[])[] =>
  things.map((each) => [each.id, each.name, each[where], line(...factsOf(each))]);

function rowsOf({ t }: Words, world: World, id: string): readonly (readonly Cell[])[] | undefined {
  switch (id) {
    case 'instances':
      return placedRows(world.instances, 'zone', (each) => [each.type, each.privateIp]);
    case 'loadBalancers':
      return placedRows(world.loadBalancers, 'region', (each) => [each.networkType, each.vips.join(', ')]);
    case 'clusters':
      return placedRows(world.clusters, 'region', (each) => [
        each.version,
        t('world.pools', { count: each.nodePools.length }),
      ]);
    case 'databases':
      return placedRows(world.databases, 'zone', (each) => [`${each.engine} ${each.version}`, each.ip]);
    case 'eips':
      return placedRows(world.eips, 'region', (each) => [each.ip, each.boundTo]);
    case 'natGateways':
      return placedRows(world.natGateways, 'region', (each) => [each.vpc, each.eips.join(', ')]);
    case 'routeTables':
      return placedRows(world.routeTables, 'region', (each) => [
        each.vpc,
        each.routes.map((route) => `${route.cidr} → ${route.nextHub}`).join(', '),
      ]);
    case 'fileSystems':
      return placedRows(world.fileSystems, 'zone', (each) => [each.protocol, each.ip]);
    case 'disks':
      return placedRows(world.disks, 'zone', (each) => [each.type, `${each.size} GiB`, each.instance]);
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
