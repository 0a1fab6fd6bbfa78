import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const registryErrors = defineErrors({
  REGISTRY_NAME_INVALID: {
    message: text('"{name}" is not a repository name.', '"{name}" 不是有效的镜像仓库名。'),
    remedy: text(
      'Use lower-case letters, digits and single separators (. _ - /), at most 255 characters, for example team/web.',
      '请使用小写字母、数字和单个分隔符(. _ - /),最长 255 个字符,例如 team/web。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_TAG_INVALID: {
    message: text('"{tag}" is not a tag.', '"{tag}" 不是有效的标签。'),
    remedy: text(
      'Use letters, digits, ".", "_" and "-", at most 128 characters, not starting with "." or "-".',
      '请使用字母、数字、"."、"_" 和 "-",最长 128 个字符,且不能以 "." 或 "-" 开头。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_DIGEST_INVALID: {
    message: text(
      '"{digest}" is not a digest that this registry knows.',
      '"{digest}" 不是本仓库支持的摘要。',
    ),
    remedy: text(
      'Write sha256: with 64, or sha512: with 128 lower-case hexadecimal digits.',
      '请写成 sha256: 加 64 位,或 sha512: 加 128 位小写十六进制数字。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_DIGEST_MISMATCH: {
    message: text('The content is {actual}, not {expected}.', '内容的摘要为 {actual},而不是 {expected}。'),
    remedy: text(
      'The content was damaged on its way or the wrong file was sent; send it again.',
      '内容在传输中损坏或发送了错误的文件,请重新发送。',
    ),
    exit: 1,
    http: 400,
  },
  REGISTRY_SIZE_MISMATCH: {
    message: text(
      '{expected} bytes were announced and {received} came.',
      '声明了 {expected} 字节,实际收到 {received} 字节。',
    ),
    remedy: text('Send it again; the upload goes on from its offset.', '请重新发送,上传将从当前偏移处继续。'),
    exit: 1,
    http: 400,
  },
  REGISTRY_BLOB_UNKNOWN: {
    message: text(
      'Repository {repository} has no blob {digest}.',
      '仓库 {repository} 中没有数据块 {digest}。',
    ),
    remedy: text('Push or mount it into this repository first.', '请先将其推送或挂载到该仓库。'),
    exit: 1,
    http: 404,
  },
  REGISTRY_BLOB_DAMAGED: {
    message: text(
      'Blob {digest} is damaged on the disk: {found} of {size} bytes are there.',
      '数据块 {digest} 在磁盘上已损坏:{size} 字节中仅存 {found} 字节。',
    ),
    remedy: text('Push the image again; that mends the blob.', '请重新推送该镜像以修复数据块。'),
    exit: 3,
    http: 500,
  },
  REGISTRY_BLOB_CORRUPT: {
    message: text(
      'The content of blob {digest} on the disk is not what its digest says.',
      '磁盘上数据块 {digest} 的内容与其摘要不符。',
    ),
    remedy: text(
      'Push the image again; that mends the blob. The damaged file is kept in quarantine/.',
      '请重新推送该镜像以修复数据块;损坏的文件保留在 quarantine/ 中。',
    ),
    exit: 3,
    http: 500,
  },
  REGISTRY_UPLOAD_UNKNOWN: {
    message: text('There is no upload {id}.', '不存在上传会话 {id}。'),
    remedy: text(
      'It was finished, cancelled or expired; start a new one.',
      '该会话已完成、取消或过期,请重新开始上传。',
    ),
    exit: 1,
    http: 404,
  },
  REGISTRY_UPLOAD_BUSY: {
    message: text('Upload {id} is receiving another request.', '上传会话 {id} 正在处理另一个请求。'),
    remedy: text(
      'Wait for that request to end; chunks come one after another.',
      '请等待该请求结束,数据分片须依次上传。',
    ),
    exit: 1,
    http: 409,
  },
  REGISTRY_UPLOAD_OUT_OF_ORDER: {
    message: text(
      'The chunk starts at {start}, but the upload is at {offset}.',
      '分片起始于 {start},但上传进度为 {offset}。',
    ),
    remedy: text(
      'Ask for the status of the upload and go on from its offset.',
      '请查询上传状态并从该偏移处继续。',
    ),
    exit: 1,
    http: 416,
  },
  REGISTRY_TOO_MANY_UPLOADS: {
    message: text('{repository} has {limit} unfinished uploads.', '{repository} 有 {limit} 个未完成的上传。'),
    remedy: text(
      'Finish or cancel some, or run `drydock registry gc` to drop expired ones.',
      '请完成或取消部分上传,或运行 `drydock registry gc` 清除过期上传。',
    ),
    exit: 1,
    http: 429,
  },
  REGISTRY_MANIFEST_UNKNOWN: {
    message: text(
      'Repository {repository} has no manifest {reference}.',
      '仓库 {repository} 中没有清单 {reference}。',
    ),
    remedy: text(
      'List its tags with `drydock registry tags {repository}`.',
      '使用 `drydock registry tags {repository}` 列出标签。',
    ),
    exit: 1,
    http: 404,
  },
  REGISTRY_MANIFEST_INVALID: {
    message: text('The manifest is not valid: {detail}', '清单无效:{detail}'),
    remedy: text(
      'Push an OCI image or index, or a Docker schema 2 manifest or list, with its own media type.',
      '请推送 OCI 镜像或索引,或 Docker schema 2 清单或清单列表,并使用其自身的媒体类型。',
    ),
    exit: 1,
    http: 400,
  },
  REGISTRY_MANIFEST_BLOB_UNKNOWN: {
    message: text(
      'The manifest refers to {digest}, which repository {repository} does not have.',
      '清单引用了 {digest},但仓库 {repository} 中不存在。',
    ),
    remedy: text('Push the blob before the manifest.', '请先推送数据块,再推送清单。'),
    exit: 1,
    http: 404,
  },
  REGISTRY_REPOSITORY_UNKNOWN: {
    message: text('There is no repository {repository}.', '不存在仓库 {repository}。'),
    remedy: text('List them with `drydock registry ls`.', '使用 `drydock registry ls` 列出仓库。'),
    exit: 1,
    http: 404,
  },
  REGISTRY_TAG_UNKNOWN: {
    message: text('Repository {repository} has no tag {tag}.', '仓库 {repository} 中没有标签 {tag}。'),
    remedy: text(
      'List its tags with `drydock registry tags {repository}`.',
      '使用 `drydock registry tags {repository}` 列出标签。',
    ),
    exit: 1,
    http: 404,
  },
  REGISTRY_UNDO_UNKNOWN: {
    message: text('There is no collection {receipt}.', '不存在垃圾回收记录 {receipt}。'),
    remedy: text(
      'The number is on the receipt that `drydock registry gc` prints.',
      '编号见 `drydock registry gc` 输出的回执。',
    ),
    exit: 1,
    http: 404,
  },
  REGISTRY_UNDO_EXPIRED: {
    message: text('Collection {receipt} cannot be undone any more.', '垃圾回收 {receipt} 已无法撤销。'),
    remedy: text('Its bytes are given back; push the images again.', '其空间已释放,请重新推送镜像。'),
    exit: 1,
    http: 409,
  },
  REGISTRY_PREVIEW_STALE: {
    message: text(
      'The registry has changed since preview {preview}; nothing was removed.',
      '预览 {preview} 之后仓库已发生变化,未删除任何内容。',
    ),
    remedy: text('Look again with `--dry-run`, then confirm that.', '请用 `--dry-run` 重新查看后再确认。'),
    exit: 1,
    http: 409,
  },
  REGISTRY_PLATFORM_UNKNOWN: {
    message: text('{reference} has no image for {platform}.', '{reference} 没有适用于 {platform} 的镜像。'),
    remedy: text(
      'See its platforms with `drydock registry show {reference}`, or export it as an OCI layout.',
      '使用 `drydock registry show {reference}` 查看其平台,或导出为 OCI 布局。',
    ),
    exit: 1,
    http: 404,
  },
  REGISTRY_CHART_EXISTS: {
    message: text(
      '{namespace} already has chart {name} {version}.',
      '{namespace} 中已存在 Chart {name} {version}。',
    ),
    remedy: text(
      'Raise the version in Chart.yaml, or push with --force.',
      '请提高 Chart.yaml 中的版本,或使用 --force 推送。',
    ),
    exit: 1,
    http: 409,
  },
  REGISTRY_CHART_UNKNOWN: {
    message: text(
      '{namespace} has no chart {name} {version}.',
      '{namespace} 中没有 Chart {name} {version}。',
    ),
    remedy: text('See index.yaml of that namespace for what there is.', '请查看该命名空间的 index.yaml。'),
    exit: 1,
    http: 404,
  },
  REGISTRY_BACKUP_TARGET: {
    message: text('{dir} is not empty.', '{dir} 不是空目录。'),
    remedy: text('Name a new or empty folder for the backup.', '请指定一个新的或空的目录用于备份。'),
    exit: 2,
    http: 409,
  },
  REGISTRY_BACKUP_INVALID: {
    message: text('{dir} is no backup of a registry: {detail}', '{dir} 不是仓库备份:{detail}'),
    remedy: text(
      'Name a folder that `drydock registry backup` wrote.',
      '请指定由 `drydock registry backup` 写入的目录。',
    ),
    exit: 2,
    http: 409,
  },
  REGISTRY_TOO_LARGE: {
    message: text('{what} is too large: {size}, at most {limit}.', '{what} 过大:{size},上限为 {limit}。'),
    remedy: text('Make it smaller; the limit protects the registry.', '请减小其大小,该上限用于保护仓库。'),
    exit: 1,
    http: 413,
  },
  REGISTRY_READ_ONLY: {
    message: text(
      'The registry is read-only: {operation} is refused.',
      '仓库处于只读模式:拒绝 {operation}。',
    ),
    remedy: text('Switch read-only mode off to change content.', '如需修改内容,请关闭只读模式。'),
    exit: 1,
    http: 405,
  },
  REGISTRY_DISK_FULL: {
    message: text('The disk is full: {detail}', '磁盘已满:{detail}'),
    remedy: text(
      'Nothing was changed. Free space, or run `drydock registry gc`, and push again.',
      '未做任何更改。请释放空间或运行 `drydock registry gc` 后重新推送。',
    ),
    exit: 3,
    http: 507,
  },
  REGISTRY_DISK_READ_ONLY: {
    message: text('The data directory cannot be written: {detail}', '数据目录不可写:{detail}'),
    remedy: text(
      'Mend the permissions of the data directory; reading goes on.',
      '请修复数据目录的权限,读取不受影响。',
    ),
    exit: 3,
    http: 500,
  },
  REGISTRY_STORE_FAILED: {
    message: text('The store answered with an error: {detail}', '存储返回错误:{detail}'),
    remedy: text(
      'Look at the disk and its log; nothing that was acknowledged is lost.',
      '请检查磁盘及其日志,已确认的内容不会丢失。',
    ),
    exit: 3,
    http: 500,
  },
  REGISTRY_REQUEST_INVALID: {
    message: text('The request is not valid: {detail}', '请求无效:{detail}'),
    remedy: text(
      'See the OCI distribution specification for this endpoint.',
      '请参阅 OCI distribution 规范中该接口的说明。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_UNSUPPORTED: {
    message: text('{operation} is not supported here.', '此处不支持 {operation}。'),
    remedy: text(
      'See the OCI distribution specification for the methods of this endpoint.',
      '请参阅 OCI distribution 规范中该接口支持的方法。',
    ),
    exit: 2,
    http: 405,
  },
  REGISTRY_FORBIDDEN_ORIGIN: {
    message: text('Requests from {origin} are not accepted.', '不接受来自 {origin} 的请求。'),
    remedy: text(
      'Use the address that Drydock printed; a web page of another site cannot reach the registry.',
      '请使用 Drydock 显示的地址,其他网站的页面无法访问本仓库。',
    ),
    exit: 1,
    http: 403,
  },
  REGISTRY_ARCHIVE_INVALID: {
    message: text('{file} is not an image archive: {detail}', '{file} 不是镜像归档:{detail}'),
    remedy: text(
      'Give an OCI layout (folder, .tar, .tar.gz) or what `docker save` wrote.',
      '请提供 OCI layout(文件夹、.tar、.tar.gz)或 `docker save` 的输出。',
    ),
    exit: 1,
    http: 400,
  },
  REGISTRY_ARCHIVE_TOO_LARGE: {
    message: text(
      '{file} passes a limit: {what}, at most {limit}.',
      '{file} 超出限制:{what},上限为 {limit}。',
    ),
    remedy: text(
      'Export fewer images into one archive, or import them from a folder.',
      '请减少单个归档中的镜像数量,或从文件夹导入。',
    ),
    exit: 1,
    http: 413,
  },
  REGISTRY_PUSH_FAILED: {
    message: text(
      'Pushing to {address} failed at {step}: {detail}',
      '推送到 {address} 在 {step} 步骤失败:{detail}',
    ),
    remedy: text(
      'Check that the registry is running (`drydock status`) and try again.',
      '请确认仓库正在运行(`drydock status`)后重试。',
    ),
    exit: 1,
    http: 502,
  },
});
