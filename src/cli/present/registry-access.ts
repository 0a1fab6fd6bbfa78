import type { AccountSecretView, AccountView, PolicyView } from '../../actions/index.ts';
import { text } from '../../core/text.ts';
import { type Io, say, tr } from '../io.ts';
import { bytes, pad, table } from '../table.ts';
import type { Presenters } from './presenter.ts';
import { fill } from './progress.ts';

const words = {
  login: text('Login', '登录'),
  must: text('clients must log in', '客户端必须登录'),
  open: text(
    'not asked for: whoever reaches the port may use the registry',
    '无需登录:能访问该端口者均可使用仓库',
  ),
  readOnly: text('Read-only', '只读'),
  push: text('Push', '推送'),
  delete: text('Delete', '删除'),
  on: text('on', '开'),
  off: text('off', '关'),
  immutable: text('Immutable tags', '不可变标签'),
  none: text('none', '无'),
  maxBlob: text('Largest blob', '最大数据块'),
  url: text('Public address', '公开地址'),
  name: text('ACCOUNT', '账号'),
  grants: text('GRANTS', '授权'),
  since: text('SECRET SINCE', '密钥时间'),
  nothing: text('nothing', '无'),
  noAccounts: text(
    'No accounts. `drydock registry add-account NAME` makes one.',
    '没有账号。可用 `drydock registry add-account NAME` 添加。',
  ),
  locked: text(
    'A login is asked for and there is no account: nobody can use the registry.',
    '要求登录但没有账号:无人可以使用仓库。',
  ),
  secret: text('Secret (shown once)', '密钥(仅显示一次)'),
  login_: text('Log in', '登录命令'),
  granted: text('{name} may: {grants}', '{name} 的授权:{grants}'),
  removed: text('Removed account {name}.', '已删除账号 {name}。'),
};

type Word = (typeof words)[keyof typeof words];

function row(io: Io, name: Word, value: string): void {
  say(io, `${io.color.bold(pad(tr(io, name), 16))} ${value}`);
}

function printPolicy(policy: PolicyView, io: Io): void {
  const state = (on: boolean): string => tr(io, on ? words.on : words.off);
  row(io, words.login, tr(io, policy.auth ? words.must : words.open));
  row(io, words.readOnly, state(policy.readOnly));
  row(io, words.push, state(policy.push));
  row(io, words.delete, state(policy.delete));
  row(io, words.immutable, policy.immutable.length === 0 ? tr(io, words.none) : policy.immutable.join('  '));
  row(io, words.maxBlob, bytes(policy.maxBlob));
  if (policy.publicUrl !== undefined) row(io, words.url, policy.publicUrl);
}

function printAccounts(accounts: readonly AccountView[], io: Io): void {
  const titles = [words.name, words.grants, words.since].map((title) => ({ title: tr(io, title) }));
  const rows = accounts.map(({ name, grants, secretAt }) => [
    name,
    grants.length === 0 ? tr(io, words.nothing) : grants.join('  '),
    secretAt.slice(0, 10),
  ]);
  for (const line of table(titles, rows)) say(io, line);
}

function printSecret({ secret, login }: AccountSecretView, io: Io): void {
  const width = 20;
  const line = (name: Word, value: string): void =>
    say(io, `${io.color.bold(pad(tr(io, name), width))} ${value}`);
  if (secret !== undefined) line(words.secret, secret);
  line(words.login_, login);
}

export const presenters: Presenters = {
  'access.show': {
    text: ({ policy, accounts }, io) => {
      printPolicy(policy, io);
      say(io);
      if (accounts.length > 0) printAccounts(accounts, io);
      else say(io, policy.auth ? io.color.yellow(tr(io, words.locked)) : tr(io, words.noAccounts));
    },
  },
  'access.policy': { text: printPolicy },
  'access.add': { text: printSecret },
  'access.secret': { text: printSecret },
  'access.grant': {
    text: ({ name, grants }, io) =>
      say(
        io,
        fill(tr(io, words.granted), {
          name,
          grants: grants.length === 0 ? tr(io, words.nothing) : grants.join('  '),
        }),
      ),
  },
  'access.remove': { text: ({ name }, io) => say(io, fill(tr(io, words.removed), { name })) },
};
