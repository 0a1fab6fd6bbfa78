import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';

const idField = field(z.string().min(1).max(200), {
  help: text('Instance id', '实例编号'),
  placeholder: 'ID',
});

export const instanceList = defineAction({
  id: 'instance.list',
  title: text('Instances', '实例'),
  help: text('Lists the instances that rehearsals left, newest first.', '列出演练产生的实例,最新的在前。'),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['instance', 'list'],
    examples: [{ line: 'drydock instance list', does: text('all instances', '所有实例') }],
  },
  face: { screen: 'instances', key: 'l', ambient: true },
  load: async () => (await import('../run/instances.ts')).list,
});

export const instanceShow = defineAction({
  id: 'instance.show',
  title: text('Instance details', '实例详情'),
  help: text(
    'Shows resources, outputs, assumptions and licence of an instance.',
    '显示实例的资源、输出、假设与许可证。',
  ),
  input: z.object({
    id: idField,
    reveal: field(z.boolean().default(false), { help: text('Show sensitive outputs', '显示敏感输出') }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['instance', 'show'],
    positional: ['id'],
    examples: [
      { line: 'drydock instance show cloudapp-2gwvcfb1', does: text('everything about it', '查看全部信息') },
    ],
  },
  face: { screen: 'instances', subject: { kind: 'instance', field: 'id' }, key: 'i', ambient: true },
  load: async () => (await import('../run/instances.ts')).show,
});

export const instanceRemove = defineAction({
  id: 'instance.remove',
  title: text('Remove instance', '移除实例'),
  help: text(
    'Removes an instance and its record. Its licences stay listed.',
    '移除实例及其记录,许可证仍会保留。',
  ),
  input: z.object({ id: idField }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['instance', 'remove'],
    positional: ['id'],
    examples: [{ line: 'drydock instance remove cloudapp-2gwvcfb1', does: text('remove it', '移除它') }],
  },
  face: {
    screen: 'instances',
    subject: { kind: 'instance', field: 'id' },
    key: 'd',
    confirm: text('Remove this instance and its record?', '移除该实例及其记录?'),
  },
  load: async () => (await import('../run/instances.ts')).remove,
});
