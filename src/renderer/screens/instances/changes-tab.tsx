import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { InstanceDetailView, OperationPreviewView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { Change } from '../cost/estimate.tsx';
import { FailureCard } from '../rehearsals/failure-card.tsx';
import { DiffView } from './diff-view.tsx';

type Operation = 'upgrade' | 'retry' | 'repair' | 'uninstall';

/** What can be done next with an instance, the likeliest first: what failed or stopped half-way can be tried again. */
function operationsFor({ status, drifted }: InstanceDetailView): readonly Operation[] {
  if (status !== 'succeeded') return ['retry', 'upgrade', 'repair', 'uninstall'];
  return drifted > 0 ? ['repair', 'upgrade', 'uninstall'] : ['upgrade', 'repair', 'uninstall'];
}

/** What an operation would do, before anybody runs it. */
export function ChangesTab({ instance }: { readonly instance: InstanceDetailView }) {
  const { t } = useText();
  const [chosen, choose] = useState<Operation>();
  const operations = operationsFor(instance);
  const operation = operations.find((each) => each === chosen) ?? operations[0] ?? 'upgrade';
  const { id } = instance;
  useCliLine('instance.preview', { id, operation });
  const version = useConsole((state) => state.instances);
  const { data, error, ask } = useAnswer('instance.preview', { id, operation }, version);
  return (
    <div className="stack">
      <SegmentedControl
        size="xs"
        aria-label={t('lifecycle.operation')}
        value={operation}
        onChange={(value) => choose(value as Operation)}
        data={operations.map((value) => ({
          value,
          label: t(`lifecycle.${value}`),
        }))}
      />
      {error ? <ErrorPanel error={error} again={ask} /> : data ? <Preview view={data} /> : <Lines />}
    </div>
  );
}

function Preview({ view }: { readonly view: OperationPreviewView }) {
  const { t } = useText();
  return (
    <>
      {view.failures.map((failure) => (
        <FailureCard key={`${failure.code} ${failure.address ?? ''}`} failure={failure} />
      ))}
      {view.diff ? <DiffView diff={view.diff} /> : <Empty title={t('lifecycle.impossible')} />}
      {view.cost && <Change change={view.cost} />}
    </>
  );
}
