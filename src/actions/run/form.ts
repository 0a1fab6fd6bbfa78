import { autoAnswers, resolveForm } from '../../core/form/index.ts';
import { parsePackage, readPackage } from '../../core/package/index.ts';
import type { ActionContext } from '../action.ts';
import type { Content } from '../fields.ts';
import type { FormView } from '../views.ts';
import { type AnswersInput, answersFrom, worldFrom } from './inputs.ts';

interface Input {
  readonly dir: string;
  readonly answers: AnswersInput;
  readonly world?: Content | undefined;
  readonly worldClosed: boolean;
}

export async function run(input: Input, { signal }: ActionContext<never>): Promise<FormView> {
  const world = worldFrom(input.world, input.worldClosed);
  const { model } = parsePackage(await readPackage(input.dir, { signal }));
  const answers = answersFrom(input.answers);
  const form = answers === 'auto' ? autoAnswers({ model, world }) : resolveForm({ model, world, ...answers });
  return {
    ...form,
    specs: model.specs.map((spec) => ({ key: spec.key, name: spec.name, values: spec.enum })),
  };
}
