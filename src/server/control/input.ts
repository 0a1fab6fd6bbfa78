import type { z } from 'zod';
import type { AnyAction } from '../../actions/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import type { Json } from '../../core/json.ts';

/** The action's input with defaults filled in. Error: INPUT_INVALID naming the field. */
export function parseInput(action: AnyAction, input: Json): z.output<AnyAction['input']> {
  const parsed = action.input.strict().safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DrydockError('INPUT_INVALID', {
    field: issue?.path.join('.') || (issue && 'keys' in issue ? String(issue.keys) : action.id),
    detail: issue?.message ?? 'not valid',
  });
}
