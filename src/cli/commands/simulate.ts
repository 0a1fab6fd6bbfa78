import type { Command } from 'commander';
import { findAction } from '../../actions/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { type Lang, text } from '../../core/text.ts';
import { readFields } from '../fields.ts';
import type { ActionExtra } from './native.ts';

const words = {
  watch: text(
    'rehearses again after every edit, only what changed (as `drydock project watch`)',
    '每次编辑后重新演练,只计算改动的部分(同 `drydock project watch`)',
  ),
  rounds: text('with --watch: ends after so many verdicts', '与 --watch 同用:给出若干次结论后结束'),
};

/** `simulate --watch` is the action `project.watch` with the same options. */
export const simulateExtra: ActionExtra = {
  declare(command: Command, lang: Lang) {
    command.option('--watch', words.watch[lang]).option('--rounds <N>', words.rounds[lang]);
  },
  async take(args, options, context) {
    const action = findAction('project.watch');
    if (options.watch !== true && options.rounds !== undefined)
      throw new DrydockError('USAGE', { detail: '--rounds needs --watch', command: 'drydock simulate' });
    if (options.watch !== true || !action) return undefined;
    const { runAction } = await import('../run.ts');
    return runAction(action, readFields(action, args, options), context);
  },
};
