import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { PlanView } from '../../contract.ts';
import { ResourceGraph, type ResourceItem } from '../../graph/resource-graph.tsx';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { answersInput, useAnswers } from '../../state/answers.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { PlanOutputs } from './plan-outputs.tsx';
import { PlanResource } from './plan-resource.tsx';

type Look = 'graph' | 'list';

/** What an install would create: a picture first, a list as the alternative. */
export function PlanTab({ dir }: { readonly dir: string }) {
  const values = useAnswers(dir);
  const input = { dir, answers: answersInput(values) };
  useCliLine('plan', input);
  const { data, error, ask } = useAnswer('plan', input);
  if (error) return <ErrorPanel error={error} again={ask} />;
  return data ? <Plan dir={dir} plan={data} auto={values === undefined} /> : <Lines rows={8} height={28} />;
}

function Plan({
  dir,
  plan,
  auto,
}: {
  readonly dir: string;
  readonly plan: PlanView;
  readonly auto: boolean;
}) {
  const { t } = useText();
  const [look, setLook] = useState<Look>('graph');
  const [selected, setSelected] = useState<string>();
  const items = useMemo<readonly ResourceItem[]>(
    () =>
      plan.resources.map((each) => ({
        id: each.address,
        type: each.mode === 'data' ? `data ${each.type}` : each.type,
        name: each.address.startsWith(`${each.type}.`) ? each.address.slice(each.type.length + 1) : each.name,
        note: each.action === 'create' ? '' : each.action,
        dependsOn: each.dependsOn,
      })),
    [plan.resources],
  );
  const resource = plan.resources.find((each) => each.address === selected);
  const problems = plan.diagnostics.filter((each) => each.severity === 'error');
  return (
    <div className="plan">
      <div className="tools plan-tools">
        <SegmentedControl
          size="xs"
          value={look}
          onChange={(next) => setLook(next === 'list' ? 'list' : 'graph')}
          data={[
            { value: 'graph', label: t('plan.graph') },
            { value: 'list', label: t('plan.list') },
          ]}
          aria-label={t('plan.look')}
        />
        <span>{t('plan.summary', { resources: plan.resources.length, outputs: plan.outputs.length })}</span>
        <a href={hrefOf('projects', dir, 'form')} className="dim">
          {auto ? t('plan.auto') : t('plan.given')}
        </a>
        {!plan.complete && (
          <a href={hrefOf('projects', dir, 'lint')} className="tone-warn">
            {t('plan.incomplete', { count: problems.length })}
          </a>
        )}
      </div>
      {problems.length > 0 && <Problems plan={plan} />}
      {plan.resources.length === 0 ? (
        <Empty title={t('plan.none')}>{t('plan.none.help')}</Empty>
      ) : (
        <div className="plan-body">
          <div className="plan-main">
            {look === 'graph' ? (
              <ResourceGraph items={items} selected={selected} onSelect={setSelected} />
            ) : (
              <Grid
                label={t('plan.list')}
                fill
                rows={plan.resources}
                rowKey={(row) => row.address}
                selected={selected}
                onSelect={(row) => setSelected(row.address)}
                columns={[
                  {
                    key: 'address',
                    title: t('common.address'),
                    track: 'minmax(220px, 2fr)',
                    cell: (row) => (
                      <Data mono clip>
                        {row.address}
                      </Data>
                    ),
                  },
                  { key: 'action', title: t('plan.action'), track: '90px', cell: (row) => row.action },
                  {
                    key: 'needs',
                    title: t('plan.needs'),
                    track: 'minmax(160px, 2fr)',
                    cell: (row) => (
                      <Data mono dim clip>
                        {row.dependsOn.join(', ')}
                      </Data>
                    ),
                  },
                  {
                    key: 'place',
                    title: t('common.place'),
                    track: 'minmax(140px, 1fr)',
                    cell: (row) => <Data mono dim clip>{`${row.file}:${row.line}`}</Data>,
                  },
                ]}
              />
            )}
          </div>
          {resource ? (
            <PlanResource resource={resource} onClose={() => setSelected(undefined)} onSelect={setSelected} />
          ) : (
            <p className="plan-side dim">{t('plan.select')}</p>
          )}
        </div>
      )}
      {plan.outputs.length > 0 && <PlanOutputs outputs={plan.outputs} />}
    </div>
  );
}

function Problems({ plan }: { readonly plan: PlanView }) {
  const { say } = useText();
  return (
    <ul className="plain plan-problems">
      {plan.diagnostics
        .filter((each) => each.severity === 'error')
        .slice(0, 20)
        .map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all they say
          <li key={index}>
            <StateMark state="error" compact /> {say(each.message)}{' '}
            <Data mono dim>
              {each.range ? `${each.file}:${each.range.start.line}` : each.file}
            </Data>
          </li>
        ))}
    </ul>
  );
}
