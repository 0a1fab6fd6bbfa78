import type { matrixEn } from './matrix-en.ts';

/** Matrices, golden files and watching, in Chinese. */
export const matrixZhCN: Readonly<Record<keyof typeof matrixEn, string>> = {
  'golden.accept': '接受新内容',
  'golden.changed': '{{files}} 个基准文件中有 {{changed}} 个不同,位于',
  'golden.same': '{{files}} 个基准文件全部一致:',
  'golden.written': '已写入 {{files}} 个基准文件:',
  'matrix.file': '矩阵',
  'matrix.play': '以 60 倍速实时演练该单元',
  'matrix.ran': '{{done}}/{{total}} 个单元,{{workers}} 个线程用时 {{seconds}} 秒',
  'matrix.run': '运行矩阵',
  'matrix.running': '{{done}}/{{total}} 个单元,{{workers}} 个线程',
  'watch.again': '重新计算:{{files}} 个改动文件,{{rules}}/{{all}} 条规则',
  'watch.kept': '沿用:{{charts}}',
  'watch.less': '收起',
  'watch.more': '展开',
  'watch.title': '监视',
  'watch.took': '{{ms}} 毫秒',
};
