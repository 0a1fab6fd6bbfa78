import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const licenseErrors = defineErrors({
  LICENSE_KEY_CORRUPT: {
    message: text(
      'The licence key {file} cannot be used: {detail}.',
      '无法使用 License 密钥 {file}:{detail}。',
    ),
    remedy: text(
      'Restore it from a backup. Without one, move it away and a new key is made; licences issued before will then no longer fit.',
      '请从备份恢复。若无备份,移走该文件后会生成新密钥,但此前颁发的 License 将不再匹配。',
    ),
    exit: 3,
    http: 500,
  },
  LICENSE_KEY_EXPOSED: {
    message: text(
      'Others can read the licence key {file} (mode {mode}).',
      '其他用户可以读取 License 密钥 {file}(权限 {mode})。',
    ),
    remedy: text(
      'Run `chmod 600 {file}`. If strangers had access, move it away so that a new key is made.',
      '请执行 `chmod 600 {file}`。若外人曾可访问,请移走该文件以生成新密钥。',
    ),
    exit: 3,
    http: 500,
  },
  LICENSE_KEY_UNUSABLE: {
    message: text(
      'The licence key {file} cannot be read or written: {detail}',
      '无法读写 License 密钥 {file}:{detail}',
    ),
    remedy: text(
      'Check that the data directory can be written and has space.',
      '请确认数据目录可写且有剩余空间。',
    ),
    exit: 3,
    http: 500,
  },
  LICENSE_KEY_INVALID: {
    message: text('This is no RSA public key in PEM form: {detail}', '这不是 PEM 格式的 RSA 公钥:{detail}'),
    remedy: text(
      'Give a file that begins with "-----BEGIN PUBLIC KEY-----".',
      '请提供以 "-----BEGIN PUBLIC KEY-----" 开头的文件。',
    ),
    exit: 2,
    http: 400,
  },
  LICENSE_FIELD_INVALID: {
    message: text(
      'A licence cannot be issued with {field} "{value}".',
      '无法以 {field} "{value}" 颁发 License。',
    ),
    remedy: text('Allowed is: {wanted}.', '允许的取值:{wanted}。'),
    exit: 2,
    http: 400,
  },
  LICENSE_SPEC_UNKNOWN: {
    message: text('The package has no specification "{key}".', '安装包没有规格 "{key}"。'),
    remedy: text(
      'The keys under `specs` in package.yaml are: {known}.',
      'package.yaml 的 `specs` 中的 key 为:{known}。',
    ),
    exit: 2,
    http: 400,
  },
  LICENSE_SPEC_VALUE: {
    message: text('The specification "{key}" has no value "{value}".', '规格 "{key}" 没有取值 "{value}"。'),
    remedy: text('Choose one of: {known}.', '请选择其一:{known}。'),
    exit: 2,
    http: 400,
  },
  LICENSE_SPEC_EMPTY: {
    message: text(
      'The specification "{key}" of package.yaml lists no value to choose.',
      'package.yaml 的规格 "{key}" 没有可选的取值。',
    ),
    remedy: text(
      'Add at least one entry with `value` and `name` under its `enum`.',
      '请在其 `enum` 下至少添加一个含 `value` 与 `name` 的条目。',
    ),
    exit: 1,
    http: 422,
  },
  LICENSE_CHANGE_REFUSED: {
    message: text(
      'The licence {id} ({mode}, {status}) does not allow: {change}.',
      'License {id}({mode},{status})不允许执行:{change}。',
    ),
    remedy: text(
      '`drydock license inspect` shows its state; a destroyed licence has to be issued anew.',
      '`drydock license inspect` 可查看其状态;已销毁的 License 需重新颁发。',
    ),
    exit: 1,
    http: 409,
  },
  LICENSE_EXISTS: {
    message: text('A licence with the number {id} was issued already.', '编号为 {id} 的 License 已经颁发。'),
    remedy: text('Renew it, or issue one with the next number.', '请续期,或以下一个编号颁发。'),
    exit: 1,
    http: 409,
  },
  LICENSE_UNREADABLE: {
    message: text('No licence can be read from this text. {detail}', '无法从该文本读取 License。{detailZh}'),
    remedy: text(
      'Give the whole answer of VerifyLicense or DescribeLicense, as it came.',
      '请提供 VerifyLicense 或 DescribeLicense 的完整原始应答。',
    ),
    exit: 1,
    http: 422,
  },
});
