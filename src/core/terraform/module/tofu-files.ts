import { text } from '../../text.ts';
import type { Dialect } from '../plan/types.ts';
import { type HclDiagnostic, ownDiagnostic } from '../syntax/index.ts';
import { isTofuFile, replacedBy } from './parsed-files.ts';

interface SourceFile {
  readonly path: string;
}

/**
 * The files that are read: OpenTofu (from 1.8) reads `main.tofu` in the place of `main.tf`; the platform reads no such
 * file. What is left out, and what Terraform would read otherwise, is said.
 */
export function filesToRead<T extends SourceFile>(
  files: readonly T[],
  dialect: Dialect,
): { readonly files: readonly T[]; readonly diagnostics: readonly HclDiagnostic[] } {
  const tofu = files.filter(({ path }) => isTofuFile(path));
  if (tofu.length === 0) return { files, diagnostics: [] };
  const there = new Set(files.map(({ path }) => path));
  const diagnostics = tofu.map(({ path }) => {
    const replaced = replacedBy(path);
    const instead = there.has(replaced);
    const detail =
      dialect === 'cloudapp'
        ? text(
            `The platform reads .tf files, so this file is left out${instead ? ` and ${replaced} is read` : ''}. Name it .tf if it belongs to the package.`,
            `平台只读取 .tf 文件,因此忽略此文件${instead ? `,读取 ${replaced}` : ''}。若它属于安装包,请改用 .tf 扩展名。`,
          )
        : instead
          ? text(
              `This file is read in the place of ${replaced}, as OpenTofu does. Terraform reads ${replaced} and leaves this one out.`,
              `按 OpenTofu 的做法读取此文件,代替 ${replaced};Terraform 则读取 ${replaced} 并忽略此文件。`,
            )
          : text(
              'This file is read, as OpenTofu does. Terraform leaves it out.',
              '按 OpenTofu 的做法读取此文件;Terraform 会忽略它。',
            );
    const summary = dialect === 'cloudapp' ? 'OpenTofu file is not read' : 'Only OpenTofu reads this';
    return ownDiagnostic('TF_OPENTOFU_ONLY', 'warning', summary, detail, path, START);
  });
  const replaced = new Set(tofu.map(({ path }) => replacedBy(path)));
  const isRead =
    dialect === 'cloudapp' ? ({ path }: T) => !isTofuFile(path) : ({ path }: T) => !replaced.has(path);
  return { files: files.filter(isRead), diagnostics };
}

const START = {
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 1, offset: 0 },
};
