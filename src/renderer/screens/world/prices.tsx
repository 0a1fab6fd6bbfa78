import { Button } from '@mantine/core';
import { useState } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import { ActionButton } from '../../actions/action-button.tsx';
import { askWith, useRunner } from '../../actions/runner.ts';
import type { ActionResult, JsonObject } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, Lines, Section } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { Data } from '../../text/data.tsx';
import { visible } from '../../text/visible.ts';
import { money } from '../cost/money.ts';

type Price = ActionResult<'cost.book'>['prices'][number];

/** A price as the fields of its action: what an edit begins with. */
const inputOf = ({ where, ...price }: Price, line: number): JsonObject => ({
  ...price,
  where: Object.entries(where).map(([name, value]) => `${name}=${String(value)}`),
  line,
});

/** The price book in use: which file, what it says, and the ways to change it. */
export function Prices() {
  const { t } = useText();
  // Another book may have been chosen meanwhile.
  const done = useRunner((state) => state.jobs.filter((job) => job.state === 'done').length);
  const { data, error, ask } = useAnswer('cost.book', {}, done);
  const [chosen, setChosen] = useState<number>();
  const edit = useConsole((state) => state.actions)?.find((each) => each.id === 'cost.price.set');
  useCliLine('cost.book');
  if (error) return <ErrorPanel error={error} again={ask} />;
  if (!data) return <Lines />;
  return (
    <div className="stack">
      <Facts
        facts={[
          { name: t('cost.book'), value: <Data>{data.builtIn ? t('cost.builtIn') : data.name}</Data> },
          { name: t('cost.file'), value: <Data mono>{data.file}</Data> },
        ]}
      />
      <p className="dim">{t('cost.edit')}</p>
      <Section
        title={t('cost.book')}
        count={data.prices.length}
        aside={<ActionBar screen="world" place="prices" subjects={{}} />}
      >
        <Grid
          label={t('cost.book')}
          rows={data.prices.map((price, i) => ({ price, line: i + 1 }))}
          rowKey={(row) => String(row.line)}
          selected={chosen === undefined ? undefined : String(chosen)}
          onSelect={({ line }) => setChosen(line === chosen ? undefined : line)}
          under={({ price, line }) => (
            <div className="stack">
              <p>{visible(price.source)}</p>
              <p className="mono dim">
                {visible(
                  [
                    ...Object.entries(price.where).map(([name, value]) => `${name}=${String(value)}`),
                    ...(price.region ? [price.region] : []),
                    price.charge,
                    ...(price.times ? [`${price.times} / ${price.unit}`] : []),
                  ].join(' · '),
                )}
              </p>
              <div className="action-bar">
                {edit && (
                  <Button size="xs" onClick={() => askWith(edit, inputOf(price, line))} data-edit={line}>
                    {t('cost.change')}
                  </Button>
                )}
                <ActionButton action="cost.price.remove" input={{ line }} />
              </div>
            </div>
          )}
          columns={[
            { key: 'line', title: '#', track: '40px', right: true, cell: (row) => row.line },
            {
              key: 'resource',
              title: t('cost.part'),
              track: 'minmax(180px, 2fr)',
              cell: ({ price }) => (
                <Data mono clip>
                  {`${price.resource} ${price.component} ${Object.values(price.where).join(' ')} ${price.region ?? ''}`}
                </Data>
              ),
            },
            {
              key: 'amount',
              title: t('cost.amount'),
              track: '240px',
              right: true,
              cell: ({ price }) => (
                <span className="mono">
                  {money(price.amount, price.currency)}/{t(`cost.per.${price.per}`)}
                  {price.times ? ` · ${visible(price.times)}/${price.unit}` : ''}
                </span>
              ),
            },
            { key: 'date', title: t('cost.date'), track: '110px', cell: ({ price }) => price.date },
            {
              key: 'trust',
              title: t('cost.trust'),
              track: '80px',
              cell: ({ price }) => t(`cost.trust.${price.confidence}`),
            },
            {
              key: 'source',
              title: t('cost.source'),
              track: 'minmax(120px, 1fr)',
              cell: ({ price }) => <Data clip>{price.source}</Data>,
            },
          ]}
        />
      </Section>
    </div>
  );
}
