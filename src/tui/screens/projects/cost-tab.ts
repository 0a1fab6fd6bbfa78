import { errorBlocks, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import { answersInput } from '../../state/forms.ts';
import { costBlocks } from '../instances/index.ts';
import type { Block, Size } from '../screen.ts';

/** What an install with the present answers costs. */
export function projectCost(scene: Scene, dir: string, { width }: Size): readonly Block[] {
  const input = { dir, answers: answersInput(scene.forms, dir) };
  const { data, error } = answerOf(scene.answers, 'cost', input as never);
  if (error !== undefined) return errorBlocks(error, scene.words, width);
  return data ? costBlocks(data, scene.words, width) : skeleton(scene.words);
}
