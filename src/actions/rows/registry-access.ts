import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { contentSchema, field } from '../fields.ts';

const name = field(z.string().min(1).max(64), {
  help: text('Name of the account', '账号名称'),
  placeholder: 'NAME',
});
const grants = <T extends z.ZodType>(schema: T): T =>
  field(schema, {
    help: text(
      'PATTERN=ACTIONS, more than one allowed: shop/**=pull,push (actions: pull, push, delete)',
      '模式=操作,可多次给出:shop/**=pull,push(操作:pull、push、delete)',
    ),
    placeholder: 'GRANT',
  });
const secret = field(contentSchema.optional(), {
  help: text(
    'File with the secret, or - for standard input (default: one is made and shown once)',
    '包含密钥的文件,- 表示标准输入(默认自动生成并仅显示一次)',
  ),
  kind: 'content',
  placeholder: 'FILE',
});
const onOff = (en: string, zh: string) =>
  field(z.enum(['on', 'off']).optional(), { help: text(en, zh), placeholder: 'on|off' });

const account = { kind: 'account', field: 'name' } as const;
const PLACE = 'access';

export const accessShow = defineAction({
  id: 'access.show',
  title: text('Access', '访问控制'),
  help: text(
    'Shows what clients of the registry may do, and the accounts with their grants.',
    '显示仓库客户端的权限策略,以及账号及其授权。',
  ),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'access'],
    examples: [{ line: 'drydock registry access', does: text('policy and accounts', '策略与账号') }],
  },
  face: { screen: 'registry', key: 'A', place: PLACE },
  load: async () => (await import('../run/registry-access.ts')).show,
});

export const accessPolicy = defineAction({
  id: 'access.policy',
  title: text('Change policy', '修改策略'),
  help: text(
    'Switches logins, read-only mode, pushing and deleting, and sets the rules for immutable tags. What is given replaces what was.',
    '开关登录、只读模式、推送与删除,并设置不可变标签规则。给出的值会替换原有值。',
  ),
  input: z.object({
    auth: onOff('Clients must log in', '客户端必须登录'),
    readOnly: onOff('Clients may change nothing', '客户端不得做任何更改'),
    push: onOff('Clients may push', '客户端可以推送'),
    delete: onOff('Clients may delete', '客户端可以删除'),
    immutable: field(z.array(z.string().max(400)).max(100).optional(), {
      help: text(
        "Tags that are set once: TAG or REPOSITORY:TAG with * and **; more than one allowed, '' for none",
        "只可设置一次的标签:标签 或 仓库:标签,可用 * 和 **;可多次给出,'' 表示清空",
      ),
      placeholder: 'RULE',
    }),
    maxBlob: field(
      z
        .string()
        .regex(/^[1-9]\d{0,6}(MiB|GiB|TiB)$/)
        .optional(),
      {
        help: text(
          'Largest blob that clients may push, as in 500MiB or 128GiB',
          '客户端可推送的最大数据块,例如 500MiB 或 128GiB',
        ),
        placeholder: 'SIZE',
      },
    ),
    publicUrl: field(z.string().max(300).optional(), {
      help: text(
        "Address that clients reach through a proxy with TLS, https://HOST; '' for none",
        "客户端经 TLS 代理访问的地址 https://HOST;'' 表示清除",
      ),
      placeholder: 'URL',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'policy'],
    examples: [
      { line: 'drydock registry policy --auth on', does: text('ask for a login', '要求登录') },
      {
        line: "drydock registry policy --immutable 'shop/**:v*' --delete off",
        does: text('releases stay as they are', '发布版本保持不变'),
      },
    ],
  },
  face: { screen: 'registry', key: 'P', place: PLACE },
  load: async () => (await import('../run/registry-access.ts')).policy,
});

export const accessAdd = defineAction({
  id: 'access.add',
  title: text('Add account', '添加账号'),
  help: text(
    'Adds an account. Its secret is made and shown once, or read from a file or standard input; never from the command line.',
    '添加账号。密钥自动生成并仅显示一次,或从文件/标准输入读取,不会出现在命令行中。',
  ),
  input: z.object({ name, grant: grants(z.array(z.string().max(300)).max(100).default([])), secret }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'add-account'],
    positional: ['name'],
    examples: [
      {
        line: "drydock registry add-account ci --grant 'shop/**=pull,push'",
        does: text('an account that pushes to shop/', '可推送到 shop/ 的账号'),
      },
    ],
  },
  face: { screen: 'registry', key: 'N', place: PLACE },
  load: async () => (await import('../run/registry-access.ts')).add,
});

export const accessGrant = defineAction({
  id: 'access.grant',
  title: text('Set grants', '设置授权'),
  help: text(
    'Replaces what an account may do. It holds at once, for tokens that were issued before too; without a grant it may do nothing.',
    '替换账号的授权,立即生效,包括已签发的令牌;没有授权则不能执行任何操作。',
  ),
  input: z.object({ name, grant: grants(z.array(z.string().max(300)).max(100).default([])) }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'grant'],
    positional: ['name'],
    examples: [
      {
        line: "drydock registry grant ci --grant '**=pull' --grant 'shop/**=pull,push'",
        does: text('pull everything, push to shop/', '可拉取全部,可推送到 shop/'),
      },
    ],
  },
  face: { screen: 'registry', subject: account, key: 'E', place: PLACE },
  load: async () => (await import('../run/registry-access.ts')).setGrants,
});

export const accessSecret = defineAction({
  id: 'access.secret',
  title: text('New secret', '新密钥'),
  help: text(
    'Gives an account a new secret. The old one and every token of the account are worth nothing from then on.',
    '为账号更换密钥。旧密钥及该账号的所有令牌随即失效。',
  ),
  input: z.object({ name, secret }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'secret'],
    positional: ['name'],
    examples: [
      {
        line: 'drydock registry secret ci',
        does: text('a new one, shown once', '生成新密钥,仅显示一次'),
      },
    ],
  },
  face: {
    screen: 'registry',
    subject: account,
    key: 'K',
    place: PLACE,
    confirm: text(
      'Replace the secret? Clients with the old one are logged out.',
      '更换密钥?使用旧密钥的客户端将被登出。',
    ),
  },
  load: async () => (await import('../run/registry-access.ts')).newSecret,
});

export const accessRemove = defineAction({
  id: 'access.remove',
  title: text('Remove account', '删除账号'),
  help: text('Removes an account; its tokens are worth nothing from then on.', '删除账号,其令牌随即失效。'),
  input: z.object({ name }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['registry', 'rm-account'],
    positional: ['name'],
    examples: [
      { line: 'drydock registry rm-account ci', does: text('nobody logs in as ci', '不再允许 ci 登录') },
    ],
  },
  face: {
    screen: 'registry',
    subject: account,
    key: 'D',
    place: PLACE,
    confirm: text('Remove this account?', '删除该账号?'),
  },
  load: async () => (await import('../run/registry-access.ts')).remove,
});
