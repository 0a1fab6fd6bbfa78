import { Button } from '@mantine/core';
import type { GoldenView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Diff } from '../../parts/diff.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';

interface GoldenDiffProps {
  readonly golden: GoldenView;
  /** Writes what is new into the golden files. */
  readonly onAccept: () => void;
}

/** How a scenario's plan and manifests differ from its golden files. */
export function GoldenDiff({ golden, onAccept }: GoldenDiffProps) {
  const { t } = useText();
  const { status, folder, files, changed, changes } = golden;
  return (
    <div className="stack">
      <p>
        <StateMark state={status === 'changed' ? 'failed' : 'valid'} compact />{' '}
        {t(`golden.${status}`, { files, changed })} <Data mono>{folder}</Data>
      </p>
      {status === 'changed' && (
        <div className="action-bar">
          <Button size="xs" variant="default" onClick={onAccept} data-golden="accept">
            {t('golden.accept')}
          </Button>
        </div>
      )}
      {status === 'changed' &&
        changes.map((each) => <Diff key={each.file} name={each.file} diff={each.diff} />)}
    </div>
  );
}
