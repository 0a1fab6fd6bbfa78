import type { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { DrydockError } from '../core/errors/index.ts';
import { type LocalText, text } from '../core/text.ts';
import type { ActionContext, AnyAction } from './action.ts';

const { localeError: inChinese } = zhCN();

function wordsOf(issue: z.core.$ZodIssue): LocalText {
  const words = inChinese({ ...issue, input: issue.input } as z.core.$ZodRawIssue);
  const chinese = typeof words === 'string' ? words : words?.message;
  // A check of ours has words of its own.
  return text(issue.message, issue.code === 'custom' ? issue.message : (chinese ?? issue.message));
}

/** The action's input with defaults filled in. Error: INPUT_INVALID naming the field. */
export function parseInput(action: AnyAction, input: unknown): z.output<AnyAction['input']> {
  const parsed = action.input.strict().safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue && 'keys' in issue ? String(issue.keys) : '';
  throw new DrydockError('INPUT_INVALID', {
    field: issue?.path.join('.') || unknown || action.id,
    detail: issue ? wordsOf(issue) : text('not valid', '无效'),
  });
}

/** Checks the input, loads the action's code and runs it. Errors: INPUT_INVALID and the action's own. */
export async function invoke(
  action: AnyAction,
  input: unknown,
  context: ActionContext<unknown>,
): Promise<unknown> {
  const parsed = parseInput(action, input);
  const run = await action.load();
  return (await run(parsed, context)) ?? null;
}
