import { Lines } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { answersInput, useAnswers } from '../../state/answers.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { Estimate } from '../cost/estimate.tsx';

/** What an install with the present answers costs. */
export function CostTab({ dir }: { readonly dir: string }) {
  const values = useAnswers(dir);
  useCliLine('cost', { dir });
  const { data, error, ask } = useAnswer('cost', { dir, answers: answersInput(values) });
  return error ? <ErrorPanel error={error} again={ask} /> : data ? <Estimate estimate={data} /> : <Lines />;
}
