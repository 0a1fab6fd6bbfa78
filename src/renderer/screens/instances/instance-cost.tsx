import { Lines } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useConsole } from '../../state/engine.ts';
import { Estimate } from '../cost/estimate.tsx';

/** What an instance costs as it stands. */
export function InstanceCost({ id }: { readonly id: string }) {
  const version = useConsole((state) => state.instances);
  const { data, error, ask } = useAnswer('instance.cost', { id }, version);
  return error ? <ErrorPanel error={error} again={ask} /> : data ? <Estimate estimate={data} /> : <Lines />;
}
