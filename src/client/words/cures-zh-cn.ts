import type { curesEn } from './cures-en.ts';

/** The same in Chinese. */
export const curesZhCN: Readonly<Record<keyof typeof curesEn, string>> = {
  'cure.after.failed': '处理后:{code}',
  'cure.after.succeeded': '处理后:安装成功',
  'cure.after.cancelled': '处理后:已取消',
  'cure.before': '处理前:安装失败,{code}',
  'cure.cured': '已解决:应用这些修改后安装成功。',
  'cure.fine': '安装本身会成功,无需处理。',
  'cure.inFiles': '无需修改任何文件。',
  'cure.label': '将要修改的内容',
  'cure.new': '新文件',
  'cure.rehearsing': '正在按处理方法演练…',
  'cure.stuck': '未解决:{why}',
  'cure.title': '处理方法',
  'cure.unwritten': '未写入任何内容。',
  'cure.written': '已写入 {files}',
};
