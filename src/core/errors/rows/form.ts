import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

const wrongAnswer = { exit: 1, http: 422 } as const;
const allowed = text(
  '`drydock form DIR` lists what each field offers in this world.',
  '`drydock form DIR` 会列出各字段在该世界中的可选值。',
);

/** Errors of single fields carry no field name: the face or the finding that shows them names the field. */
export const formErrors = defineErrors({
  FORM_REQUIRED: {
    message: text('A value is required.', '必须填写。'),
    remedy: text(
      'Answer the field, or let `--answers auto` choose.',
      '请填写该字段,或使用 `--answers auto`。',
    ),
    ...wrongAnswer,
  },
  FORM_ANSWER_TYPE: {
    message: text(
      '{given} is not of the kind expected here: {expected}.',
      '{given} 的类型不符,应为:{expected}。',
    ),
    remedy: allowed,
    ...wrongAnswer,
  },
  FORM_ANSWER_NOT_OFFERED: {
    message: text(
      'There is no {given} to choose. Allowed or nearest: {near}.',
      '没有可选的 {given}。可用或最接近的值:{near}。',
    ),
    remedy: allowed,
    ...wrongAnswer,
  },
  FORM_ANSWER_FILTERED: {
    message: text(
      '{given} exists, but is not offered here ({filters}). Offered: {options}.',
      '{given} 存在,但不在此处的可选范围内({filters})。可选:{options}。',
    ),
    remedy: text(
      'Choose an offered one, or change the field that the filter depends on.',
      '请选择可选值,或修改筛选条件所依赖的字段。',
    ),
    ...wrongAnswer,
  },
  FORM_ANSWER_AMBIGUOUS: {
    message: text('{given} can mean several choices: {options}.', '{given} 可对应多个选项:{options}。'),
    remedy: text('Write the key of the one you mean.', '请写明所指选项的键。'),
    ...wrongAnswer,
  },
  FORM_ANSWER_MISMATCH: {
    message: text(
      '{given} exists, but not as described: {detail}; in brackets what the world has.',
      '{given} 存在,但描述不符:{detail},括号内为世界中的值。',
    ),
    remedy: text('Give the key alone, or correct the attribute.', '只写键即可,或更正该属性。'),
    ...wrongAnswer,
  },
  FORM_OPTION_DISABLED: {
    message: text('{given} cannot be chosen: {reason}.', '{given} 不可选:{reason}。'),
    remedy: allowed,
    ...wrongAnswer,
  },
  FORM_NO_OPTIONS: {
    message: text(
      'The world offers nothing to choose here ({filters}).',
      '该世界中没有可供选择的项({filters})。',
    ),
    remedy: text(
      'Change the field that the filter depends on, or use a world that has one (docs/guide/worlds.md).',
      '请修改筛选条件所依赖的字段,或使用包含该资源的世界(docs/guide/worlds.md)。',
    ),
    ...wrongAnswer,
  },
  FORM_ALL_DISABLED: {
    message: text(
      'None of the {count} choices can be had ({filters}); {first}: {reason}.',
      '{count} 个选项均不可选({filters});{first}:{reason}。',
    ),
    remedy: text(
      'Change the field that the filter depends on (another zone, another size), or use a world that has one.',
      '请修改筛选条件所依赖的字段(更换可用区或规格),或使用包含该资源的世界。',
    ),
    ...wrongAnswer,
  },
  FORM_RANGE: {
    message: text('{given} is out of range: {min} to {max}.', '{given} 超出范围:{min} 至 {max}。'),
    remedy: text('Give a value within the range.', '请填写范围内的值。'),
    ...wrongAnswer,
  },
  FORM_CIDR: {
    message: text(
      '{given} is not an IPv4 CIDR block such as 172.16.0.0/16.',
      '{given} 不是 IPv4 CIDR,例如 172.16.0.0/16。',
    ),
    remedy: text(
      'Write the first address of the block, a slash and the prefix length.',
      '请写网段首地址、斜杠与前缀长度。',
    ),
    ...wrongAnswer,
  },
  FORM_DOMAIN: {
    message: text('{given} is not a domain name.', '{given} 不是有效的域名。'),
    remedy: text(
      'Write a host name of two labels or more, without scheme, path or wildcard.',
      '请填写至少两级的主机名,不含协议、路径或通配符。',
    ),
    ...wrongAnswer,
  },
  FORM_DOMAIN_CERTIFICATE: {
    message: text(
      'Certificate {certificate} does not cover {given}; it covers {names}.',
      '证书 {certificate} 不适用于 {given};其适用域名为 {names}。',
    ),
    remedy: text(
      'Choose a name that it covers, or another certificate.',
      '请使用证书适用的域名,或更换证书。',
    ),
    ...wrongAnswer,
  },
  FORM_VALIDATOR: {
    message: text('{message}', '{message}'),
    remedy: text(
      'This rule is the package’s own (`validator`); choose answers that meet it.',
      '该规则由安装包自身(`validator`)定义;请选择符合规则的值。',
    ),
    ...wrongAnswer,
  },
  FORM_CYCLE: {
    message: text(
      'These args wait for one another and never settle: {names}.',
      '以下参数相互等待,无法确定:{names}。',
    ),
    remedy: text(
      'Break the circle of expressions in package.yaml.',
      '请在 package.yaml 中打断表达式的循环引用。',
    ),
    ...wrongAnswer,
  },
  FORM_DUPLICATE_VISIBLE: {
    message: text(
      'Two args named "{name}" are shown at once; the first counts.',
      '两个名为 "{name}" 的参数同时显示;以第一个为准。',
    ),
    remedy: text('Give them conditions that exclude one another.', '请为它们设置互斥的显示条件。'),
    ...wrongAnswer,
  },
  FORM_EXPRESSION: {
    message: text(
      'Arg "{name}": {property} cannot be evaluated and is left out: {detail}',
      '参数 "{name}":{property} 无法求值,已忽略:{detail}',
    ),
    remedy: text('Correct the expression in package.yaml.', '请更正 package.yaml 中的表达式。'),
    ...wrongAnswer,
  },
  FORM_OP_UNVERIFIED: {
    message: text(
      'Arg "{name}": the operator "{op}" is in no real package; it is read as "{reading}".',
      '参数 "{name}":操作符 "{op}" 未见于真实安装包;按 "{reading}" 处理。',
    ),
    remedy: text('Only `eq` is evidenced; prefer it.', '仅 `eq` 有实际依据,建议使用。'),
    ...wrongAnswer,
  },
  FORM_WIDGET_UNVERIFIED: {
    message: text(
      'Arg "{name}": the widget name "{widget}" is not evidenced; it is taken for: {title}.',
      '参数 "{name}":组件名 "{widget}" 尚无依据;按“{title}”处理。',
    ),
    remedy: text('Check the name against the platform’s manual.', '请对照平台手册核实组件名。'),
    ...wrongAnswer,
  },
  FORM_WIDGET_UNKNOWN: {
    message: text(
      'Arg "{name}": nobody knows the widget "{widget}"; any value is passed on (nearest known: {near}).',
      '参数 "{name}":未知组件 "{widget}";任意值都会原样传递(最接近的已知组件:{near})。',
    ),
    remedy: text('Check the spelling against the platform’s manual.', '请对照平台手册核实拼写。'),
    ...wrongAnswer,
  },
  FORM_DEFAULT_UNUSABLE: {
    message: text(
      'Arg "{name}": defaultValue is not used: {detail}',
      '参数 "{name}":defaultValue 未生效:{detail}',
    ),
    remedy: text('Correct defaultValue or leave it out.', '请更正或删除 defaultValue。'),
    ...wrongAnswer,
  },
  FORM_VALUE_ASSUMED: {
    message: text('Arg "{name}": {detail}', '参数 "{name}":{detail}'),
    remedy: text(
      'Add it to the world file to be sure, or rehearse with a closed world to refuse it.',
      '可将其加入世界文件以确认,或使用封闭世界予以拒绝。',
    ),
    ...wrongAnswer,
  },
  FORM_ANSWER_UNUSED: {
    message: text(
      'Arg "{name}" is hidden with these answers; its answer is not sent.',
      '参数 "{name}" 在当前填写下被隐藏;其值不会提交。',
    ),
    remedy: text('Nothing need be done.', '无需处理。'),
    ...wrongAnswer,
  },
  FORM_ANSWER_UNKNOWN_ARG: {
    message: text(
      'The package has no arg "{name}" (nearest: {near}).',
      '安装包没有参数 "{name}"(最接近:{near})。',
    ),
    remedy: text('Use the names of `args` in package.yaml.', '请使用 package.yaml 中 `args` 的名称。'),
    ...wrongAnswer,
  },
  FORM_AUTO_GAVE_UP: {
    message: text(
      'No set of answers was found within {tries} tries; the field that failed last: {name}.',
      '尝试 {tries} 次后仍未找到可行的填写;最后失败的字段:{name}。',
    ),
    remedy: text(
      'Answer some fields in a file and leave the others to `auto`.',
      '请在文件中给出部分答案,其余交给 `auto`。',
    ),
    ...wrongAnswer,
  },
  FORM_ANSWERS_SYNTAX: {
    message: text('The answers file cannot be read: {detail}', '无法读取答案文件:{detail}'),
    remedy: text(
      'It is a YAML or JSON mapping from arg names to values (docs/guide/form.md).',
      '答案文件应为参数名到值的 YAML 或 JSON 映射(docs/guide/form.md)。',
    ),
    exit: 2,
    http: 400,
  },
  FORM_ANSWERS_LIMIT: {
    message: text('The answers file is beyond what is read: {detail}.', '答案文件超出读取上限:{detail}。'),
    remedy: text(
      'Keep it below 1 MiB, 64 levels and 100 aliases.',
      '请控制在 1 MiB、64 层、100 个别名以内。',
    ),
    exit: 2,
    http: 400,
  },
});
