import { Switch } from '@mantine/core';
import { useState } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import type { InstanceDetailView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, JsonBlock, Lines, Section } from '../../parts/basics.tsx';
import { DetailHead, DetailTabs } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Outputs } from '../../parts/outputs.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { time } from '../../text/format.ts';
import { pretty } from '../../text/json.ts';
import { visible, visibleBlock } from '../../text/visible.ts';
import { FailureCard } from '../rehearsals/failure-card.tsx';
import { Assumptions } from '../rehearsals/rehearsal-tabs.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { History } from './history.tsx';
import { InstanceCost } from './instance-cost.tsx';
import { InstanceResources } from './instance-resources.tsx';

/** One instance: its outputs (sensitive ones masked until asked for), resources, answers and licence. */
export function InstanceDetail({ id, tab }: { readonly id: string; readonly tab: string | undefined }) {
  const [reveal, setReveal] = useState(false);
  useCliLine('instance.show', { id, reveal });
  const version = useConsole((state) => state.instances);
  const { data, error, ask } = useAnswer('instance.show', { id, reveal }, version);
  return (
    <>
      <DetailHead
        title={
          <>
            <Data mono>{id}</Data>
            {data && <StateMark state={data.status} />}
          </>
        }
        under={data && <Data>{data.project}</Data>}
        actions={
          <ActionBar
            screen="instances"
            which="selected"
            subjects={{ instance: id }}
            state={data?.status}
            primary="instance.upgrade"
          />
        }
      />
      {error ? (
        <ErrorPanel error={error} again={ask} />
      ) : data ? (
        <Parts instance={data} tab={tab} reveal={reveal} onReveal={setReveal} />
      ) : (
        <Lines />
      )}
    </>
  );
}

interface PartsProps {
  readonly instance: InstanceDetailView;
  readonly tab: string | undefined;
  readonly reveal: boolean;
  readonly onReveal: (reveal: boolean) => void;
}

function Parts({ instance, tab, reveal, onReveal }: PartsProps) {
  const { t } = useText();
  const { id } = instance;
  return (
    <DetailTabs
      value={tab ?? 'outputs'}
      onChange={(next) => go('instances', [id, next], 'replace')}
      tabs={[
        {
          id: 'outputs',
          title: t('instances.summary'),
          body: () => (
            <div className="stack">
              {instance.failure && <FailureCard failure={instance.failure} />}
              <Summary instance={instance} />
              <Section
                title={t('rehearsal.outputs')}
                count={instance.outputs.length}
                aside={
                  instance.outputs.some((each) => each.sensitive) && (
                    <Switch
                      size="xs"
                      label={t('outputs.reveal')}
                      checked={reveal}
                      onChange={(event) => onReveal(event.currentTarget.checked)}
                    />
                  )
                }
              >
                <Outputs outputs={instance.outputs} />
              </Section>
            </div>
          ),
        },
        {
          id: 'resources',
          title: t('rehearsal.resources'),
          count: instance.resourceList.length,
          body: () => <InstanceResources resources={instance.resourceList} />,
        },
        {
          id: 'changes',
          title: t('lifecycle.changes'),
          ...(instance.drifted > 0 ? { count: instance.drifted, alert: true } : {}),
          body: () => <ChangesTab instance={instance} />,
        },
        { id: 'cost', title: t('cost.title'), body: () => <InstanceCost id={id} /> },
        {
          id: 'history',
          title: t('lifecycle.history'),
          count: instance.revisions.length,
          body: () => <History instance={instance} />,
        },
        {
          id: 'answers',
          title: t('form.answers'),
          body: () => <JsonBlock>{visibleBlock(pretty(instance.answers))}</JsonBlock>,
        },
        {
          id: 'assumptions',
          title: t('rehearsal.assumptions'),
          count: instance.assumptions.length,
          body: () => <Assumptions list={instance.assumptions} />,
        },
      ]}
    />
  );
}

function Summary({ instance }: { readonly instance: InstanceDetailView }) {
  const { t } = useText();
  return (
    <Facts
      facts={[
        { name: t('overview.package'), value: <Data mono>{instance.packageId}</Data> },
        { name: t('common.started'), value: time(instance.createdAt) },
        {
          name: t('lifecycle.revision'),
          value: `${instance.revision} · ${t(`lifecycle.op.${instance.operation}`)}`,
        },
        { name: t('rehearse.seed'), value: <span className="mono">{instance.seed}</span> },
        {
          name: t('instances.license'),
          value: instance.license ? (
            <a className="mono" href={hrefOf('licenses', instance.license)}>
              {visible(instance.license)}
            </a>
          ) : (
            t('instances.noLicense')
          ),
        },
        {
          name: t('instances.project'),
          value: (
            <a className="mono" href={hrefOf('projects', instance.dir)}>
              {visible(instance.dir)}
            </a>
          ),
        },
      ]}
    />
  );
}
