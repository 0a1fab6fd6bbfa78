import type { ErrorCode } from 'yaml';
import { type LocalText, text } from '../../text.ts';
import type { YamlSpan } from './node.ts';

export interface YamlProblem {
  /** `duplicate`: a key stands twice in one mapping; `limit`: too large, deep or multiplied; `syntax`: the rest. */
  readonly kind: 'syntax' | 'limit' | 'duplicate';
  readonly message: LocalText;
  readonly span: YamlSpan;
}

const MESSAGES: Partial<Record<ErrorCode, LocalText>> = {
  ALIAS_PROPS: text('An alias takes no anchor or tag.', '别名不能带锚点或标签。'),
  BAD_ALIAS: text('This alias is not valid.', '该别名无效。'),
  BAD_DIRECTIVE: text('This directive is not valid.', '该指令无效。'),
  BAD_DQ_ESCAPE: text(
    'This escape sequence does not exist in double quotes.',
    '双引号字符串中没有这种转义序列。',
  ),
  BAD_INDENT: text('The indentation does not fit the lines around it.', '缩进与上下文不一致。'),
  BAD_PROP_ORDER: text('Anchors and tags must come after the indicator.', '锚点和标签必须位于指示符之后。'),
  BAD_SCALAR_START: text(
    'A value cannot start with this character; put it in quotes.',
    '值不能以该字符开头,请加引号。',
  ),
  BLOCK_AS_IMPLICIT_KEY: text(
    'A mapping cannot stand on the line of another key: put it on a line of its own, or quote the text.',
    '映射不能与另一个键写在同一行:请另起一行,或给文本加引号。',
  ),
  BLOCK_IN_FLOW: text('Indented blocks cannot stand inside { } or [ ].', '{ } 或 [ ] 内不能使用缩进块。'),
  KEY_OVER_1024_CHARS: text('A key may have at most 1024 characters.', '键最多 1024 个字符。'),
  MISSING_CHAR: text(
    'A character is missing here: a colon, comma, space, quote or closing bracket.',
    '此处缺少字符:冒号、逗号、空格、引号或右括号。',
  ),
  MULTILINE_IMPLICIT_KEY: text('A key must stand on one line.', '键必须写在一行内。'),
  MULTIPLE_ANCHORS: text('A value can have one anchor only.', '一个值只能有一个锚点。'),
  MULTIPLE_DOCS: text(
    'The file holds several documents (`---`); one is expected.',
    '文件包含多个文档(`---`),应只有一个。',
  ),
  MULTIPLE_TAGS: text('A value can have one tag only.', '一个值只能有一个标签。'),
  RESOURCE_EXHAUSTION: text('The values are nested too deeply.', '嵌套过深。'),
  TAB_AS_INDENT: text('Tabs cannot be used for indentation; use spaces.', '不能使用制表符缩进,请使用空格。'),
  TAG_RESOLVE_FAILED: text('This value does not fit its tag.', '该值与其标签不符。'),
  UNEXPECTED_TOKEN: text('This is not expected here.', '此处不应出现该内容。'),
  BAD_COLLECTION_TYPE: text('This value does not fit its tag.', '该值与其标签不符。'),
};

const FALLBACK = text('This is not valid YAML.', '不是有效的 YAML。');

/** A message of ours for an error code of the YAML library. */
export const syntaxMessage = (code: ErrorCode): LocalText => MESSAGES[code] ?? FALLBACK;
