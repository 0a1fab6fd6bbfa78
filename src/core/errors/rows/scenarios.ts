import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const scenarioErrors = defineErrors({
  SCENARIO_LIMIT: {
    message: text('The scenario file is beyond what is read: {detail}.', '场景文件超出读取上限:{detail}。'),
    remedy: text(
      'Keep it below 1 MiB, 64 levels and 100 aliases.',
      '请控制在 1 MiB、64 层、100 个别名以内。',
    ),
    exit: 2,
    http: 400,
  },
  SCENARIO_SYNTAX: {
    message: text('The scenario file is not valid YAML: {detail}', '场景文件不是有效的 YAML:{detail}'),
    remedy: text('Correct the text at the place named.', '请更正所指位置的内容。'),
    exit: 2,
    http: 400,
  },
  SCENARIO_FIELD: {
    message: text('The scenario says something that cannot be: {detail}', '场景内容有误:{detail}'),
    remedy: text(
      'docs/guide/scenarios.md lists every field with its meaning.',
      'docs/guide/scenarios.md 列出了全部字段及其含义。',
    ),
    exit: 2,
    http: 400,
  },
  SCENARIO_PATCH: {
    message: text(
      'The text to replace stands {times} times in {file}, not once.',
      '待替换的文本在 {file} 中出现了 {times} 次,应恰好一次。',
    ),
    remedy: text(
      'Give more of the text around it, or follow what changed in the package.',
      '请给出更多上下文,或按安装包的改动更新。',
    ),
    exit: 2,
    http: 400,
  },
  SCENARIO_NONE: {
    message: text('There are no scenarios in {dir}.', '{dir} 中没有场景文件。'),
    remedy: text(
      'Write one into scenarios/ of the project (docs/guide/scenarios.md), or loosen the filter.',
      '请在项目的 scenarios/ 中编写场景(docs/guide/scenarios.md),或放宽过滤条件。',
    ),
    exit: 2,
    http: 404,
  },
  SCENARIO_UNKNOWN: {
    message: text('There is no scenario file "{file}".', '场景文件“{file}”不存在。'),
    remedy: text(
      '`drydock scenario list DIR` names those of a project.',
      '`drydock scenario list DIR` 会列出项目的场景。',
    ),
    exit: 2,
    http: 404,
  },
  CURE_STALE: {
    message: text(
      'What would be written is not what was shown: {what} changed meanwhile. Nothing was written.',
      '要写入的内容与所示不符:{what} 已发生变化。未写入任何内容。',
    ),
    remedy: text('Look at the cure again.', '请重新查看处理方法。'),
    exit: 1,
    http: 409,
  },
  CURE_FORGOTTEN: {
    message: text(
      'The conditions of rehearsal "{id}" are not known any more.',
      '演练“{id}”的条件已无法获知。',
    ),
    remedy: text(
      'Rehearse again, or use `drydock cure DIR` with its conditions.',
      '请重新演练,或使用 `drydock cure DIR` 并给出其条件。',
    ),
    exit: 1,
    http: 410,
  },
});
