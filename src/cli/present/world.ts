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
      };
      say(
        io,
        tr(io, words.counts).replace(/\{(\w+)\}/g, (_, name: string) => String(counts[name])),
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
