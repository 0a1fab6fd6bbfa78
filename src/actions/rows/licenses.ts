import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { contentSchema, field } from '../fields.ts';

const licenseFile = field(contentSchema, {
  help: text(
    'Licence response: a JSON file, or - for standard input',
    '许可证响应:JSON 文件,或用 - 表示标准输入',
  ),
  kind: 'content',
  placeholder: 'FILE|-',
});
const atField = field(z.iso.datetime({ offset: true }).optional(), {
  help: text('Time to judge it at, ISO 8601 (default: now)', '判断时间,ISO 8601(默认为当前时间)'),
  placeholder: 'TIME',
});

export const licenseList = defineAction({
  id: 'license.list',
  title: text('Licences', '许可证'),
  help: text('Lists the licences that this data directory issued.', '列出该数据目录签发的许可证。'),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['license', 'list'],
    examples: [{ line: 'drydock license list', does: text('all licences', '所有许可证') }],
  },
  face: { screen: 'licenses', key: 'l', ambient: true },
  load: async () => (await import('../run/licenses.ts')).list,
});

export const licenseShow = defineAction({
  id: 'license.show',
  title: text('Licence response', '许可证响应'),
  help: text(
    'Prints the signed response of an issued licence, as VerifyLicense answers it.',
    '输出已签发许可证的签名响应,与 VerifyLicense 的返回一致。',
  ),
  input: z.object({
    id: field(z.string().min(1).max(300), { help: text('Licence id', '许可证编号'), placeholder: 'ID' }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['license', 'show'],
    positional: ['id'],
    examples: [{ line: 'drydock license show ID > license.json', does: text('save it', '保存到文件') }],
  },
  face: { screen: 'licenses', subject: { kind: 'license', field: 'id' }, key: 'i', ambient: true },
  load: async () => (await import('../run/licenses.ts')).show,
});

export const licenseIssue = defineAction({
  id: 'license.issue',
  title: text('Issue licence', '签发许可证'),
  help: text(
    'Issues a development licence for a rehearsed instance, signed with this data directory’s key, and prints the response.',
    '为演练实例签发开发许可证,使用该数据目录的密钥签名。',
  ),
  input: z.object({
    instance: field(z.string().min(1).max(200), {
      help: text('Instance id', '实例编号'),
      placeholder: 'INSTANCE',
    }),
    spec: field(z.array(z.string().max(200)).max(50).default([]), {
      help: text(
        'Specification KEY=VALUE; may be repeated (default: the first values)',
        '规格 KEY=VALUE,可重复(默认取首个值)',
      ),
      placeholder: 'KEY=VALUE',
    }),
    mode: field(z.enum(['Permanent', 'Subscription']).default('Subscription'), {
      help: text('Licence mode', '授权模式'),
    }),
    days: field(z.coerce.number().int().min(1).max(36_500).default(30), {
      help: text('Days until it expires (Subscription)', '有效天数(订阅模式)'),
      placeholder: 'N',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['license', 'issue'],
    positional: ['instance'],
    examples: [
      {
        line: 'drydock license issue cloudapp-2gwvcfb1 --spec edition=pro > license.json',
        does: text('a licence for that edition', '签发该版本的许可证'),
      },
    ],
  },
  face: { screen: 'instances', subject: { kind: 'instance', field: 'instance' }, key: 'n' },
  load: async () => (await import('../run/licenses.ts')).issue,
});

export const licenseInspect = defineAction({
  id: 'license.inspect',
  title: text('Inspect licence', '查看许可证'),
  help: text(
    'Explains every field of a licence and its state at a given time. Checks no signature.',
    '解释许可证的每个字段以及指定时间的状态,不检查签名。',
  ),
  input: z.object({ file: licenseFile, at: atField }),
  needs: 'files',
  streams: false,
  cli: {
    words: ['license', 'inspect'],
    positional: ['file'],
    examples: [
      { line: 'drydock license inspect license.json', does: text('every field explained', '逐字段解释') },
    ],
  },
  face: { screen: 'licenses', key: 'o' },
  load: async () => (await import('../run/licenses.ts')).inspect,
});

export const licenseVerify = defineAction({
  id: 'license.verify',
  title: text('Verify licence', '验证许可证'),
  help: text(
    'Checks the signature against our key and the platform’s, and the state at a given time. Unknown is never valid.',
    '用本地密钥与平台公钥检查签名,并判断指定时间的状态。未知一律不视为有效。',
  ),
  input: z.object({
    file: licenseFile,
    at: atField,
    package: field(z.string().max(100).optional(), {
      help: text('Package id it must be for', '应属于的安装包'),
      placeholder: 'PKG',
    }),
    instance: field(z.string().max(200).optional(), {
      help: text('Instance id it must be for', '应属于的实例'),
      placeholder: 'INSTANCE',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['license', 'verify'],
    positional: ['file'],
    examples: [
      {
        line: 'drydock license verify - < license.json',
        does: text('exit status 0 only when valid', '仅在有效时退出码为 0'),
      },
    ],
  },
  face: { screen: 'licenses', key: 'v' },
  load: async () => (await import('../run/licenses.ts')).verify,
});
