import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useText } from '../../i18n/index.ts';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import { count } from '../../text/format.ts';
import type { WorldProps } from './regions.tsx';

/** Machine types with their stock, in one zone or in all. */
export function Machines({ world }: WorldProps) {
  const { t, lang } = useText();
  const zones = useMemo(
    () => [...new Set(world.instanceTypes.flatMap((type) => Object.keys(type.stock)))].sort(),
    [world.instanceTypes],
  );
  const [zone, setZone] = useState('');
  const rows = world.instanceTypes
    .filter((type) => zone === '' || zone in type.stock)
    .map((type) => {
      const stock =
        zone === ''
          ? Object.values(type.stock).reduce((sum, each) => sum + each, 0)
          : (type.stock[zone] ?? 0);
      return { ...type, left: stock };
    });
  return (
    <div className="fill-stack">
      <div className="tools">
        <NativeSelect
          size="xs"
          aria-label={t('world.zone')}
          data={[{ value: '', label: t('world.allZones') }, ...zones]}
          value={zone}
          onChange={(event) => setZone(event.currentTarget.value)}
        />
        <span className="dim">{t('world.types', { count: rows.length })}</span>
      </div>
      <Grid
        label={t('world.machines')}
        fill
        rows={rows}
        rowKey={(type) => type.type}
        columns={[
          {
            key: 'type',
            title: t('world.type'),
            track: 'minmax(150px, 220px)',
            cell: (type) => <Data mono>{type.type}</Data>,
          },
          {
            key: 'family',
            title: t('world.family'),
            track: '90px',
            cell: (type) => (
              <Data mono dim>
                {type.family}
              </Data>
            ),
          },
          {
            key: 'arch',
            title: t('world.arch'),
            track: '90px',
            cell: (type) => (
              <Data mono dim>
                {type.arch}
              </Data>
            ),
          },
          { key: 'cpu', title: 'CPU', track: '70px', right: true, cell: (type) => type.cpu },
          {
            key: 'memory',
            title: t('world.memory'),
            track: '90px',
            right: true,
            cell: (type) => `${type.memory} GiB`,
          },
          { key: 'gpu', title: 'GPU', track: '60px', right: true, cell: (type) => type.gpu || '' },
          {
            key: 'zones',
            title: t('world.zones'),
            track: '70px',
            right: true,
            cell: (type) => Object.keys(type.stock).length,
          },
          {
            key: 'stock',
            title: t('world.stock'),
            track: '100px',
            right: true,
            cell: (type) =>
              type.left === 0 ? (
                <span className="tone-bad">{t('world.soldOut')}</span>
              ) : (
                count(type.left, lang)
              ),
          },
          { key: 'rest', title: '', track: 'minmax(0, 1fr)', cell: () => '' },
        ]}
      />
    </div>
  );
}
