import type { ChartView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, Section } from '../../parts/basics.tsx';
import { Data } from '../../text/data.tsx';

/** What a Helm chart says of itself. */
export function ChartFacts({ chart }: { readonly chart: ChartView }) {
  const { t } = useText();
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('registry.chart.version'), chart.version],
    [t('registry.chart.app'), chart.appVersion],
    [t('registry.chart.kube'), chart.kubeVersion],
    [t('registry.chart.type'), chart.type],
    [t('registry.chart.home'), chart.home],
    [t('registry.chart.maintainers'), chart.maintainers.join(', ')],
    [t('registry.chart.keywords'), chart.keywords.join(', ')],
  ];
  return (
    <Section title={t('registry.chart.title')} aside={<Data mono>{`${chart.name} ${chart.version}`}</Data>}>
      {chart.description !== undefined && <Data>{chart.description}</Data>}
      <Facts
        facts={rows.flatMap(([name, value]) =>
          value === undefined || value === '' ? [] : [{ name, value: <Data>{value}</Data> }],
        )}
      />
      {chart.dependencies.length > 0 && (
        <ul className="dependencies">
          <li className="dim small">{t('registry.chart.dependencies')}</li>
          {chart.dependencies.map((each) => (
            <li key={`${each.name} ${each.version}`}>
              <Data mono>{`${each.name} ${each.version}`}</Data>{' '}
              <Data mono dim>
                {each.repository ?? ''}
              </Data>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
