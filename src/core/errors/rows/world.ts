import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const worldErrors = defineErrors({
  WORLD_LIMIT: {
    message: text('The world file is beyond what is read: {detail}.', '世界文件超出读取上限:{detail}。'),
    remedy: text(
      'Keep it below 1 MiB, 64 levels and 100 aliases; extend the default world and list only what differs.',
      '请控制在 1 MiB、64 层、100 个别名以内;可扩展默认世界,只写不同之处。',
    ),
    exit: 2,
    http: 400,
  },
  WORLD_SYNTAX: {
    message: text('The world file is not valid YAML: {detail}', '世界文件不是有效的 YAML:{detail}'),
    remedy: text('Correct the text at the place named.', '请更正所指位置的内容。'),
    exit: 2,
    http: 400,
  },
  WORLD_FIELD: {
    message: text('The world file says something that cannot be: {detail}.', '世界文件内容有误:{detail}。'),
    remedy: text(
      'docs/guide/worlds.md lists every field with its type and meaning.',
      'docs/guide/worlds.md 列出了全部字段的类型与含义。',
    ),
    exit: 2,
    http: 400,
  },
  WORLD_REFERENCE: {
    message: text(
      'The world has no {kind} "{name}" (nearest: {near}).',
      '该世界中不存在 {kind} "{name}"(最接近:{near})。',
    ),
    remedy: text(
      'Name one that the world has, or add it to the file; `extends: default` brings the shipped ones.',
      '请引用已有的对象,或在文件中添加;`extends: default` 可引入内置对象。',
    ),
    exit: 2,
    http: 400,
  },
  WORLD_DUPLICATE: {
    message: text('"{name}" stands twice under {kind}.', '"{name}" 在 {kind} 中出现了两次。'),
    remedy: text('Keep one of the two entries.', '请只保留其中一项。'),
    exit: 2,
    http: 400,
  },
});
