import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import { dirField, providersField, worldClosedField, worldField } from '../schemas.ts';

export const images = defineAction({
  id: 'images',
  title: text('Images to ship', '镜像清单'),
  help: text(
    'Lists every image that the package can pull under every answer, and what of it the registry lacks: ready to ship when nothing is.',
    '列出安装包在任何答案下可能拉取的全部镜像,以及镜像仓库中缺少的部分;全部就绪即可发布。',
  ),
  input: z.object({
    dir: dirField,
    world: worldField,
    worldClosed: worldClosedField,
    providers: providersField,
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['images'],
    positional: ['dir'],
    examples: [
      { line: 'drydock images .', does: text('what must be pushed before it ships', '发布前必须推送的镜像') },
      { line: 'drydock images . --json', does: text('for scripts', '供脚本使用') },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'I' },
  load: async () => (await import('../run/readiness.ts')).images,
});

export const fidelity = defineAction({
  id: 'fidelity',
  title: text('Fidelity', '仿真程度'),
  help: text(
    'Says of each resource type and Kubernetes kind how much the rehearsal knows: full, partial or opaque; of a package, of those that it uses.',
    '说明演练对每种资源类型与 Kubernetes 类型的了解程度:完整、部分或不透明;给出安装包时仅列出其所用类型。',
  ),
  input: z.object({
    dir: field(z.string().min(1).max(4096).optional(), {
      help: text('Package project; without it, everything that is known', '安装包项目;省略则列出全部'),
      kind: 'dir',
      placeholder: 'DIR',
    }),
    world: worldField,
    providers: providersField,
  }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['fidelity'],
    positional: ['dir'],
    examples: [
      { line: 'drydock fidelity', does: text('everything that is known', '列出全部已知类型') },
      {
        line: 'drydock fidelity .',
        does: text('what a verdict on this package rests on', '该安装包的结论所依据的类型'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'y', ambient: true },
  load: async () => (await import('../run/readiness.ts')).fidelity,
});
