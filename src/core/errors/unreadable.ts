import { text } from '../text.ts';
import { DrydockError } from './drydock-error.ts';

/** What the operating system's codes mean, in words. */
const REASONS = {
  ENOENT: text('there is no such file', '文件不存在'),
  ENOTDIR: text('part of its path is no folder', '路径中有一部分不是目录'),
  EISDIR: text('it is a folder', '它是一个目录'),
  EACCES: text('you may not read it', '没有读取权限'),
  EPERM: text('you may not read it', '没有读取权限'),
  ELOOP: text('its links lead in a circle', '链接形成循环'),
  ENAMETOOLONG: text('its name is too long', '名称过长'),
  EMFILE: text('too many files are open', '打开的文件过多'),
  ENFILE: text('too many files are open', '打开的文件过多'),
  EIO: text('the disk reports an error', '磁盘报告错误'),
} as const;

/** A file that cannot be read, with the reason in plain words of both languages. */
export function unreadable(file: string, cause: unknown): DrydockError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const known = Object.hasOwn(REASONS, code) ? REASONS[code as keyof typeof REASONS] : undefined;
  const other = cause instanceof Error ? cause.message : String(cause);
  return new DrydockError(
    'FILE_UNREADABLE',
    { file, detail: known?.en ?? other, detailZh: known?.['zh-CN'] ?? other },
    { cause },
  );
}
