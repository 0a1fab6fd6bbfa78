import { useText } from '../../i18n/index.ts';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import type { WorldProps } from './regions.tsx';

export function Quotas({ world }: WorldProps) {
  const { t } = useText();
  const rows = Object.entries(world.quotas).map(([name, quota]) => ({ name, ...quota }));
  return (
    <Grid
      label={t('world.quotas')}
      fill
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        {
          key: 'name',
          title: t('world.quota'),
          track: 'minmax(180px, 260px)',
          cell: (row) => <Data mono>{row.name}</Data>,
        },
        { key: 'used', title: t('world.used'), track: '90px', right: true, cell: (row) => row.used },
        { key: 'limit', title: t('world.limit'), track: '90px', right: true, cell: (row) => row.limit },
        {
          key: 'bar',
          title: '',
          track: '160px',
          cell: (row) => (
            <span className="bar-track" aria-hidden="true">
              <span
                className="bar"
                style={{
                  left: 0,
                  width: `${row.limit === 0 ? 100 : Math.min(100, (100 * row.used) / row.limit)}%`,
                }}
              />
            </span>
          ),
        },
        { key: 'rest', title: '', track: 'minmax(0, 1fr)', cell: () => '' },
      ]}
    />
  );
}
