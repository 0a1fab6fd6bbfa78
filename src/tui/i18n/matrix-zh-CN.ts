import type { matrixEn } from './matrix-en.ts';

/** Matrices and watching, in Chinese. */
export const matrixZhCN: Readonly<Record<keyof typeof matrixEn, string>> = {
  'matrix.bad': '不符合期望',
  'matrix.cancelled': '已取消',
  'matrix.error': '无法运行',
  'matrix.expected': '按期望失败',
  'matrix.fails': '不符合期望',
  'matrix.hint': 'Enter 运行矩阵(再按停止),或实时演练单元',
  'matrix.none': '还没有矩阵',
  'matrix.none.help': '文件 scenarios/名称.matrix.yaml 将答案、世界、故障与版本相乘,逐一演练每种组合。',
  'matrix.progress': '{done}/{total} 个单元,{workers} 个线程',
  'matrix.succeeds': '成功',
  'matrix.waiting': '等待',
  'projects.matrix': '矩阵',
  'watch.cured': '已消除',
  'watch.failed': '安装会失败',
  'watch.first': '正在检查并演练…',
  'watch.lint': '检查:{error} 错误,{warning} 警告',
  'watch.new': '新增',
  'watch.off': '已停止监视。',
  'watch.on': '正在监视:每次编辑后给出结论。再按此键停止。',
  'watch.succeeded': '安装会成功',
  'watch.unreadable': '无法演练',
};
