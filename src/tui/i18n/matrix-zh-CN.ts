import type { matrixEn } from './matrix-en.ts';

/** Matrices and watching, in Chinese. */
export const matrixZhCN: Readonly<Record<keyof typeof matrixEn, string>> = {
  'matrix.bad': '不符合期望',
  'matrix.hint': 'Enter 运行矩阵(再按停止),或实时演练单元',
  'matrix.progress': '{done}/{total} 个单元,{workers} 个线程',
  'watch.off': '已停止监视。',
  'watch.on': '正在监视:每次编辑后给出结论。再按此键停止。',
};
