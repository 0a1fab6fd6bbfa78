import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import type { MatrixEvent, MatrixView } from '../matrix-views.ts';
import { dirField } from '../schemas.ts';

export const matrixList = defineAction({
  id: 'matrix.list',
  title: text('Matrices', '矩阵'),
  help: text(
    'Lists the matrix files of a project (scenarios/*.matrix.yaml) with their axes.',
    '列出项目的矩阵文件(scenarios/*.matrix.yaml)及其各轴。',
  ),
  input: z.object({ dir: dirField }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['scenario', 'matrices'],
    positional: ['dir'],
    examples: [{ line: 'drydock scenario matrices .', does: text('what can be run', '可运行的矩阵') }],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'M', ambient: true },
  load: async () => (await import('../run/matrix.ts')).list,
});

const matrixInput = {
  dir: dirField,
  file: field(z.string().min(1).max(4096).optional(), {
    help: text(
      'Matrix file (default: the only one in scenarios/)',
      '矩阵文件(默认取 scenarios/ 中唯一的一个)',
    ),
    kind: 'path',
    placeholder: 'FILE',
  }),
  workers: field(z.coerce.number().int().min(1).max(64).optional(), {
    help: text('Worker threads (default: one a processor)', '工作线程数(默认每个处理器一个)'),
    placeholder: 'N',
  }),
  format: field(z.enum(['text', 'tap', 'junit', 'json']).default('text'), {
    help: text('Report format', '报告格式'),
  }),
};

export const matrixRun = defineAction<'matrix', z.ZodObject<typeof matrixInput>, MatrixView, MatrixEvent>({
  id: 'matrix',
  title: text('Run matrix', '运行矩阵'),
  help: text(
    'Rehearses every combination of answers, worlds, faults and versions that a matrix file names, on worker threads, and shows a heat map. Exit status: 0 all as expected, 1 one is not, 2 one could not be run.',
    '在工作线程上演练矩阵文件列出的全部答案、世界、故障与版本组合,并显示热力图。退出码:0 全部符合期望,1 有不符,2 有无法运行的。',
  ),
  input: z.object(matrixInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['matrix'],
    positional: ['dir'],
    examples: [
      { line: 'drydock matrix .', does: text('the heat map', '热力图') },
      {
        line: 'drydock matrix . --file scenarios/sizes.matrix.yaml --workers 4',
        does: text('one of several, on four threads', '指定其中一个,使用四个线程'),
      },
      { line: 'drydock matrix . --format junit > report.xml', does: text('for CI', '供 CI 使用') },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'x' },
  load: async () => (await import('../run/matrix.ts')).run,
});
