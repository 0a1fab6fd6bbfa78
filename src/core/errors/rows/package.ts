import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const packageErrors = defineErrors({
  PKG_FOLDER_MISSING: {
    message: text('There is no folder "{dir}".', '目录 "{dir}" 不存在。'),
    remedy: text('Give the path of a package project.', '请给出安装包工程的路径。'),
    exit: 2,
    http: 400,
  },
  PKG_NOT_FOUND: {
    message: text('No package.yaml in "{dir}".', '"{dir}" 中没有 package.yaml。'),
    remedy: text(
      'A package is a folder with package.yaml, usually `.cloudapp` in the project. Give that folder or the project around it; `drydock project sample DIR` makes one to start from.',
      '安装包是含有 package.yaml 的目录,通常是工程中的 `.cloudapp`。请给出该目录或其所在工程;`drydock project sample DIR` 可生成一个示例工程。',
    ),
    exit: 1,
    http: 404,
  },
  PKG_MISNAMED: {
    message: text(
      'Found "{found}", but the file must be called package.yaml.',
      '找到 "{found}",但文件名必须是 package.yaml。',
    ),
    remedy: text('Rename it to package.yaml.', '请将其重命名为 package.yaml。'),
    exit: 1,
    http: 404,
  },
  PKG_AMBIGUOUS: {
    message: text('"{dir}" holds several packages: {candidates}.', '"{dir}" 中有多个安装包:{candidates}。'),
    remedy: text('Name one of these folders.', '请指定其中一个目录。'),
    exit: 2,
    http: 400,
  },
  PKG_UNREADABLE: {
    message: text('Cannot read "{path}": {reason}.', '无法读取 "{path}":{reason}。'),
    remedy: text('Check the permissions of that path.', '请检查该路径的权限。'),
    exit: 3,
    http: 500,
  },
  PKG_TOO_LARGE: {
    message: text(
      'The package has more {what} than the limit of {limit} (at "{path}").',
      '安装包超出限制({what}:{limit},位于 "{path}")。',
    ),
    remedy: text(
      'Keep build output, images and archives out of the package folder: all of it is uploaded by a push.',
      '请勿将构建产物、镜像或归档放入安装包目录:推送时会全部上传。',
    ),
    exit: 1,
    http: 413,
  },
  PKG_PATH_ESCAPES: {
    message: text(
      '"{path}" is a link that leaves the package folder.',
      '"{path}" 是指向安装包目录之外的链接。',
    ),
    remedy: text('Copy what it points to into the package.', '请将其指向的内容复制到安装包中。'),
    exit: 1,
    http: 400,
  },
  PKG_LINK_BROKEN: {
    message: text(
      '"{path}" is a link that leads nowhere or back to itself.',
      '"{path}" 是失效或循环的链接。',
    ),
    remedy: text(
      'Remove the link or make it point to a file of the package.',
      '请删除该链接,或使其指向安装包内的文件。',
    ),
    exit: 1,
    http: 400,
  },
});
