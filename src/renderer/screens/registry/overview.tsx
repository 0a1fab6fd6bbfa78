import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import { subjectsOf } from '../../actions/subjects.ts';
import type { ActionId } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Lines, Section } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { useRoute } from '../../state/route.ts';
import { bytes, count } from '../../text/format.ts';
import { Push } from './push-first.tsx';
import { RepositoryBars } from './repository-bars.tsx';

/** The chart's library is read when there is a chart to draw. */
const UsageChart = lazy(async () => ({ default: (await import('./usage-chart.tsx')).UsageChart }));

/** Actions that another place of the registry shows with what they are about. */
const elsewhere: readonly ActionId[] = [
  'registry.gc',
  'registry.undo',
  'registry.why',
  'image.alias.add',
  'image.alias.rm',
];

const SPANS = ['1', '7', '30', '365'] as const;

/** What the registry holds in all, over time and by repository, and what can be done to all of it. */
export function Overview() {
  const { t, lang } = useText();
  const [days, setDays] = useState('30');
  useCliLine('registry.usage', { history: true, days: Number(days) });
  const usage = useConsole((state) => state.usage);
  const repositories = useConsole((state) => state.repositories);
  const address = useConsole((state) => state.status?.registry?.address);
  const route = useRoute();
  const past = useAnswer('registry.usage', { history: true, days: Number(days) }, usage);
  const rows: readonly (readonly [string, string])[] = usage
    ? [
        [t('registry.repositories'), count(usage.repositories, lang)],
        [t('registry.tags'), count(usage.tags, lang)],
        [t('registry.manifests'), count(usage.manifests, lang)],
        [t('registry.blobs'), count(usage.blobs, lang)],
        [t('registry.bytes'), bytes(usage.bytes)],
        [t('registry.trash'), bytes(usage.trashBytes)],
      ]
    : [];
  return (
    <>
      <DetailHead
        title={t('registry.overview')}
        {...(address === undefined ? {} : { under: <code className="dim">{address}</code> })}
        actions={<ActionBar screen="registry" which="screen" subjects={subjectsOf(route)} tabs={elsewhere} />}
      />
      <div className="stack usage">
        <dl className="figures">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Section
          title={t('registry.overTime')}
          aside={
            <SegmentedControl
              size="xs"
              aria-label={t('registry.span')}
              value={days}
              onChange={setDays}
              data={SPANS.map((value) => ({ value, label: t(`registry.span.${value}`) }))}
            />
          }
        >
          {past.error ? (
            <ErrorPanel error={past.error} again={past.ask} />
          ) : past.data?.history ? (
            <Suspense fallback={<Lines rows={8} />}>
              <UsageChart points={past.data.history} />
            </Suspense>
          ) : (
            <Lines rows={8} />
          )}
        </Section>
        {repositories && repositories.length > 0 && <RepositoryBars repositories={repositories} />}
        {address !== undefined && (
          <Section title={t('registry.push')}>
            <Push address={address} />
          </Section>
        )}
      </div>
    </>
  );
}
