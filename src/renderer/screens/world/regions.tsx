import type { World } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';

export interface WorldProps {
  readonly world: World;
}

export function Regions({ world }: WorldProps) {
  const { t } = useText();
  return (
    <Grid
      label={t('world.regions')}
      fill
      rows={world.regions}
      rowKey={(region) => region.id}
      columns={[
        {
          key: 'id',
          title: t('world.region'),
          track: '150px',
          cell: (region) => <Data mono>{region.id}</Data>,
        },
        {
          key: 'name',
          title: t('common.name'),
          track: '140px',
          cell: (region) => <Data clip>{region.name}</Data>,
        },
        {
          key: 'number',
          title: t('world.regionId'),
          track: '90px',
          right: true,
          cell: (region) => region.regionId ?? '–',
        },
        {
          key: 'zones',
          title: t('world.zones'),
          track: 'minmax(240px, 1fr)',
          cell: (region) => (
            <span className="zones">
              {region.zones.map((zone) => (
                <span
                  key={zone.id}
                  className={zone.soldOut ? 'zone sold-out' : 'zone'}
                  title={zone.soldOut ? `${zone.id} · ${t('world.soldOut')}` : zone.id}
                >
                  <Data mono>{zone.id.replace(`${region.id}-`, '')}</Data>
                  {zone.soldOut && <span className="sr-only">{t('world.soldOut')}</span>}
                </span>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}
