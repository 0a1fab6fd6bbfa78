import type { ActivityEvent, GcReasonView, LayerView, ReceiptView, UsageView } from '../../actions/index.ts';
import { blockChart, resample } from '../../client/index.ts';
import type { Platform } from '../../core/registry/types.ts';
import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { type Io, say, tr } from '../io.ts';
import { bytes, table } from '../table.ts';
import type { EventView, Presenters } from './presenter.ts';
import { fill, progress } from './progress.ts';

const words = {
  usage: text(
    '{repositories} repositories, {tags} tags, {manifests} manifests, {blobs} blobs, {bytes}',
    '{repositories} 个仓库,{tags} 个标签,{manifests} 个清单,{blobs} 个数据块,{bytes}',
  ),
  trash: text(
    '{bytes} more come free when the last collections cannot be undone any more.',
    '最近的回收无法再撤销时,还将释放 {bytes}。',
  ),
  now: text('now', '现在'),
  digest: text('DIGEST', '摘要'),
  size: text('SIZE', '大小'),
  kind: text('KIND', '类型'),
  count: text('COUNT', '数量'),
  reason: text('REASON', '原因'),
  removed: text(
    'Removed: {what}. A collection gives back {bytes}.',
    '已删除:{what}。垃圾回收后可释放 {bytes}。',
  ),
  wouldRemove: text(
    'Would remove: {what}. A collection would give back {bytes}.',
    '将删除:{what}。垃圾回收后可释放 {bytes}。',
  ),
  keeps: text(
    '{bytes} of it stay, because other images need them:',
    '其中 {bytes} 会保留,因为其他镜像仍需要:',
  ),
  holders: text('The image stays, held by: {what}', '镜像本身会保留,引用者:{what}'),
  nothing: text('Nothing to collect.', '没有可回收的内容。'),
  collected: text('Collected {count} items, {bytes}.', '已回收 {count} 项,共 {bytes}。'),
  wouldCollect: text(
    'Would collect {count} items, {bytes}. Nothing was changed; keep to it with --preview {preview}',
    '将回收 {count} 项,共 {bytes}。未做任何更改;用 --preview {preview} 可严格按此执行',
  ),
  stayed: text(
    '{count} items of the preview came into use meanwhile and stay.',
    '预览中的 {count} 项在此期间被使用,因此保留。',
  ),
  undoable: text(
    'Undo until {time}: drydock registry undo {receipt}',
    '{time} 之前可撤销:drydock registry undo {receipt}',
  ),
  undone: text('undone', '已撤销'),
  complete: text('complete', '已完成'),
  cancelled: text('cancelled', '已取消'),
  interrupted: text('interrupted', '已中断'),
  receipt: text('RECEIPT', '回执'),
  finished: text('FINISHED', '完成时间'),
  state: text('STATE', '状态'),
  items: text('ITEMS', '项数'),
  undo: text('UNDO UNTIL', '可撤销至'),
  noReceipts: text('No collection has run yet.', '尚未执行过垃圾回收。'),
  more: text('… and {more} more', '…… 另有 {more} 项'),
  pull: text('Pull', '拉取'),
  only: text('{bytes} only here', '仅此镜像占用 {bytes}'),
  also: text('also in {what}', '同时用于 {what}'),
  absent: text('not stored', '未存储'),
  missing: text('Not here: {what}', '本地没有:{what}'),
  annotations: text('Annotations', '注解'),
  referrers: text('Referrers', '关联清单'),
  about: text('About', '关联对象'),
  chart: text('Chart', 'Chart'),
  push: text('push', '推送'),
  pulls: text('pull', '拉取'),
  delete: text('delete', '删除'),
  failed: text('failed', '失败'),
  left: text('the client left', '客户端已断开'),
  mounted: text('mounted', '已挂载'),
  skipped: text(
    '… {pushes} pushes and {pulls} pulls more, {bytes}',
    '…… 另有 {pushes} 次推送和 {pulls} 次拉取,共 {bytes}',
  ),
  reasons: {
    untagged: text('no tag leads to it', '没有标签指向'),
    'dangling-referrer': text('what it is about is gone', '其关联对象已不存在'),
    'unreferenced-in-repository': text('nothing in the repository uses it', '仓库中没有内容使用'),
    unreferenced: text('nothing uses it', '没有内容使用'),
    'upload-expired': text('upload given up', '上传已放弃'),
  } as Readonly<Record<string, ReturnType<typeof text>>>,
  kinds: {
    manifest: text('manifests', '清单'),
    link: text('links', '引用'),
    blob: text('blobs', '数据块'),
    upload: text('uploads', '上传'),
  } as Readonly<Record<string, ReturnType<typeof text>>>,
};

const platform = (each: Platform): string =>
  [each.os, each.architecture, each.variant].filter(Boolean).join('/');

const word = (io: Io, from: Readonly<Record<string, ReturnType<typeof text>>>, key: string): string => {
  const known = from[key];
  return known ? tr(io, known) : key;
};

/** ISO time as `2026-11-20 18:42:07` in the reader's zone. */
const time = (iso: string): string => {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
};

function reasons(list: readonly GcReasonView[], io: Io): void {
  const columns = [
    { title: tr(io, words.kind) },
    { title: tr(io, words.reason) },
    { title: tr(io, words.count), right: true },
    { title: tr(io, words.size), right: true },
  ];
  const rows = list.map((each) => [
    word(io, words.kinds, each.kind),
    word(io, words.reasons, each.reason),
    String(each.count),
    bytes(each.bytes),
  ]);
  for (const line of table(columns, rows)) say(io, line);
}

const CHART_ROWS = 8;

/** Space over time in blocks, with what it means at the edges. */
function chart(history: NonNullable<UsageView['history']>, io: Io): void {
  const most = Math.max(1, ...history.map((point) => point.bytes));
  const top = bytes(most);
  const columns = Math.max(20, Math.min(io.width, 100) - top.length - 3);
  const values = resample(
    history.map((point) => ({ at: point.at, value: point.bytes })),
    columns,
  );
  const lines = blockChart(values, CHART_ROWS, most);
  for (const [row, line] of lines.entries()) {
    const label = row === 0 ? top : row === CHART_ROWS - 1 ? '0 B' : '';
    say(io, `${label.padStart(top.length)} ${row === 0 ? '┤' : '│'}${io.color.cyan(line)}`);
  }
  const from = time(history[0]?.at ?? '').slice(0, 16);
  const to = tr(io, words.now);
  const gap = Math.max(1, columns - from.length - to.length);
  say(io, `${' '.repeat(top.length)} └${'─'.repeat(columns)}`);
  say(io, io.color.dim(`${' '.repeat(top.length + 2)}${from}${' '.repeat(gap)}${to}`));
}

function shared(layer: LayerView, io: Io): string {
  if (!layer.stored) return `(${tr(io, words.absent)})`;
  const { images, more } = layer.sharedBy;
  if (images.length === 0) return '';
  const shown = images.slice(0, 3);
  const rest = images.length - shown.length + more;
  return `(${fill(tr(io, words.also), { what: shown.map(visibleLine).join(', ') + (rest > 0 ? ` +${rest}` : '') })})`;
}

const undoState = (receipt: ReceiptView, io: Io): string =>
  receipt.undoneAt !== undefined
    ? tr(io, words.undone)
    : receipt.undoable && receipt.undoUntil !== undefined
      ? time(receipt.undoUntil)
      : '-';

const marks = { push: '↑', pull: '↓', delete: '×' };

/** Transfers as lines; in a terminal those under way are drawn over at the bottom. */
function traffic(io: Io): EventView<ActivityEvent> {
  const active = new Map<number, string>();
  let isDrawn = false;
  const erase = (): void => {
    if (isDrawn) io.out.write('\r\x1b[2K');
    isDrawn = false;
  };
  const draw = (): void => {
    if (!io.tty || active.size === 0) return;
    io.out.write([...active.values()].join('  ').slice(0, io.width - 1));
    isDrawn = true;
  };
  return {
    show(event) {
      erase();
      if (event.type === 'skipped') {
        say(io, fill(tr(io, words.skipped), { ...event, bytes: bytes(event.bytes) }));
      } else if (event.type === 'finished' || event.type === 'failed') {
        active.delete(event.id);
        say(io, trafficLine(event, io));
      } else if (event.type === 'progress') {
        const share = event.total ? ` ${Math.floor((100 * event.bytes) / event.total)}%` : '';
        active.set(
          event.id,
          `${marks[event.kind]} ${visibleLine(event.repository)} ${bytes(event.bytes)}${share} ${bytes(event.rate)}/s`,
        );
      }
      draw();
    },
    end: erase,
  };
}

function trafficLine(event: Extract<ActivityEvent, { type: 'finished' | 'failed' }>, io: Io): string {
  const { color } = io;
  const verb = tr(io, event.kind === 'pull' ? words.pulls : words[event.kind]);
  const reference = visibleLine(event.reference);
  const isDigest = reference.includes(':');
  const name = `${visibleLine(event.repository)}${isDigest ? '@' : ':'}${isDigest ? reference.slice(0, 19) : reference}`;
  const outcome =
    event.type === 'failed'
      ? color.red(`${tr(io, words.failed)} ${event.status ?? tr(io, words.left)}`)
      : event.mounted
        ? tr(io, words.mounted)
        : `${bytes(event.bytes)}  ${bytes(event.rate)}/s`;
  const head = `${color.dim(time(event.at).slice(11))}  ${marks[event.kind]} ${verb.padEnd(6)} ${event.what.padEnd(8)}`;
  return `${head} ${color.bold(name)}  ${outcome}  ${color.dim(visibleLine(event.client))}`.trimEnd();
}

export const presenters = {
  'registry.show': {
    text(image, io) {
      const { color } = io;
      say(
        io,
        `${color.bold(visibleLine(image.reference))}  ${bytes(image.bytes)}  ${fill(tr(io, words.only), { bytes: bytes(image.uniqueBytes) })}`,
      );
      say(io, `${image.digest}  ${image.mediaType}`);
      if (image.artifactType !== undefined) say(io, visibleLine(image.artifactType));
      for (const { line } of image.commands) say(io, `${tr(io, words.pull)}: ${line}`);
      if (image.chart) {
        const { name, version, appVersion, description, dependencies } = image.chart;
        const app = appVersion === undefined ? '' : ` (${appVersion})`;
        say(
          io,
          `${tr(io, words.chart)}: ${visibleLine(`${name} ${version}${app}  ${description ?? ''}`).trimEnd()}`,
        );
        for (const each of dependencies) say(io, `  + ${visibleLine(`${each.name} ${each.version}`)}`);
      }
      if (image.subject !== undefined) say(io, `${tr(io, words.about)}: ${image.subject}`);
      for (const [name, value] of Object.entries(image.annotations))
        say(io, color.dim(`  ${visibleLine(`${name}=${value}`)}`));
      for (const manifest of image.manifests) {
        say(io);
        say(
          io,
          `${manifest.platform ? color.bold(platform(manifest.platform)) : '-'}  ${manifest.digest}  ${bytes(manifest.bytes)}`,
        );
        for (const layer of manifest.layers) {
          const what = visibleLine(layer.command ?? layer.title ?? '');
          say(
            io,
            `  ${layer.digest}  ${bytes(layer.bytes).padStart(10)}  ${what} ${color.dim(shared(layer, io))}`.trimEnd(),
          );
        }
      }
      if (image.missing.length > 0) say(io, fill(tr(io, words.missing), { what: image.missing.join(', ') }));
      if (image.referrers.length > 0) say(io, `\n${tr(io, words.referrers)}:`);
      for (const each of image.referrers)
        say(io, `  ${each.digest}  ${visibleLine(each.artifactType ?? '')}`.trimEnd());
    },
  },
  'registry.usage': {
    text(usage, io) {
      const { history, trashBytes, ...counts } = usage;
      if (history) chart(history, io);
      say(io, fill(tr(io, words.usage), { ...counts, bytes: bytes(counts.bytes) }));
      if (trashBytes > 0) say(io, fill(tr(io, words.trash), { bytes: bytes(trashBytes) }));
    },
  },
  'registry.rm': {
    text(result, io) {
      const what = result.removed.map(visibleLine).join(', ');
      const data = { what, bytes: bytes(result.reclaimable) };
      say(io, fill(tr(io, result.dryRun ? words.wouldRemove : words.removed), data));
      if (result.holders.length > 0)
        say(io, fill(tr(io, words.holders), { what: result.holders.map(visibleLine).join(', ') }));
      if (result.kept.length === 0) return;
      say(io, fill(tr(io, words.keeps), { bytes: bytes(result.keptBytes) }));
      for (const each of result.kept.slice(0, 10)) {
        const rest = each.images.length - 3 + each.more;
        const names = each.images.slice(0, 3).map(visibleLine).join(', ') + (rest > 0 ? ` +${rest}` : '');
        say(io, `  ${each.digest.slice(0, 19)}  ${bytes(each.bytes).padStart(10)}  ${names}`);
      }
      if (result.kept.length > 10)
        say(io, `  ${fill(tr(io, words.more), { more: result.kept.length - 10 })}`);
    },
  },
  'registry.gc': {
    events: progress,
    text(result, io) {
      if (result.count === 0) return say(io, tr(io, words.nothing));
      const shown = result.items.slice(0, SHOWN_ITEMS);
      const rows = shown.map((item) => [
        item.digest,
        word(io, words.reasons, item.reason),
        bytes(item.bytes),
      ]);
      for (const line of table(
        [
          { title: tr(io, words.digest) },
          { title: tr(io, words.reason) },
          { title: tr(io, words.size), right: true },
        ],
        rows,
      ))
        say(io, line);
      if (shown.length < result.count)
        say(io, fill(tr(io, words.more), { more: result.count - shown.length }));
      say(io);
      reasons(result.reasons, io);
      const skipped = result.skipped ?? 0;
      const data = { count: result.count - skipped, bytes: bytes(result.bytes), preview: result.preview };
      say(io, fill(tr(io, result.dryRun ? words.wouldCollect : words.collected), data));
      if (skipped > 0) say(io, fill(tr(io, words.stayed), { count: skipped }));
      if (result.receipt === undefined || result.undoUntil === undefined) return;
      say(io, fill(tr(io, words.undoable), { receipt: result.receipt, time: time(result.undoUntil) }));
    },
  },
  'registry.receipts': {
    text(list, io) {
      if (list.length === 0) return say(io, tr(io, words.noReceipts));
      const columns = [
        { title: tr(io, words.receipt), right: true },
        { title: tr(io, words.finished) },
        { title: tr(io, words.state) },
        { title: tr(io, words.items), right: true },
        { title: tr(io, words.size), right: true },
        { title: tr(io, words.undo) },
      ];
      const rows = list.map((each) => [
        each.receipt,
        time(each.finishedAt),
        tr(io, words[each.state]),
        String(each.removed),
        bytes(each.bytes),
        undoState(each, io),
      ]);
      for (const line of table(columns, rows)) say(io, line);
    },
  },
  'registry.receipt': {
    text(receipt, io) {
      say(io, `${time(receipt.finishedAt)}  ${tr(io, words[receipt.state])}  ${bytes(receipt.bytes)}`);
      reasons(receipt.reasons, io);
      say(io);
      for (const item of receipt.items.slice(0, SHOWN_ITEMS))
        say(io, `${item.digest}  ${bytes(item.bytes).padStart(10)}  ${word(io, words.reasons, item.reason)}`);
      const more = receipt.items.length + receipt.more - SHOWN_ITEMS;
      if (more > 0) say(io, fill(tr(io, words.more), { more }));
      if (receipt.undoable && receipt.undoUntil !== undefined)
        say(io, fill(tr(io, words.undoable), { receipt: receipt.receipt, time: time(receipt.undoUntil) }));
    },
  },
  'registry.pull': { text: (result, io) => say(io, result.line) },
  'registry.watch': { text: () => undefined, events: traffic },
} satisfies Presenters;

/** Lines of items before only their number is told; `--limit N --json` has more. */
const SHOWN_ITEMS = 200;
