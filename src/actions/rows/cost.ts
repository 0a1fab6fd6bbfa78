import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { field } from '../fields.ts';
import { answersField, dirField, pricesField, worldClosedField, worldField } from '../schemas.ts';

export const cost = defineAction({
  id: 'cost',
  title: text('Cost', '费用'),
  help: text(
    'Estimates what an install costs, by a price book. Every figure has its date; what no price is known for is counted, not guessed.',
    '按价目表估算安装费用。每个数字都注明日期;没有价格的只计数,不猜测。',
  ),
  input: z.object({
    dir: dirField,
    answers: answersField,
    world: worldField,
    worldClosed: worldClosedField,
    prices: pricesField,
    template: field(z.boolean().default(false), {
      help: text(
        'Print a price book to fill in, for what has no price',
        '为没有价格的部分输出待填写的价目表',
      ),
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['cost'],
    positional: ['dir'],
    examples: [
      { line: 'drydock cost .', does: text('by the hour and month', '按小时和月估算') },
      {
        line: 'drydock cost . --template > my-prices.yaml',
        does: text('a book to fill in', '生成待填写的价目表'),
      },
      {
        line: 'drydock cost . --prices my-prices.yaml',
        does: text('with prices of your own', '使用自己的价格'),
      },
    ],
  },
  face: { screen: 'projects', subject: { kind: 'project', field: 'dir' }, key: 'C' },
  load: async () => (await import('../run/cost.ts')).cost,
});

export const instanceCost = defineAction({
  id: 'instance.cost',
  title: text('Cost of an instance', '实例费用'),
  help: text(
    'Estimates what an instance costs as it stands, by the price book in use.',
    '按当前价目表估算实例现状的费用。',
  ),
  input: z.object({
    id: field(z.string().min(1).max(200), { help: text('Instance id', '实例编号'), placeholder: 'ID' }),
    prices: pricesField,
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['instance', 'cost'],
    positional: ['id'],
    examples: [
      { line: 'drydock instance cost cloudapp-2gwvcfb1', does: text('what it costs now', '当前费用') },
    ],
  },
  face: { screen: 'instances', subject: { kind: 'instance', field: 'id' }, key: 'C', ambient: true },
  load: async () => (await import('../run/cost.ts')).instanceCost,
});

export const costBook = defineAction({
  id: 'cost.book',
  title: text('Price book', '价目表'),
  help: text(
    'Shows the price book that estimates use, or chooses another file. The file is yours to edit; it is read anew each time.',
    '显示估算所用的价目表,或改用其他文件。文件可自行编辑,每次使用时重新读取。',
  ),
  input: z.object({
    file: field(z.string().min(1).max(4096).optional(), {
      help: text('Price book to use from now on', '今后使用的价目表文件'),
      kind: 'path',
      placeholder: 'FILE',
    }),
    builtIn: field(z.boolean().default(false), {
      help: text('Go back to the built-in book', '恢复使用内置价目表'),
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['prices'],
    positional: ['file'],
    examples: [
      { line: 'drydock prices', does: text('the book in use', '当前使用的价目表') },
      { line: 'drydock prices my-prices.yaml', does: text('use this one from now on', '今后使用该文件') },
    ],
  },
  face: { screen: 'world', key: 'C' },
  load: async () => (await import('../run/cost.ts')).book,
});
