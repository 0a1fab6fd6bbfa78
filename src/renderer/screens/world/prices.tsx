import { useRunner } from '../../actions/runner.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, Lines, Section } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { useAnswer } from '../../state/answer.ts';
import { Data } from '../../text/data.tsx';
import { money } from '../cost/money.ts';

/** The price book in use: which file, and what it says. */
export function Prices() {
  const { t } = useText();
  // Another book may have been chosen meanwhile.
  const done = useRunner((state) => state.jobs.filter((job) => job.state === 'done').length);
  const { data, error, ask } = useAnswer('cost.book', {}, done);
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
      <Section title={t('cost.book')} count={data.prices.length}>
        <Grid
          label={t('cost.book')}
          rows={data.prices.map((each, i) => ({ ...each, key: String(i) }))}
          rowKey={(row) => row.key}
          columns={[
            {
              key: 'resource',
              title: t('common.address'),
              track: 'minmax(180px, 1fr)',
              cell: (row) => (
                <Data mono clip>
                  {`${row.resource} ${row.component} ${Object.values(row.where).join(' ')} ${row.region ?? ''}`}
                </Data>
              ),
            },
            {
              key: 'amount',
              title: t('cost.amount'),
              track: '190px',
              cell: (row) => (
                <span className="mono">
                  {money(row.amount, row.currency)}/{row.per}
                  {row.unit === 1 ? '' : ` · ${row.unit}`}
                </span>
              ),
            },
            { key: 'date', title: t('cost.date'), track: '110px', cell: (row) => row.date },
            { key: 'trust', title: t('cost.trust'), track: '80px', cell: (row) => row.confidence },
            {
              key: 'source',
              title: t('cost.source'),
              track: 'minmax(160px, 1fr)',
              cell: (row) => <Data clip>{row.source}</Data>,
            },
          ]}
        />
      </Section>
    </div>
  );
}
