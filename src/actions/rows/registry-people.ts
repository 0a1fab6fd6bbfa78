import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import type { ActivityEvent } from '../registry-views.ts';

const watchInput = {
  repository: field(z.string().min(1).max(255).optional(), {
    help: text('Only this repository', '仅此仓库'),
    placeholder: 'REPOSITORY',
  }),
};

export const registryWatch = defineAction<
  'registry.watch',
  z.ZodObject<typeof watchInput>,
  null,
  ActivityEvent
>({
  id: 'registry.watch',
  title: text('Watch traffic', '实时流量'),
  help: text(
    'Shows pushes and pulls as they happen: who, what, how fast. Ends with Ctrl-C.',
    '实时显示推送与拉取:客户端、内容与速度。按 Ctrl-C 结束。',
  ),
  input: z.object(watchInput),
  needs: 'running',
  streams: true,
  cli: {
    words: ['registry', 'watch'],
    examples: [
      { line: 'drydock registry watch', does: text('a line per transfer', '每次传输一行') },
      {
        line: 'drydock registry watch --json',
        does: text('one JSON line an event', '每个事件一行 JSON'),
      },
    ],
  },
  face: { screen: 'registry', key: 'v', ambient: true },
  load: async () => (await import('../run/registry-people.ts')).watch,
});

export const registryReceipts = defineAction({
  id: 'registry.receipts',
  title: text('Past collections', '历史回收'),
  help: text(
    'Lists what collections took, and until when each can be undone.',
    '列出历次垃圾回收删除的内容及可撤销的期限。',
  ),
  input: z.object({
    limit: field(z.number().int().min(1).max(1000).default(50), {
      help: text('Receipts to list at most', '最多列出的回执数'),
      placeholder: 'N',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'receipts'],
    examples: [{ line: 'drydock registry receipts', does: text('the newest first', '最新的在前') }],
  },
  face: { screen: 'registry', key: 'h', ambient: true },
  load: async () => (await import('../run/registry-people.ts')).receipts,
});

export const registryReceipt = defineAction({
  id: 'registry.receipt',
  title: text('Receipt of a collection', '回收回执'),
  help: text('Shows what one collection took, and why.', '显示某次垃圾回收删除的内容与原因。'),
  input: z.object({
    receipt: field(z.string().regex(/^\d{1,15}$/), {
      help: text('Number of the receipt', '回执编号'),
      placeholder: 'RECEIPT',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'receipt'],
    positional: ['receipt'],
    examples: [
      { line: 'drydock registry receipt 3', does: text('what collection 3 took', '第 3 次回收的内容') },
    ],
  },
  face: { screen: 'registry', key: 'n', ambient: true },
  load: async () => (await import('../run/registry-people.ts')).receipt,
});

export const registryPull = defineAction({
  id: 'registry.pull',
  title: text('Pull command', '拉取命令'),
  help: text(
    'Gives the command line that fetches an image or chart from this registry.',
    '给出从此仓库拉取镜像或 Chart 的命令行。',
  ),
  input: z.object({
    reference: field(z.string().min(1).max(600), {
      help: text('repository:tag or repository@sha256:…', 'repository:tag 或 repository@sha256:…'),
      placeholder: 'REFERENCE',
    }),
    tool: field(z.enum(['docker', 'podman', 'skopeo', 'helm', 'oras']).optional(), {
      help: text('Program that pulls (default: what fits)', '执行拉取的程序(默认自动选择)'),
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'pull-command'],
    positional: ['reference'],
    examples: [
      {
        line: 'drydock registry pull-command sample/web:1.0 --tool podman',
        does: text('the line for podman', '用于 podman 的命令行'),
      },
    ],
  },
  face: { screen: 'registry', subject: { kind: 'tag', field: 'reference' }, key: 'y' },
  load: async () => (await import('../run/registry-people.ts')).pull,
});
