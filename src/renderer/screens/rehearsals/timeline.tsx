import { lazy, Suspense, useMemo, useState } from 'react';
import type { RehearsalModel, ResourceModel } from '../../../client/index.ts';
import { type TextKey, useText } from '../../i18n/index.ts';
import { Lines } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Address } from '../../text/address.tsx';
import { duration } from '../../text/format.ts';

const Graph = lazy(async () => ({ default: (await import('../../graph/resource-graph.tsx')).ResourceGraph }));

type Look = 'list' | 'graph';

const order: Readonly<Record<string, number>> = {
  failed: 0,
  creating: 1,
  waiting: 2,
  created: 3,
  skipped: 4,
};
const fidelityWord: Readonly<Record<ResourceModel['fidelity'], TextKey>> = {
  full: 'fidelity.full',
  partial: 'fidelity.partial',
  opaque: 'fidelity.opaque',
};

/** Resources with their state, and when on the virtual clock each was being created; or the same as a picture. */
export function Timeline({ model }: { readonly model: RehearsalModel }) {
  const { t } = useText();
  const [byState, setByState] = useState(false);
  const [look, setLook] = useState<Look>('list');
  const rows = byState
    ? [...model.resources].sort((a, b) => (order[a.state] ?? 9) - (order[b.state] ?? 9))
    : model.resources;
  return (
    <section className="timeline" aria-label={t('rehearsal.resources')}>
      <header className="section-head">
        <h3>
          {t('rehearsal.resources')}
          <span className="tally">{model.resources.length}</span>
        </h3>
        <div className="tools">
          {look === 'list' && (
            <button
              type="button"
              className="toggle"
              aria-pressed={byState}
              onClick={() => setByState(!byState)}
            >
              {t('rehearsal.byState')}
            </button>
          )}
          <button
            type="button"
            className="toggle"
            aria-pressed={look === 'graph'}
            onClick={() => setLook(look === 'graph' ? 'list' : 'graph')}
          >
            {t('plan.graph')}
          </button>
        </div>
      </header>
      {look === 'graph' ? <Picture model={model} /> : <Rows rows={rows} now={model.now} />}
    </section>
  );
}

function Picture({ model }: { readonly model: RehearsalModel }) {
  const [selected, setSelected] = useState<string>();
  const items = useMemo(
    () =>
      model.resources.map((each) => ({
        id: each.address,
        type: each.type,
        name: each.name,
        dependsOn: each.dependsOn,
        state: each.state,
      })),
    [model.resources],
  );
  return (
    <Suspense fallback={<Lines />}>
      <Graph items={items} selected={selected} onSelect={setSelected} />
    </Suspense>
  );
}

function Rows({ rows, now }: { readonly rows: readonly ResourceModel[]; readonly now: number }) {
  const { t } = useText();
  return (
    <Grid
      label={t('rehearsal.resources')}
      fill
      rows={rows}
      rowKey={(row) => row.address}
      columns={[
        {
          key: 'state',
          title: t('common.state'),
          track: '82px',
          cell: (row) => <StateMark state={row.state} />,
        },
        {
          key: 'address',
          title: t('common.address'),
          track: 'minmax(110px, 2.2fr)',
          cell: (row) => (
            <span className="with-note">
              <Address>{row.address}</Address>
              {row.fidelity !== 'full' && (
                <span className="tag" title={t(fidelityWord[row.fidelity])}>
                  {row.fidelity === 'opaque' ? '?' : '~'}
                </span>
              )}
            </span>
          ),
        },
        {
          key: 'bar',
          title: t('rehearsal.when'),
          track: 'minmax(36px, 1fr)',
          cell: (row) => <Bar row={row} now={now} />,
        },
        {
          key: 'took',
          title: t('rehearsal.took'),
          track: '66px',
          right: true,
          cell: (row) => took(row, now),
        },
      ]}
    />
  );
}

function took(row: ResourceModel, now: number): string {
  if (row.state === 'creating') return duration(now - row.since);
  return row.took === undefined ? '' : duration(row.took);
}

/** From when to when it was being created, against the whole so far. */
function Bar({ row, now }: { readonly row: ResourceModel; readonly now: number }) {
  if (row.state === 'waiting' || row.state === 'skipped' || now === 0) return null;
  const end = row.state === 'creating' ? now : row.since;
  const start = row.state === 'creating' ? row.since : row.since - (row.took ?? 0);
  const width = Math.max(1, (100 * (end - start)) / now);
  return (
    <span className="bar-track" aria-hidden="true">
      <span
        className={`bar is-${row.state}`}
        style={{ left: `${Math.min(99, (100 * start) / now)}%`, width: `${width}%` }}
      />
    </span>
  );
}
