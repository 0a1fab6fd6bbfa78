import type { AccessView, AccountSecretView, AccountView, PolicyView } from '../contract.ts';
import { bytes } from '../draw/format.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { Words } from '../i18n/index.ts';
import { facts } from './basics.ts';

/** What clients of the registry may do. */
export function policyLines(policy: PolicyView, { t }: Words, width: number): readonly Line[] {
  const state = (on: boolean): string => t(on ? 'access.on' : 'access.off');
  return facts(
    [
      [t('access.login'), t(policy.auth ? 'access.login.on' : 'access.login.off')],
      [t('access.readOnly'), state(policy.readOnly)],
      [t('access.push'), state(policy.push)],
      [t('access.delete'), state(policy.delete)],
      [t('access.immutable'), policy.immutable.join('  ') || t('access.none')],
      [t('access.maxBlob'), bytes(policy.maxBlob)],
      ...(policy.publicUrl === undefined ? [] : [[t('access.url'), policy.publicUrl] as const]),
    ],
    width,
  ).lines;
}

export const accountLines = (account: AccountView, { t }: Words, width: number): readonly Line[] => [
  [bold(account.name, 'accent'), dim(`  ${t('access.since', { date: account.secretAt.slice(0, 10) })}`)],
  ...(account.grants.length === 0
    ? [[dim(`  ${t('access.nothing')}`)]]
    : account.grants.flatMap((grant) => paragraph(grant, width - 2).map((line) => [span('  '), ...line]))),
];

/** Policy and accounts. */
export function accessLines({ policy, accounts }: AccessView, words: Words, width: number): readonly Line[] {
  const { t } = words;
  const empty = t(policy.auth ? 'access.locked' : 'access.noAccounts');
  return [
    ...policyLines(policy, words, width),
    blank,
    [bold(t('access.accounts'))],
    ...(accounts.length === 0 ? paragraph(empty, width, policy.auth ? 'warn' : 'dim') : []),
    ...accounts.flatMap((account) => accountLines(account, words, width)),
    blank,
    ...paragraph(t('access.keys'), width, 'dim'),
  ];
}

/** An account whose secret was just made. */
export const secretLines = (
  { account, secret, login }: AccountSecretView,
  words: Words,
  width: number,
): readonly Line[] => [
  ...accountLines(account, words, width),
  blank,
  ...(secret === undefined
    ? []
    : [
        [bold(words.t('access.secret')), span(`  ${secret}`, 'accent')] as Line,
        ...paragraph(words.t('access.once'), width, 'dim'),
        blank,
      ]),
  ...paragraph(`$ ${login}`, width),
];
