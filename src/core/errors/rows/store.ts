import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const storeErrors = defineErrors({
  STORE_READ_ONLY: {
    message: text('The data directory {home} cannot be written: {detail}', '数据目录 {home} 不可写:{detail}'),
    remedy: text(
      'Give yourself write permission there, or choose another directory with --home or DRYDOCK_HOME.',
      '请授予该目录写权限,或用 --home 或 DRYDOCK_HOME 另选目录。',
    ),
    exit: 3,
    http: 507,
  },
  STORE_FULL: {
    message: text('There is no space left for the data directory {home}.', '数据目录 {home} 所在磁盘已满。'),
    remedy: text(
      'Free some space (`drydock registry gc` removes unreferenced blobs) and try again; nothing was lost.',
      '请释放空间(`drydock registry gc` 可清理未被引用的数据)后重试;没有数据丢失。',
    ),
    exit: 3,
    http: 507,
  },
  STORE_NEWER: {
    message: text(
      'The data directory {home} was written by a newer Drydock (schema {found}, this one knows {known}).',
      '数据目录 {home} 由更新版本的 Drydock 写入(结构版本 {found},当前支持 {known})。',
    ),
    remedy: text(
      'Use that newer Drydock, or another data directory with --home. Nothing was changed.',
      '请使用更新版本的 Drydock,或用 --home 指定其他数据目录。未做任何更改。',
    ),
    exit: 3,
    http: 409,
  },
  STORE_DAMAGED: {
    message: text('The database {file} cannot be read: {detail}', '数据库 {file} 无法读取:{detail}'),
    remedy: text(
      'Move the file away to start afresh, or restore it from a backup; blobs are kept beside it and are not touched.',
      '请移走该文件以重新开始,或从备份恢复;旁边的镜像数据不会被改动。',
    ),
    exit: 3,
    http: 500,
  },
});
