import { TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import type { PermissionAnswerView, PermissionsView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines, Section } from '../../parts/basics.tsx';
import { ErrorPanel, Place } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { answersInput, useAnswers } from '../../state/answers.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { Data } from '../../text/data.tsx';

const marks = { allowed: 'valid', limited: 'unknown', denied: 'invalid', undeclared: 'invalid' } as const;

/** What the running application may call, on what, and which statement says so. */
export function PermissionsTab({ dir }: { readonly dir: string }) {
  const { t } = useText();
  const values = useAnswers(dir);
  const [call, setCall] = useState('');
  const [on, setOn] = useState('');
  const asked = useDeferredValue({ call: call.trim(), on: on.trim() });
  const question = {
    dir,
    ...(asked.call === '' ? {} : { call: asked.call }),
    ...(asked.on === '' || asked.call === '' ? {} : { on: asked.on }),
  };
  useCliLine('permissions', question);
  const { data, error, ask } = useAnswer('permissions', { ...question, answers: answersInput(values) });
  return (
    <div className="stack">
      <Section title={t('permissions.ask')}>
        <div className="tools">
          <TextInput
            size="xs"
            label={t('permissions.action')}
            placeholder="cvm:DescribeInstances"
            value={call}
            onChange={(event) => setCall(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label={t('permissions.resource')}
            placeholder="qcs::cvm:ap-guangzhou:uin/1:instance/ins-1"
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
        </div>
        {data?.answer && <Answer answer={data.answer} />}
      </Section>
      {error ? <ErrorPanel error={error} again={ask} /> : data ? <Declared view={data} /> : <Lines />}
    </div>
  );
}

function Answer({ answer }: { readonly answer: PermissionAnswerView }) {
  const { t, say } = useText();
  const by = answer.decidedBy;
  return (
    <div role="status">
      <p>
        <StateMark state={marks[answer.verdict]} compact /> <Data mono>{answer.action}</Data>{' '}
        <strong>{t(`permissions.${answer.verdict}`)}</strong>
      </p>
      <p className="dim">{say(answer.reason)}</p>
      {by && (
        <p>
          {t('permissions.by')} {by.place && <Place place={by.place} />}{' '}
          <Data mono>{`${by.effect} ${by.action} ${by.resource ?? '*'}`}</Data>
        </p>
      )}
      {by?.conditions.map((each) => (
        <p key={`${each.operator} ${each.key}`}>
          {t('permissions.when')}{' '}
          <Data mono>{`${each.operator} ${each.key}: ${each.values.join(', ')}`}</Data>
        </p>
      ))}
    </div>
  );
}

function Declared({ view }: { readonly view: PermissionsView }) {
  const { t, say } = useText();
  const rows = view.statements.flatMap((statement, at) =>
    statement.actions.map((action) => ({ key: `${at} ${action.text}`, statement, action })),
  );
  return (
    <>
      <Section title={t('permissions.declared')} count={rows.length}>
        {rows.length === 0 ? (
          <Empty title={t('permissions.none')} />
        ) : (
          <Grid
            label={t('permissions.declared')}
            rows={rows}
            rowKey={(row) => row.key}
            columns={[
              {
                key: 'effect',
                title: t('permissions.effect'),
                track: '90px',
                cell: ({ statement }) => t(`permissions.${statement.effect}`),
              },
              {
                key: 'action',
                title: t('permissions.action'),
                track: 'minmax(160px, 1fr)',
                cell: ({ action }) => (
                  <Data mono clip>
                    {action.text}
                  </Data>
                ),
              },
              {
                key: 'on',
                title: t('permissions.resource'),
                track: 'minmax(120px, 2fr)',
                cell: ({ statement }) => (
                  <Data mono clip dim>
                    {statement.resources.map((each) => each.text).join(', ')}
                  </Data>
                ),
              },
              {
                key: 'place',
                title: t('common.path'),
                track: '170px',
                cell: ({ action, statement }) =>
                  action.range ? (
                    <Place place={{ file: 'package.yaml', range: action.range }} />
                  ) : (
                    t(`permissions.${statement.origin}`)
                  ),
              },
            ]}
          />
        )}
      </Section>
      <Section title={t('permissions.license')}>
        <Answer answer={view.verifyLicense} />
      </Section>
      {view.machines.length > 0 && (
        <Section title={t('permissions.machines')} count={view.machines.length}>
          {view.machines.map((each) => (
            <p key={each.address}>
              <StateMark state={each.bound ? 'valid' : 'invalid'} compact /> <Data mono>{each.address}</Data>{' '}
              {t(each.bound ? 'permissions.bound' : 'permissions.unbound')} <Place place={each.place} />
            </p>
          ))}
        </Section>
      )}
      {view.findings.map((each) => (
        <p key={`${each.code} ${each.range?.start.offset ?? 0}`}>
          <StateMark state={each.severity} compact /> <Data mono>{each.code}</Data> {say(each.message)}
        </p>
      ))}
    </>
  );
}
