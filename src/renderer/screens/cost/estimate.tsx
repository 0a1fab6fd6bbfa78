import type { CostChange, CostEstimate } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, Section } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import { money, signed } from './money.ts';

/** Coverage, days and trust: they stand beside every figure in all. */
function Ground({ estimate }: { readonly estimate: CostEstimate }) {
  const { t, say } = useText();
  const { coverage, dates, confidence } = estimate;
  return (
    <span className="dim">
      {say(coverage)}
      {dates && ` · ${t('cost.dates', { dates: [...new Set(dates)].join(' – ') })}`}
      {confidence && ` · ${t('cost.least', { trust: t(`cost.trust.${confidence}`) })}`}
    </span>
  );
}

function Totals({ estimate }: { readonly estimate: CostEstimate }) {
  const { t } = useText();
  if (estimate.totals.length === 0) return <div>{t('cost.none')}</div>;
  return (
    <>
      {estimate.totals.map((each) => (
        <div key={each.currency} className="mono">
          {money(each.hourly, each.currency)} {t('cost.perHour')} · {money(each.monthly, each.currency)}{' '}
          {t('cost.perMonth')}
        </div>
      ))}
    </>
  );
}

/** What resources cost by the price book: every figure with its date, what has no price as such. */
export function Estimate({ estimate }: { readonly estimate: CostEstimate }) {
  const { t } = useText();
  const rows = estimate.resources.flatMap((each) =>
    each.lines.map((line, i) => ({
      ...line,
      key: `${each.address} ${i}`,
      address: i === 0 ? each.address : '',
    })),
  );
  return (
    <div className="stack">
      <Facts
        facts={[
          {
            name: t('cost.total'),
            value: (
              <>
                <Totals estimate={estimate} />
                <Ground estimate={estimate} />
              </>
            ),
          },
          { name: t('cost.book'), value: <Data mono>{estimate.book.file}</Data> },
        ]}
      />
      <p className="dim">{t('cost.hint')}</p>
      <Section title={t('cost.title')} count={rows.length}>
        <Grid
          label={t('cost.title')}
          rows={rows}
          rowKey={(row) => row.key}
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
            {
              key: 'part',
              title: t('cost.part'),
              track: '96px',
              cell: (row) => `${row.component}${row.charge === 'prepaid' ? ` (${t('cost.prepaid')})` : ''}`,
            },
            { key: 'count', title: t('cost.count'), track: '52px', right: true, cell: (row) => row.count },
            {
              key: 'hour',
              title: t('cost.hour'),
              track: '110px',
              right: true,
              cell: (row) =>
                row.hourly === undefined ? (
                  <span className="dim">{t('cost.unknown')}</span>
                ) : (
                  <span className="mono">{money(row.hourly, row.currency ?? '')}</span>
                ),
            },
            {
              key: 'month',
              title: t('cost.month'),
              track: '104px',
              right: true,
              cell: (row) =>
                row.monthly === undefined ? (
                  ''
                ) : (
                  <span className="mono">{money(row.monthly, row.currency ?? '')}</span>
                ),
            },
            { key: 'date', title: t('cost.date'), track: '84px', cell: (row) => row.date ?? '' },
            {
              key: 'trust',
              title: t('cost.trust'),
              track: '60px',
              cell: (row) => (row.confidence ? t(`cost.trust.${row.confidence}`) : ''),
            },
          ]}
        />
      </Section>
    </div>
  );
}

/** What an operation changes in cost. */
export function Change({ change }: { readonly change: CostChange }) {
  const { t } = useText();
  return (
    <Section title={t('cost.title')}>
      <Facts
        facts={[
          ...(['before', 'after'] as const).map((side) => ({
            name: t(`cost.${side}`),
            value: (
              <>
                <Totals estimate={change[side]} />
                <Ground estimate={change[side]} />
              </>
            ),
          })),
          ...(change.difference.length === 0
            ? []
            : [
                {
                  name: t('cost.difference'),
                  value: (
                    <span className="mono">
                      {change.difference.map(signed).join(', ')} {t('cost.perHour')}
                    </span>
                  ),
                },
              ]),
        ]}
      />
    </Section>
  );
}
