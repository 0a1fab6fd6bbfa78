import type { Platform } from '../../core/registry/types.ts';
import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { say, tr } from '../io.ts';
import { bytes, table } from '../table.ts';
import type { Presenters } from './presenter.ts';
import { fill, progress } from './progress.ts';
import { presenters as people } from './registry-people.ts';

const words = {
  none: text(
    'The registry is empty. `drydock image import FILE` or a push fills it.',
    '仓库为空。可用 `drydock image import FILE` 或推送镜像。',
  ),
  repository: text('REPOSITORY', '仓库'),
  tags: text('TAGS', '标签数'),
  size: text('SIZE', '大小'),
  tag: text('TAG', '标签'),
  digest: text('DIGEST', '摘要'),
  platforms: text('PLATFORMS', '平台'),
  empty: text('empty', '空'),
  untagged: text('untagged', '无标签'),
  noTags: text('No tags.', '没有标签。'),
  undone: text(
    'Brought back {manifests} manifests and {blobs} blobs, {bytes}. Tag what you want to keep.',
    '已恢复 {manifests} 个清单和 {blobs} 个数据块,共 {bytes}。请为需要保留的内容打上标签。',
  ),
  checked: text(
    'Checked {blobs} blobs and {manifests} manifests, {bytes}.',
    '已校验 {blobs} 个数据块和 {manifests} 个清单,共 {bytes}。',
  ),
  earlier: text('Pulls met this before:', '此前拉取时发现:'),
  pushAgain: text(
    'Everything else is what its digest says. Push these images again.',
    '其余内容均与其摘要一致。请重新推送这些镜像。',
  ),
  whole: text('Everything is what its digest says.', '所有内容均与其摘要一致。'),
  problem: {
    damaged: text('damaged', '已损坏'),
    missing: text('missing', '已丢失'),
  },
  unused: text('not used by an image', '没有镜像使用'),
  mend: text(
    'Push these images again after `drydock registry fsck --repair`.',
    '运行 `drydock registry fsck --repair` 后重新推送这些镜像。',
  ),
  mended: text(
    'Damaged files are in quarantine/. Push these images again.',
    '损坏的文件已移入 quarantine/,请重新推送这些镜像。',
  ),
  unknown: text('The registry does not have it.', '仓库中没有该内容。'),
  free: text('Nothing keeps it: the next collection takes it.', '没有任何内容引用它,下次垃圾回收将删除。'),
  roots: {
    tag: text('a tag leads to it', '有标签指向它'),
    young: text('pushed or untagged within the last hour', '一小时内推送或取消标签'),
    pending: text('pushed within a day, its manifest may still come', '一天内推送,清单可能尚未到达'),
    'in-use': text('in use at this moment', '正在使用'),
  },
  more: text('… and {more} more', '…… 另有 {more} 条'),
  restored: text(
    'Restored {blobs} blobs ({bytes}), {manifests} manifests, {tags} tags.',
    '已恢复 {blobs} 个数据块({bytes})、{manifests} 个清单、{tags} 个标签。',
  ),
  restoredInto: text('Use it with `drydock --home {dir} up`.', '使用 `drydock --home {dir} up` 启动。'),
  keptTags: text(
    'These tags name something else here and stayed; --replace moves them back:',
    '以下标签现已指向其他内容,保持不变;使用 --replace 可移回:',
  ),
  unusable: text(
    'The backup does not have this content whole; it was left out:',
    '备份中的以下内容不完整,已跳过:',
  ),
  saved: text(
    'Backed up {blobs} blobs, {bytes}. Use it with --home {dir}',
    '已备份 {blobs} 个数据块,共 {bytes}。使用方式:--home {dir}',
  ),
  absent: text('Not in the registry and left out:', '仓库中不存在,已略过:'),
};

const platform = (each: Platform): string =>
  [each.os, each.architecture, each.variant].filter(Boolean).join('/');

export const presenters = {
  ...people,
  'registry.ls': {
    text(list, io) {
      if (list.length === 0) return say(io, tr(io, words.none));
      const columns = [
        { title: tr(io, words.repository) },
        { title: tr(io, words.tags), right: true },
        { title: tr(io, words.size), right: true },
      ];
      for (const line of table(
        columns,
        list.map((each) => [
          each.name,
          each.tags > 0 ? String(each.tags) : tr(io, each.manifests > 0 ? words.untagged : words.empty),
          bytes(each.bytes),
        ]),
      ))
        say(io, line);
    },
  },
  'registry.tags': {
    text(list, io) {
      if (list.length === 0) return say(io, tr(io, words.noTags));
      const columns = [
        { title: tr(io, words.tag) },
        { title: tr(io, words.digest) },
        { title: tr(io, words.size), right: true },
        { title: tr(io, words.platforms) },
      ];
      const rows = list.map((each) => [
        each.tag,
        each.digest,
        bytes(each.bytes),
        each.platforms.map(platform).join(', '),
      ]);
      for (const line of table(columns, rows)) say(io, line);
    },
  },
  'registry.undo': {
    text: (result, io) => say(io, fill(tr(io, words.undone), { ...result, bytes: bytes(result.bytes) })),
  },
  'registry.fsck': {
    events: progress,
    status: (result) => (result.damaged.length + result.earlier.length > 0 ? 1 : 0),
    text(result, io) {
      for (const { digest, problem, usedBy } of result.damaged) {
        const users = usedBy.map(visibleLine).join(', ') || tr(io, words.unused);
        say(io, `${io.color.red(tr(io, words.problem[problem]))}  ${digest}  ${users}`);
      }
      if (result.earlier.length > 0) say(io, io.color.bold(tr(io, words.earlier)));
      for (const { digest, problem, usedBy, foundAt } of result.earlier) {
        const users = usedBy.map(visibleLine).join(', ') || tr(io, words.unused);
        say(io, `${foundAt}  ${tr(io, words.problem[problem])}  ${digest}  ${users}`);
      }
      const { blobs, manifests } = result;
      say(io, fill(tr(io, words.checked), { blobs, manifests, bytes: bytes(result.bytes) }));
      if (result.damaged.length === 0)
        return result.earlier.length > 0 ? say(io, tr(io, words.pushAgain)) : say(io, tr(io, words.whole));
      say(io, tr(io, result.repaired ? words.mended : words.mend));
    },
  },
  'registry.why': {
    text(result, io) {
      if (result.kind === 'unknown') return say(io, tr(io, words.unknown));
      if (result.paths.length === 0) return say(io, tr(io, words.free));
      for (const { root, steps } of result.paths) {
        say(io, io.color.bold(tr(io, words.roots[root])));
        for (const [depth, step] of steps.entries())
          say(io, `${'  '.repeat(depth + 1)}${step.kind}  ${visibleLine(step.name)}`);
      }
      if (result.more > 0) say(io, fill(tr(io, words.more), { more: result.more }));
    },
  },
  'registry.restore': {
    events: progress,
    status: (result) => (result.unusable.length > 0 ? 1 : 0),
    text(result, io) {
      const { blobs, manifests, tags, into } = result;
      const data = { blobs, manifests, tags, bytes: bytes(result.bytes) };
      say(io, fill(tr(io, words.restored), data));
      if (into !== undefined) say(io, fill(tr(io, words.restoredInto), { dir: visibleLine(into) }));
      if (result.kept.length > 0) {
        say(io, tr(io, words.keptTags));
        for (const tag of result.kept) say(io, `  ${visibleLine(tag)}`);
      }
      if (result.unusable.length === 0) return;
      say(io, tr(io, words.unusable));
      for (const { digest, problem } of result.unusable)
        say(io, `  ${io.color.red(tr(io, words.problem[problem]))}  ${digest}`);
    },
  },
  'registry.backup': {
    events: progress,
    status: (result) => (result.missing.length > 0 ? 1 : 0),
    text(result, io) {
      const data = { dir: visibleLine(result.dir), blobs: result.blobs, bytes: bytes(result.bytes) };
      say(io, fill(tr(io, words.saved), data));
      if (result.missing.length === 0) return;
      say(io, tr(io, words.absent));
      for (const digest of result.missing) say(io, `  ${digest}`);
    },
  },
} satisfies Presenters;
