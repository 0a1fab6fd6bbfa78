import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import type { GcView, ImportView, ProgressEvent } from '../views.ts';

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
});

export const registryLs = defineAction({
  id: 'registry.ls',
  title: text('Repositories', '镜像仓库'),
  help: text(
    'Lists the repositories of the embedded registry with their tags and bytes.',
    '列出内置仓库中的镜像仓库及其标签数和大小。',
  ),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'ls'],
    examples: [{ line: 'drydock registry ls', does: text('all repositories', '所有仓库') }],
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
  input: z.object({ repository }),
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
    'Counts repositories, tags, manifests, blobs and bytes.',
    '统计仓库、标签、清单、数据块与字节数。',
  ),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'usage'],
    examples: [{ line: 'drydock registry usage', does: text('space used', '已用空间') }],
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
  input: z.object({ reference, dryRun }),
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

export const registryGc = defineAction<
  'registry.gc',
  z.ZodObject<{ dryRun: typeof dryRun }>,
  GcView,
  ProgressEvent
>({
  id: 'registry.gc',
  title: text('Collect garbage', '垃圾回收'),
  help: text(
    'Deletes blobs and manifests that nothing needs, while pushes and pulls go on.',
    '在推送和拉取照常进行的同时,删除不再需要的数据块与清单。',
  ),
  input: z.object({ dryRun }),
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

const importInput = {
  file: field(z.string().min(1).max(4096), {
    help: text('OCI layout (folder or archive) or docker archive', 'OCI 布局(目录或归档)或 docker 归档'),
    kind: 'path',
    placeholder: 'FILE',
  }),
  name: field(z.string().max(600).optional(), {
    help: text(
      'Name to store it under, repository:tag (default: the name in the file)',
      '存入的名称 repository:tag(默认使用文件中的名称)',
    ),
    placeholder: 'NAME',
  }),
};

export const imageImport = defineAction<
  'image.import',
  z.ZodObject<typeof importInput>,
  ImportView,
  ProgressEvent
>({
  id: 'image.import',
  title: text('Import image', '导入镜像'),
  help: text(
    'Brings an image file into the embedded registry, all platforms kept.',
    '将镜像文件导入内置仓库,保留所有平台。',
  ),
  input: z.object(importInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['image', 'import'],
    positional: ['file'],
    examples: [
      {
        line: 'drydock image import web.tar --name shop/web:1.0',
        does: text('from `docker save`', '来自 `docker save`'),
      },
    ],
  },
  face: { screen: 'registry', key: 'm' },
  load: async () => (await import('../run/registry.ts')).bring,
});
