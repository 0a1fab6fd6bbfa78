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

const lineField = z.number().int().min(1).max(20_000);

export const costPriceSet = defineAction({
  id: 'cost.price.set',
  title: text('Set price', '设置价格'),
  help: text(
    'Writes a price into the price book in use: the line with that number, else the one for the same thing, else a new one. The built-in book is copied first and your copy used from then on.',
    '向当前价目表写入一条价格:更改指定行号、或相同对象的行,否则新增。内置价目表会先复制为您自己的副本,此后使用该副本。',
  ),
  input: z.object({
    resource: field(z.string().min(1).max(200), {
      help: text('Resource type', '资源类型'),
      suggestions: ['tencentcloud_instance', 'tencentcloud_cbs_storage', 'tencentcloud_mysql_instance'],
      placeholder: 'TYPE',
    }),
    component: field(z.string().min(1).max(100).default('instance'), {
      help: text(
        'What of it: instance, machine, system-disk, data-disk, bandwidth, …',
        '计费部分:instance、machine、system-disk、data-disk、bandwidth 等',
      ),
      suggestions: ['instance', 'machine', 'system-disk', 'data-disk', 'worker', 'bandwidth', 'disk'],
    }),
    where: field(z.array(z.string().max(320)).max(50).default([]), {
      help: text('Arguments that must have these values', '须具有这些取值的参数'),
      placeholder: 'NAME=VALUE',
    }),
    region: field(z.string().max(50).optional(), {
      help: text('Only there (default: everywhere)', '仅限该地域(默认各地域)'),
      placeholder: 'REGION',
    }),
    charge: field(z.enum(['postpaid', 'prepaid']).default('postpaid'), {
      help: text('Pay as you go, or subscription', '按量计费或包年包月'),
    }),
    amount: field(z.number().min(0), { help: text('Amount', '金额'), placeholder: 'N' }),
    currency: field(
      z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default('CNY'),
      { help: text('Currency', '币种') },
    ),
    per: field(z.enum(['hour', 'month']).default('hour'), { help: text('Per', '计价周期') }),
    times: field(z.string().max(100).optional(), {
      help: text('Argument that multiplies it, e.g. a size', '与之相乘的参数,例如容量'),
      placeholder: 'NAME',
    }),
    unit: field(z.number().positive().default(1), {
      help: text('How much of that argument is in the amount', '金额对应的该参数的数量'),
    }),
    source: field(z.string().min(3).max(500), {
      help: text('Where you read it', '价格出处'),
      placeholder: 'TEXT',
    }),
    date: field(z.string().max(10).optional(), {
      help: text('Day on which you read it (default: today)', '查价日期(默认今天)'),
      placeholder: 'YYYY-MM-DD',
    }),
    confidence: field(z.enum(['high', 'medium', 'low']).default('high'), {
      help: text('How much it is trusted', '可信度'),
    }),
    line: field(lineField.optional(), {
      help: text('Line to change, as `drydock prices` numbers them', '要更改的行号(见 `drydock prices`)'),
      placeholder: 'N',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['price', 'set'],
    positional: ['resource', 'component'],
    examples: [
      {
        line: 'drydock price set tencentcloud_instance machine --where instance_type=S5.MEDIUM4 --amount 0.32 --source "price calculator"',
        does: text('by the hour, read today', '按小时,今天查价'),
      },
    ],
  },
  face: { screen: 'world', key: 'P', place: 'prices' },
  load: async () => (await import('../run/price-book.ts')).set,
});

export const costPriceRemove = defineAction({
  id: 'cost.price.remove',
  title: text('Remove price', '删除价格'),
  help: text('Removes a line from the price book in use.', '从当前价目表删除一行。'),
  input: z.object({
    line: field(lineField, {
      help: text('Line to remove, as `drydock prices` numbers them', '要删除的行号(见 `drydock prices`)'),
      placeholder: 'N',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['price', 'remove'],
    positional: ['line'],
    examples: [{ line: 'drydock price remove 3', does: text('the third line', '删除第三行') }],
  },
  face: {
    screen: 'world',
    key: 'D',
    place: 'prices',
    confirm: text('Remove this line from the price book?', '从价目表删除该行?'),
  },
  load: async () => (await import('../run/price-book.ts')).remove,
});
