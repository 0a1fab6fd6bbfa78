import { autoAnswers, type FormState, resolveForm } from '../../core/form/index.ts';
import { parsePackage, readPackage } from '../../core/package/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';

interface Input {
  readonly dir: string;
  readonly answers: AnswersInput;
  readonly world?: Content | undefined;
  readonly worldClosed: boolean;
}

export async function run(input: Input, { signal }: ActionContext<never>): Promise<FormState> {
  const world = worldFrom(input.world, input.worldClosed);
  const { model } = parsePackage(await readPackage(input.dir, { signal }));
  const answers = answersFrom(input.answers);
  return answers === 'auto' ? autoAnswers({ model, world }) : resolveForm({ model, world, ...answers });
}
