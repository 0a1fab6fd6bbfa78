import type { World } from '../../contract.ts';
import { type Translate, useText } from '../../i18n/index.ts';
import { Lists, type NamedList } from './lists.tsx';
import type { WorldProps } from './regions.tsx';

const line = (...parts: readonly string[]): string => parts.filter((each) => each !== '').join(' · ');

/** What runs in the account: machines, load balancers, clusters, databases, gateways and storage. */
export function Running({ world }: WorldProps) {
  const { t } = useText();
  return <Lists parts={runningLists(world, t)} />;
}

/** How many things `Running` lists. */
export const runningCount = (world: World, t: Translate): number =>
  runningLists(world, t).reduce((sum, [, things]) => sum + things.length, 0);

const runningLists = (world: World, t: Translate): readonly NamedList[] => [
  [
    t('world.instances'),
    world.instances.map(({ id, name, type, zone, privateIp }) => ({
      id,
      name,
      note: line(type, zone, privateIp),
    })),
  ],
  [
    t('world.loadBalancers'),
    world.loadBalancers.map(({ id, name, networkType, region, vips }) => ({
      id,
      name,
      note: line(networkType, region, vips.join(', ')),
    })),
  ],
  [
    t('world.clusters'),
    world.clusters.map(({ id, name, version, region, nodePools }) => ({
      id,
      name,
      note: line(version, region, t('world.pools', { count: nodePools.length })),
    })),
  ],
  [
    t('world.databases'),
    world.databases.map(({ id, name, engine, version, zone }) => ({
      id,
      name,
      note: line(`${engine} ${version}`, zone),
    })),
  ],
  [
    t('world.eips'),
    world.eips.map(({ id, name, ip, region, boundTo }) => ({
      id,
      name,
      note: line(ip, region, boundTo),
    })),
  ],
  [
    t('world.natGateways'),
    world.natGateways.map(({ id, name, vpc, eips }) => ({
      id,
      name,
      note: line(vpc, eips.join(', ')),
    })),
  ],
  [
    t('world.routeTables'),
    world.routeTables.map(({ id, name, vpc, routes }) => ({
      id,
      name,
      note: line(vpc, routes.map((each) => `${each.cidr} → ${each.nextHub}`).join(', ')),
    })),
  ],
  [
    t('world.fileSystems'),
    world.fileSystems.map(({ id, name, protocol, zone, ip }) => ({
      id,
      name,
      note: line(protocol, zone, ip),
    })),
  ],
  [
    t('world.disks'),
    world.disks.map(({ id, name, type, size, zone, instance }) => ({
      id,
      name,
      note: line(type, `${size} GiB`, zone, instance),
    })),
  ],
];

/** Who may do what: users, groups, roles and policies. */
export function People({ world }: WorldProps) {
  const { t } = useText();
  const described = new Map(world.camPolicies.map((each) => [each.name, each]));
  return (
    <Lists
      parts={[
        [
          t('world.users'),
          world.camUsers.map(({ name, uin, remark, groups, policies }) => ({
            id: String(uin),
            name,
            note: line(remark, [...groups, ...policies].join(', ')),
          })),
        ],
        [
          t('world.userGroups'),
          world.camGroups.map(({ name, id, remark, policies }) => ({
            id,
            name,
            note: line(remark, policies.join(', ')),
          })),
        ],
        [
          t('world.roles'),
          world.camRoles.map(({ name, id, description, policies }) => ({
            id,
            name,
            note: line(description, policies.join(', ')),
          })),
        ],
        [
          t('world.policies'),
          world.policies.map((name) => {
            const { id = name, description = '' } = described.get(name) ?? {};
            return { id, name, note: description };
          }),
        ],
      ]}
    />
  );
}
