import type { z } from 'zod';
import { DrydockError } from '../core/errors/index.ts';
import type { ActionContext, AnyAction } from './action.ts';

/** The action's input with defaults filled in. Error: INPUT_INVALID naming the field. */
export function parseInput(action: AnyAction, input: unknown): z.output<AnyAction['input']> {
  const parsed = action.input.strict().safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue && 'keys' in issue ? String(issue.keys) : '';
  throw new DrydockError('INPUT_INVALID', {
    field: issue?.path.join('.') || unknown || action.id,
    detail: issue?.message ?? 'not valid',
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
