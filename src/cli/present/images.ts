import type { AliasesView, ImportView, TransferView } from '../../actions/index.ts';
import type { Platform } from '../../core/registry/types.ts';
import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { bytes, table } from '../table.ts';
import type { Presenters } from './presenter.ts';
import { fill, progress } from './progress.ts';

const words = {
  imported: text('Imported', '已导入'),
  exported: text('Wrote {file}: {reference}, {bytes}.', '已写入 {file}:{reference},共 {bytes}。'),
  absent: text('Not in the registry and left out:', '仓库中不存在,已略过:'),
  resumed: text('{bytes} were there from before.', '其中 {bytes} 此前已就绪。'),
  copied: text('Copied', '已复制'),
  counts: text(
    '{manifests} manifests, {blobs} blobs, {bytes}: {transferred} transferred, {skipped} there already.',
    '{manifests} 个清单,{blobs} 个数据块,共 {bytes}:传输 {transferred},已有 {skipped}。',
  ),
  wentOn: text('{bytes} of a stopped transfer were used.', '使用了中断传输的 {bytes}。'),
  referrers: text('{count} that refer to them.', '引用它们的内容 {count} 个。'),
  foreign: text('lives elsewhere and was not fetched', '位于其他地址,未下载'),
  notThere: text('is not at the source', '来源中不存在'),
  name: text('NAME', '名称'),
  id: text('ID', 'ID'),
  size: text('SIZE', '大小'),
  created: text('CREATED', '创建时间'),
  empty: text('The Docker engine at {address} has no images.', '{address} 的 Docker 引擎中没有镜像。'),
  loaded: text(
    'Loaded {reference} ({platform}) into {address}: {names}',
    '已将 {reference}({platform})加载到 {address}:{names}',
  ),
  leads: text('{image} is here as {reference}', '{image} 在本地为 {reference}'),
  nowhere: text('{image} has no local copy.', '{image} 没有本地副本。'),
  there: {
    image: text('is there', '存在'),
    repository: text('repository without this tag', '仓库存在,但没有该标签'),
    nothing: text('nothing', '无'),
  },
  how: text(
    'Bring it: drydock image pull {image}, or drydock image import FILE',
    '获取方式:drydock image pull {image},或 drydock image import 文件',
  ),
  host: text('HOST', '主机'),
  paths: text('LOCAL REPOSITORIES', '本地仓库'),
  kind: text('KIND', '类型'),
  builtIn: text('built in', '内置'),
  own: text('your own', '自定义'),
};

const platform = (each: Platform): string =>
  [each.os, each.architecture, each.variant].filter(Boolean).join('/');

const transfer = {
  events: progress,
  text(result: TransferView, io: Io): void {
    for (const { reference, digest } of result.images)
      say(io, `${tr(io, words.copied)} ${io.color.bold(visibleLine(reference))}  ${digest}`);
    const { bytes: all, transferred, skipped } = result;
    const data = { ...result, bytes: bytes(all), transferred: bytes(transferred), skipped: bytes(skipped) };
    say(io, fill(tr(io, words.counts), { ...data, images: result.images.length, findings: 0 }));
    if (result.resumed > 0) say(io, fill(tr(io, words.wentOn), { bytes: bytes(result.resumed) }));
    if (result.referrers > 0) say(io, fill(tr(io, words.referrers), { count: result.referrers }));
    for (const finding of result.findings) {
      const isForeign = finding.kind === 'foreign-layer';
      const where = isForeign ? `: ${finding.urls.map(visibleLine).join(', ')}` : '';
      const what = tr(io, isForeign ? words.foreign : words.notThere);
      say(io, `${io.color.yellow('!')} ${finding.digest} ${what}${where}`);
    }
  },
};

const imported = {
  events: progress,
  text({ images }: ImportView, io: Io): void {
    for (const { reference, digest, platforms } of images) {
      const name = `${tr(io, words.imported)} ${visibleLine(reference)}`;
      say(io, `${name}  ${digest}  ${platforms.map(platform).join(', ')}`);
    }
  },
};

const aliases = {
  text({ aliases: list }: AliasesView, io: Io): void {
    const columns = [words.host, words.paths, words.kind].map((title) => ({ title: tr(io, title) }));
    const rows = list.map(({ host, paths, builtIn }) => [
      host,
      paths.join('  '),
      tr(io, builtIn ? words.builtIn : words.own),
    ]);
    for (const line of table(columns, rows)) say(io, line);
  },
};

export const presenters = {
  'image.export': {
    events: progress,
    text(result, io) {
      const data = {
        file: visibleLine(result.file),
        reference: result.reference,
        bytes: bytes(result.bytes),
      };
      say(io, fill(tr(io, words.exported), data));
      if (result.resumed > 0) say(io, fill(tr(io, words.resumed), { bytes: bytes(result.resumed) }));
      if (result.missing.length === 0) return;
      say(io, tr(io, words.absent));
      for (const digest of result.missing) say(io, `  ${digest}`);
    },
  },
  'image.import': imported,
  'image.pull': transfer,
  'image.push': transfer,
  'image.docker.ls': {
    text({ address, images }, io) {
      if (images.length === 0) return say(io, fill(tr(io, words.empty), { address: visibleLine(address) }));
      const columns = [
        { title: tr(io, words.name) },
        { title: tr(io, words.id) },
        { title: tr(io, words.size), right: true },
        { title: tr(io, words.created) },
      ];
      const rows = images.flatMap(({ names, id, bytes: size, createdAt }) =>
        (names.length === 0 ? ['-'] : names).map((name) => [
          name,
          id.replace('sha256:', '').slice(0, 12),
          bytes(size),
          createdAt,
        ]),
      );
      for (const line of table(columns, rows)) say(io, line);
    },
  },
  'image.docker.import': imported,
  'image.docker.load': {
    events: progress,
    text(result, io) {
      const { reference, platform: one, address, loaded } = result;
      const names = loaded.join(', ') || result.digest;
      say(io, visibleLine(fill(tr(io, words.loaded), { reference, platform: one, address, names })));
    },
  },
  'image.resolve': {
    status: ({ found }) => (found ? 0 : 1),
    text(result, io) {
      const image = visibleLine(result.image);
      const { reference = '', digest = '', platforms = [] } = result;
      say(io, fill(tr(io, result.found ? words.leads : words.nowhere), { image, reference }));
      if (result.found)
        say(io, `${digest}  ${bytes(result.bytes ?? 0)}  ${platforms.map(platform).join(', ')}`);
      for (const { repository, there } of result.tried)
        say(
          io,
          `  ${there === 'image' ? '●' : '○'} ${visibleLine(repository)}  ${tr(io, words.there[there])}`,
        );
      if (result.pull !== undefined) say(io, result.pull);
      if (!result.found) say(io, fill(tr(io, words.how), { image }));
    },
  },
  'image.alias.ls': aliases,
  'image.alias.add': aliases,
  'image.alias.rm': aliases,
} satisfies Presenters;
