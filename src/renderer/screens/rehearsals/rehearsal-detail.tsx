import { Button } from '@mantine/core';
import type { RehearsalModel } from '../../../client/index.ts';
import { ActionBar } from '../../actions/action-bar.tsx';
import { ActionButton } from '../../actions/action-button.tsx';
import type { RehearsalView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Lines } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { go } from '../../state/route.ts';
import { useRehearsal } from '../../state/watch.ts';
import { Data } from '../../text/data.tsx';
import { baseName, clock } from '../../text/format.ts';
import { FailureCard } from './failure-card.tsx';
import { PhaseLine } from './phase-line.tsx';
import { RehearsalTabs } from './rehearsal-tabs.tsx';
import { Timeline } from './timeline.tsx';

interface RehearsalDetailProps {
  readonly id: string;
  readonly tab: string | undefined;
  readonly view: RehearsalView | undefined;
}

/** One rehearsal, live or over: watched from its first event, whoever started it. */
export function RehearsalDetail({ id, tab, view }: RehearsalDetailProps) {
  const { t } = useText();
  useCliLine('rehearsal.watch', { id });
  const watched = useRehearsal(id);
  const { model } = watched;
  const begun = model.seq > 0;
  const created = model.resources.filter((each) => each.state === 'created').length;
  return (
    <>
      <DetailHead
        title={
          <>
            <Data>{view?.project ?? (begun ? baseName(model.project) : id)}</Data>
            <StateMark state={begun ? model.status : (view?.state ?? 'waiting')} />
          </>
        }
        under={
          <>
            <Data mono>{id}</Data>
            {view && (
              <Data mono dim>
                {view.packageId}
              </Data>
            )}
            <span className="clock" title={t('rehearsal.clock')}>
              {clock(model.now)}
            </span>
          </>
        }
        actions={
          <div className="action-bar">
            <ActionBar
              screen="rehearsals"
              which="selected"
              subjects={{ rehearsal: id }}
              state={begun ? model.status : view?.state}
            />
            {model.instance !== undefined && (
              <Button variant="default" onClick={() => model.instance && go('instances', [model.instance])}>
                {t('rehearsal.instance')}
              </Button>
            )}
          </div>
        }
      />
      {watched.error && !begun ? (
        <ErrorPanel error={watched.error} />
      ) : !begun ? (
        <Lines rows={8} height={24} />
      ) : (
        <div className="rehearsal">
          <PhaseLine model={model} created={created} />
          <RestsOn counts={model.counts} />
          {model.failures.map((failure, index) => (
            <FailureCard
              // biome-ignore lint/suspicious/noArrayIndexKey: failures are only ever added at the end
              key={index}
              failure={failure}
              apply={
                index === 0 && (
                  <ActionButton
                    action="rehearsal.cure"
                    subjects={{ rehearsal: id }}
                    state={model.status}
                    input={{}}
                    primary
                  />
                )
              }
            />
          ))}
          <div className="rehearsal-body">
            <Timeline model={model} />
            <RehearsalTabs id={id} tab={tab} watched={watched} />
          </div>
        </div>
      )}
    </>
  );
}

/** What an ended rehearsal rests on and is known in part or not at all: a green verdict never hides it. */
function RestsOn({ counts }: { readonly counts: RehearsalModel['counts'] }) {
  const { t } = useText();
  const { partial = [], opaque = [] } = counts?.fidelity ?? {};
  if (partial.length + opaque.length === 0) return null;
  return (
    <p className="dim" role="note" aria-label={t('ship.fidelity')}>
      {opaque.length > 0 && (
        <>
          <span className="tag">{t('ship.opaque')}</span> <Data mono>{opaque.join(', ')}</Data>{' '}
        </>
      )}
      {partial.length > 0 && (
        <>
          <span className="tag">{t('ship.partial')}</span> <Data mono>{partial.join(', ')}</Data>
        </>
      )}
    </p>
  );
}
