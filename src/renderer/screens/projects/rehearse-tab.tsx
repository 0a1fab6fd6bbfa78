import { Checkbox, NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { ActionButton } from '../../actions/action-button.tsx';
import type { JsonObject } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Section } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { answersInput, useAnswers } from '../../state/answers.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { time } from '../../text/format.ts';
import { SpecFields } from './spec-fields.tsx';

const SPEEDS = ['instant', '600', '120', '60', '10', '1'] as const;

const LICENSE_MODES = ['Subscription', 'Permanent'] as const;

/** Sets a rehearsal up: with which answers, how fast, and what should go wrong. */
export function RehearseTab({ dir }: { readonly dir: string }) {
  const { t, say } = useText();
  const values = useAnswers(dir);
  const { data: faults } = useAnswer('fault.list', {});
  const [options, setOptions] = useState<JsonObject>({
    speed: '60',
    seed: 1,
    images: 'assume',
    worldClosed: false,
    fault: [],
    spec: [],
  });
  const input: JsonObject = { ...options, answers: answersInput(values) };
  useCliLine('rehearsal.start', { dir, ...input });
  const describe = (kind: string): string => {
    const fault = faults?.find((each) => each.kind === kind);
    return fault ? `${say(fault.does)} =${say(fault.target)}` : '';
  };
  const set = (part: JsonObject): void => setOptions({ ...options, ...part });
  return (
    <div className="stack">
      <Section title={t('rehearse.setup')}>
        <div className="rehearse-form">
          <div className="rehearse-answers">
            <span className="field-label">{t('rehearse.answers')}</span>
            {values === undefined
              ? t('rehearse.auto')
              : t('rehearse.given', { count: Object.keys(values).length })}{' '}
            <a href={hrefOf('projects', dir, 'form')}>{t('rehearse.change')}</a>
          </div>
          <NativeSelect
            size="xs"
            label={t('rehearse.speed')}
            data={SPEEDS.map((speed) => ({
              value: speed,
              label: speed === 'instant' ? t('rehearse.instant') : `${speed}×`,
            }))}
            value={String(options.speed)}
            onChange={(event) => set({ speed: event.currentTarget.value })}
          />
          <NumberInput
            size="xs"
            label={t('rehearse.seed')}
            min={0}
            value={Number(options.seed)}
            onChange={(seed) => typeof seed === 'number' && set({ seed })}
          />
          <SpecFields
            dir={dir}
            value={(options.spec as string[] | undefined) ?? []}
            onChange={(spec) => set({ spec: [...spec] })}
          />
          <NativeSelect
            size="xs"
            label={t('rehearse.licenseMode')}
            data={LICENSE_MODES.map((mode) => ({ value: mode, label: t(`rehearse.licenseMode.${mode}`) }))}
            value={String(options.licenseMode ?? 'Subscription')}
            onChange={(event) => set({ licenseMode: event.currentTarget.value })}
          />
          <TagsInput
            size="xs"
            className="rehearse-faults"
            label={t('rehearse.faults')}
            description={t('rehearse.faults.help')}
            placeholder="sold-out"
            data={(faults ?? []).map((each) => each.kind)}
            renderOption={({ option }) => (
              <span>
                <Data mono>{option.value}</Data> <span className="dim">{describe(option.value)}</span>
              </span>
            )}
            value={(options.fault as string[] | undefined) ?? []}
            onChange={(fault) => set({ fault })}
          />
          <Checkbox
            size="xs"
            label={t('rehearse.requireImages')}
            checked={options.images === 'require'}
            onChange={(event) => set({ images: event.currentTarget.checked ? 'require' : 'assume' })}
          />
          <Checkbox
            size="xs"
            label={t('rehearse.closed')}
            checked={options.worldClosed === true}
            onChange={(event) => set({ worldClosed: event.currentTarget.checked })}
          />
          <div className="tools">
            <ActionButton action="rehearsal.start" subjects={{ project: dir }} input={input} primary />
            <ActionButton action="simulate" subjects={{ project: dir }} input={input} />
          </div>
          <p className="dim">{t('rehearse.difference')}</p>
        </div>
      </Section>
      <Earlier dir={dir} />
    </div>
  );
}

function Earlier({ dir }: { readonly dir: string }) {
  const { t } = useText();
  const all = useConsole((state) => state.rehearsals);
  const rows = all?.filter((each) => each.dir === dir) ?? [];
  return (
    <Section title={t('rehearse.earlier')} count={rows.length}>
      {rows.length === 0 ? (
        <Empty title={t('rehearse.none')} />
      ) : (
        <Grid
          label={t('rehearse.earlier')}
          rows={rows}
          rowKey={(row) => row.id}
          onSelect={(row) => go('rehearsals', [row.id])}
          columns={[
            {
              key: 'state',
              title: t('common.state'),
              track: '130px',
              cell: (row) => <StateMark state={row.state} />,
            },
            {
              key: 'id',
              title: t('common.id'),
              track: 'minmax(120px, 1fr)',
              cell: (row) => (
                <Data mono clip>
                  {row.id}
                </Data>
              ),
            },
            {
              key: 'created',
              title: t('rehearsal.created'),
              track: '110px',
              right: true,
              cell: (row) => `${row.created} / ${row.resources}`,
            },
            {
              key: 'at',
              title: t('common.started'),
              track: '170px',
              right: true,
              cell: (row) => time(row.startedAt),
            },
          ]}
        />
      )}
    </Section>
  );
}
