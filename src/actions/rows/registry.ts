import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import type { BackupView, FsckView, GcView, ProgressEvent, RestoreView } from '../views.ts';

const repository = field(z.string().min(1).max(255), {
  help: text('Repository', '仓库'),
  placeholder: 'REPOSITORY',
});
const reference = field(z.string().min(1).max(600), {
  help: text('repository:tag or repository@sha256:…', 'repository:tag 或 repository@sha256:…'),
  placeholder: 'REFERENCE',
});
const dryRun = field(z.boolean().default(false), {
  help: text('Show what it would do and change nothing', '只显示将要执行的操作,不做更改'),
  unasked: true,
});
const preview = field(
  z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  {
    help: text(
      'Do exactly what this preview showed; refused when the registry changed since',
      '严格执行该预览所示内容;若仓库已变化则拒绝',
    ),
    placeholder: 'PREVIEW',
    unasked: true,
  },
);

const filter = field(z.string().max(200).default(''), {
  help: text(
    'Words or letters of the name, as in `wb12` for web-1.2',
    '名称中的词或字母,例如 `wb12` 匹配 web-1.2',
  ),
  placeholder: 'TEXT',
});

export const registryLs = defineAction({
  id: 'registry.ls',
  title: text('Repositories', '镜像仓库'),
  help: text(
    'Lists the repositories of the embedded registry with their tags and bytes.',
    '列出内置仓库中的镜像仓库及其标签数和大小。',
  ),
  input: z.object({
    filter,
    sort: field(z.enum(['name', 'newest', 'size']).default('name'), {
      help: text('Order of the list', '列表顺序'),
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'ls'],
    examples: [
      { line: 'drydock registry ls', does: text('all repositories', '所有仓库') },
      { line: 'drydock registry ls --sort size', does: text('the largest first', '最大的在前') },
    ],
  },
  face: { screen: 'registry', key: 'l', ambient: true },
  load: async () => (await import('../run/registry.ts')).ls,
});

export const registryTags = defineAction({
  id: 'registry.tags',
  title: text('Tags', '标签'),
  help: text(
    'Lists the tags of a repository with digest, platforms and size.',
    '列出仓库的标签及其摘要、平台与大小。',
  ),
  input: z.object({
    repository,
    filter,
    sort: field(z.enum(['name', 'newest', 'size']).optional(), {
      help: text(
        'Order of the list (default: by name, or the best match first)',
        '列表顺序(默认按名称,或最佳匹配在前)',
      ),
    }),
    reverse: field(z.boolean().default(false), { help: text('The other way round', '反向排序') }),
    limit: field(z.number().int().min(1).max(10_000).default(1000), {
      help: text('Tags to list at most', '最多列出的标签数'),
      placeholder: 'N',
    }),
    offset: field(z.number().int().min(0).max(100_000_000).default(0), {
      help: text('Tags to skip before', '跳过的标签数'),
      placeholder: 'N',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'tags'],
    positional: ['repository'],
    examples: [
      {
        line: 'drydock registry tags sample/web',
        does: text('tags of one repository', '查看某个仓库的标签'),
      },
      {
        line: 'drydock registry tags sample/web --filter 1.2 --sort newest --limit 10',
        does: text('the ten newest that fit', '最新的十个匹配标签'),
      },
    ],
  },
  face: { screen: 'registry', subject: { kind: 'repository', field: 'repository' }, key: 't', ambient: true },
  load: async () => (await import('../run/registry.ts')).tags,
});

export const registryShow = defineAction({
  id: 'registry.show',
  title: text('Image details', '镜像详情'),
  help: text(
    'Shows an image by platform: layers, sizes, commands, configuration.',
    '按平台显示镜像:层、大小、命令与配置。',
  ),
  input: z.object({ reference }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'show'],
    positional: ['reference'],
    examples: [
      { line: 'drydock registry show sample/web:1.0', does: text('what it is made of', '查看其组成') },
    ],
  },
  face: { screen: 'registry', subject: { kind: 'tag', field: 'reference' }, key: 'i', ambient: true },
  load: async () => (await import('../run/registry.ts')).show,
});

export const registryUsage = defineAction({
  id: 'registry.usage',
  title: text('Registry usage', '仓库用量'),
  help: text(
    'Counts repositories, tags, manifests, blobs and bytes; with --history as they were over time.',
    '统计仓库、标签、清单、数据块与字节数;--history 显示随时间的变化。',
  ),
  input: z.object({
    history: field(z.boolean().default(false), {
      help: text('The space used over time', '随时间变化的空间占用'),
    }),
    days: field(z.number().min(0.01).max(1100).default(30), {
      help: text('Days that the history goes back', '历史记录的天数'),
      placeholder: 'N',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'usage'],
    examples: [
      { line: 'drydock registry usage', does: text('space used', '已用空间') },
      {
        line: 'drydock registry usage --history --days 7',
        does: text('how it came to this within a week', '一周内的变化'),
      },
    ],
  },
  face: { screen: 'registry', key: 'u', ambient: true },
  load: async () => (await import('../run/registry.ts')).usage,
});

export const registryRm = defineAction({
  id: 'registry.rm',
  title: text('Remove image', '删除镜像'),
  help: text(
    'Removes a tag (repository:tag), a manifest (repository@digest) or a whole repository. Bytes come back with a collection.',
    '删除标签(repository:tag)、清单(repository@digest)或整个仓库。空间在垃圾回收后释放。',
  ),
  input: z.object({ reference, dryRun, preview }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'rm'],
    positional: ['reference'],
    examples: [
      { line: 'drydock registry rm sample/web:1.0 --dry-run', does: text('what would go', '将会删除什么') },
    ],
  },
  face: {
    screen: 'registry',
    subject: { kind: 'tag', field: 'reference' },
    key: 'd',
    confirm: text('Remove this image from the registry?', '从仓库删除该镜像?'),
  },
  load: async () => (await import('../run/registry.ts')).rm,
});

const gcInput = {
  dryRun,
  preview,
  limit: field(z.number().int().min(0).max(100_000_000).default(1000), {
    help: text(
      'Items to name at most, the largest; all are counted',
      '最多列出的项数(最大者优先);统计包含全部',
    ),
    placeholder: 'N',
    unasked: true,
  }),
  purge: field(z.boolean().default(false), {
    help: text('Give the bytes back at once; it cannot be undone then', '立即释放空间,之后无法撤销'),
  }),
  keepUntagged: field(z.boolean().default(false), {
    help: text('Keep manifests that no tag, index or subject leads to', '保留没有标签、索引或主体引用的清单'),
  }),
  keepReferrers: field(z.boolean().default(false), {
    help: text('Keep referrers whose subject is gone', '保留主体已不存在的引用者'),
  }),
  grace: field(z.number().min(0).max(525_600).optional(), {
    help: text(
      'Minutes for which what was pushed or untagged is left alone (default 60)',
      '最近推送或取消标签的内容保留的分钟数(默认 60)',
    ),
    placeholder: 'MINUTES',
  }),
  uploadExpiry: field(z.number().min(0).max(8760).optional(), {
    help: text(
      'Hours without a byte after which an unfinished push is dropped (default 24)',
      '未完成的推送在多少小时无数据后丢弃(默认 24)',
    ),
    placeholder: 'HOURS',
  }),
};

export const registryGc = defineAction<'registry.gc', z.ZodObject<typeof gcInput>, GcView, ProgressEvent>({
  id: 'registry.gc',
  title: text('Collect garbage', '垃圾回收'),
  help: text(
    'Deletes blobs and manifests that nothing needs, while pushes and pulls go on. Can be undone for ten minutes.',
    '在推送和拉取照常进行的同时,删除不再需要的数据块与清单。十分钟内可撤销。',
  ),
  input: z.object(gcInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['registry', 'gc'],
    examples: [
      {
        line: 'drydock registry gc --dry-run',
        does: text('what would go, with reasons and bytes', '将会删除什么、原因与大小'),
      },
    ],
  },
  face: {
    screen: 'registry',
    key: 'g',
    confirm: text('Delete everything that nothing needs?', '删除所有不再需要的数据?'),
  },
  load: async () => (await import('../run/registry.ts')).gc,
});

export const registryUndo = defineAction({
  id: 'registry.undo',
  title: text('Undo collection', '撤销垃圾回收'),
  help: text('Brings back what a collection took, within ten minutes.', '在十分钟内恢复垃圾回收删除的内容。'),
  input: z.object({
    receipt: field(z.string().regex(/^\d{1,15}$/), {
      help: text('Number on the receipt of the collection', '垃圾回收回执上的编号'),
      placeholder: 'RECEIPT',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'undo'],
    positional: ['receipt'],
    examples: [{ line: 'drydock registry undo 3', does: text('undo collection 3', '撤销第 3 次垃圾回收') }],
  },
  face: { screen: 'registry', key: 'b' },
  load: async () => (await import('../run/registry-care.ts')).undo,
});

const fsckInput = {
  repair: field(z.boolean().default(false), {
    help: text(
      'Set damaged files aside in quarantine/, so that the next push mends them',
      '将损坏的文件移入 quarantine/,下次推送时即可修复',
    ),
  }),
};

export const registryFsck = defineAction<
  'registry.fsck',
  z.ZodObject<typeof fsckInput>,
  FsckView,
  ProgressEvent
>({
  id: 'registry.fsck',
  title: text('Check content', '校验内容'),
  help: text(
    'Reads every blob, compares it with its digest and names the images that damage touches.',
    '读取每个数据块并与其摘要比对,列出受损坏影响的镜像。',
  ),
  input: z.object(fsckInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['registry', 'fsck'],
    examples: [{ line: 'drydock registry fsck', does: text('look only', '仅检查') }],
  },
  face: { screen: 'registry', key: 'f' },
  load: async () => (await import('../run/registry-care.ts')).fsck,
});

const backupInput = {
  dir: field(z.string().min(1).max(4096), {
    help: text('New or empty folder', '新的或空的目录'),
    kind: 'path',
    placeholder: 'DIR',
  }),
};

export const registryBackup = defineAction<
  'registry.backup',
  z.ZodObject<typeof backupInput>,
  BackupView,
  ProgressEvent
>({
  id: 'registry.backup',
  title: text('Back up', '备份'),
  help: text(
    'Copies database and blobs while pushes and pulls go on. The copy is a data directory: `--home DIR` uses it.',
    '在推送和拉取照常进行的同时复制数据库与数据块。副本即数据目录,可用 `--home DIR` 使用。',
  ),
  input: z.object(backupInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['registry', 'backup'],
    positional: ['dir'],
    examples: [
      {
        line: 'drydock registry backup /mnt/backup/drydock',
        does: text('to another disk', '备份到另一块磁盘'),
      },
    ],
  },
  face: { screen: 'registry', key: 's' },
  load: async () => (await import('../run/registry-care.ts')).backup,
});

const restoreInput = {
  dir: field(z.string().min(1).max(4096), {
    help: text('Folder that a backup wrote', '备份所写入的目录'),
    kind: 'path',
    placeholder: 'DIR',
  }),
  into: field(z.string().min(1).max(4096).optional(), {
    help: text(
      'Make a new data directory here instead of restoring into this registry',
      '在此新建数据目录,而不是恢复到当前仓库',
    ),
    kind: 'path',
    placeholder: 'HOME',
  }),
  replace: field(z.boolean().default(false), {
    help: text(
      'Move tags back that name something else now (default: they stay)',
      '将现已指向其他内容的标签移回(默认保持不变)',
    ),
  }),
};

export const registryRestore = defineAction<
  'registry.restore',
  z.ZodObject<typeof restoreInput>,
  RestoreView,
  ProgressEvent
>({
  id: 'registry.restore',
  title: text('Restore', '恢复'),
  help: text(
    'Brings back what a backup has and this registry lacks, checked by digest, while pushes and pulls go on. Nothing is removed; interrupted, run it again.',
    '在推送和拉取照常进行的同时,按摘要校验并恢复备份中有而当前仓库缺少的内容。不会删除任何内容;中断后可再次运行。',
  ),
  input: z.object(restoreInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['registry', 'restore'],
    positional: ['dir'],
    examples: [
      {
        line: 'drydock registry restore /mnt/backup/drydock',
        does: text('into the running registry', '恢复到正在运行的仓库'),
      },
      {
        line: 'drydock registry restore /mnt/backup/drydock --into ~/drydock-again',
        does: text('as a data directory of its own', '恢复为独立的数据目录'),
      },
    ],
  },
  face: { screen: 'registry', key: 'R' },
  load: async () => (await import('../run/registry-care.ts')).restore,
});

export const registryWhy = defineAction({
  id: 'registry.why',
  title: text('Why is it kept?', '为何保留?'),
  help: text(
    'Shows what keeps a blob or manifest from being collected: the way from a tag to it.',
    '显示数据块或清单未被回收的原因:从标签到它的路径。',
  ),
  input: z.object({
    digest: field(z.string().min(1).max(200), {
      help: text(
        'sha256:… of a blob or manifest, or how only that one begins',
        '数据块或清单的 sha256:…,或其唯一的开头部分',
      ),
      placeholder: 'DIGEST',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'why'],
    positional: ['digest'],
    examples: [
      {
        line: 'drydock registry why sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        does: text('the way from its root', '从根到它的路径'),
      },
    ],
  },
  face: { screen: 'registry', key: 'w' },
  load: async () => (await import('../run/registry-care.ts')).why,
});
