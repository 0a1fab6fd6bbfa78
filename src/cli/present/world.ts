import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { say, tr } from '../io.ts';
import { table } from '../table.ts';
import type { Presenters } from './presenter.ts';

const words = {
  network: text('NETWORK', '网络'),
  region: text('REGION', '地域'),
  egress: text('EGRESS', '出网'),
  subnets: text('SUBNETS', '子网'),
  counts: text(
    '{regions} regions, {types} machine types, {images} images, {certificates} certificates, {buckets} buckets, {keys} key pairs',
    '{regions} 个地域,{types} 种机型,{images} 个镜像,{certificates} 个证书,{buckets} 个存储桶,{keys} 个密钥对',
  ),
  running: text(
    '{instances} instances, {balancers} load balancers, {clusters} clusters, {databases} databases, {eips} public addresses, {nats} NAT gateways, {files} file systems, {disks} disks',
    '{instances} 台云服务器,{balancers} 个负载均衡,{clusters} 个集群,{databases} 个数据库,{eips} 个弹性公网 IP,{nats} 个 NAT 网关,{files} 个文件系统,{disks} 块云硬盘',
  ),
  people: text(
    '{users} users, {groups} groups, {roles} roles, {policies} policies',
    '{users} 个用户,{groups} 个用户组,{roles} 个角色,{policies} 个策略',
  ),
};

export const presenters = {
  'world.show': {
    text(world, io) {
      say(io, io.color.bold(visibleLine(world.name)));
      const counts: Readonly<Record<string, number>> = {
        regions: world.regions.length,
        types: world.instanceTypes.length,
        images: world.images.length,
        certificates: world.certificates.length,
        buckets: world.buckets.length,
        keys: world.keyPairs.length,
        instances: world.instances.length,
        balancers: world.loadBalancers.length,
        clusters: world.clusters.length,
        databases: world.databases.length,
        eips: world.eips.length,
        nats: world.natGateways.length,
        files: world.fileSystems.length,
        disks: world.disks.length,
        users: world.camUsers.length,
        groups: world.camGroups.length,
        roles: world.camRoles.length,
        policies: world.policies.length,
      };
      for (const line of [words.counts, words.running, words.people])
        say(
          io,
          tr(io, line).replace(/\{(\w+)\}/g, (_, name: string) => String(counts[name])),
        );
      say(io);
      const rows = world.vpcs.map((vpc) => [
        `${vpc.id} ${vpc.name}`,
        vpc.region,
        vpc.egress,
        world.subnets
          .filter((subnet) => subnet.vpc === vpc.id)
          .map((subnet) => subnet.id)
          .join(', '),
      ]);
      const columns = [words.network, words.region, words.egress, words.subnets].map((title) => ({
        title: tr(io, title),
      }));
      for (const line of table(columns, rows)) say(io, line);
    },
  },
} satisfies Presenters;
