import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const commonErrors = defineErrors({
  CANCELLED: {
    message: text('Cancelled: {what}.', '已取消:{what}。'),
    remedy: text('Run it again when you want it done.', '需要时请重新执行。'),
    exit: 130,
    http: 409,
  },
  INTERNAL: {
    message: text('Drydock met an unexpected failure: {detail}', 'Drydock 遇到意外错误:{detail}'),
    remedy: text(
      'This is a bug in Drydock. The details are in {log}; please report them.',
      '这是 Drydock 的缺陷。详情见 {log},请反馈给我们。',
    ),
    exit: 3,
    http: 500,
  },
  USAGE: {
    message: text('{detail}', '{detail}'),
    remedy: text('See `{command} --help`.', '请查看 `{command} --help`。'),
    exit: 2,
    http: 400,
  },
  INPUT_INVALID: {
    message: text('Input "{field}" is not valid: {detail}', '输入 "{field}" 无效:{detail}'),
    remedy: text(
      'Correct that value; `--help` shows what is expected.',
      '请更正该值;`--help` 列出了所需的格式。',
    ),
    exit: 2,
    http: 400,
  },
  INPUT_FILE_INVALID: {
    message: text(
      '{file} cannot be used: {detail} ({code}, {more} more)',
      '{file} 无法使用:{detail}({code},另有 {more} 处)',
    ),
    remedy: text('Correct the file at the place shown.', '请在所示位置更正文件。'),
    exit: 2,
    http: 400,
  },
  NOT_FOUND: {
    message: text('There is no {kind} "{name}".', '不存在{kind} "{name}"。'),
    remedy: text('List what there is with `{list}`.', '使用 `{list}` 查看现有内容。'),
    exit: 1,
    http: 404,
  },
});
