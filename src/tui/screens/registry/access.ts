import { blank } from '../../draw/span.ts';
import { accountLines, policyLines } from '../../parts/access.ts';
import { block, errorBlocks, heading, prose, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

/** Where the cursor among the accounts is kept. */
const CURSOR = 'registry access';

/** What clients may do, and who they are: the cursor is on an account, and its keys are about that one. */
export function accessBlocks(scene: Scene, width: number): readonly Block[] {
  const { words, answers } = scene;
  const { t } = words;
  const { data, error } = answerOf(answers, 'access.show', {});
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data) return skeleton(words);
  const { policy, accounts } = data;
  return [
    block(policyLines(policy, words, width)),
    heading(t('access.accounts'), accounts.length),
    ...(accounts.length > 0
      ? accounts.map((account): Block => ({ pick: account.name, lines: accountLines(account, words, width) }))
      : [prose(t(policy.auth ? 'access.locked' : 'access.noAccounts'), width, policy.auth ? 'warn' : 'dim')]),
    block([blank]),
    prose(t('access.keys'), width, 'dim'),
  ];
}

/** The account under the cursor. */
export function accountHere({ answers, ui }: Scene): string | undefined {
  const accounts = answerOf(answers, 'access.show', {}).data?.accounts ?? [];
  return accounts[Math.min(ui.cursors[CURSOR] ?? 0, accounts.length - 1)]?.name;
}
