import { useText } from '../../i18n/index.ts';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import type { WorldProps } from './regions.tsx';

/** Networks and their subnets in one table: a subnet stands under its network. */
export function Networks({ world }: WorldProps) {
  const { t } = useText();
  const rows = world.vpcs.flatMap((vpc) => [
    {
      key: vpc.id,
      sub: false,
      id: vpc.id,
      name: vpc.name,
      where: vpc.region,
      cidr: vpc.cidr,
      note: t(`world.egress.${vpc.egress}`),
      warn: vpc.egress === 'none',
    },
    ...world.subnets
      .filter((subnet) => subnet.vpc === vpc.id)
      .map((subnet) => ({
        key: subnet.id,
        sub: true,
        id: subnet.id,
        name: subnet.name,
        where: subnet.zone,
        cidr: subnet.cidr,
        note: t('world.free', { count: subnet.availableIps }),
        warn: subnet.availableIps === 0,
      })),
  ]);
  return (
    <Grid
      label={t('world.networks')}
      fill
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'id',
          title: t('common.id'),
          track: 'minmax(170px, 1fr)',
          cell: (row) => (
            <span className={row.sub ? 'indent' : 'strong'}>
              <Data mono clip>
                {row.id}
              </Data>
            </span>
          ),
        },
        {
          key: 'name',
          title: t('common.name'),
          track: 'minmax(120px, 1fr)',
          cell: (row) => <Data clip>{row.name}</Data>,
        },
        {
          key: 'where',
          title: t('world.where'),
          track: '160px',
          cell: (row) => (
            <Data mono dim>
              {row.where}
            </Data>
          ),
        },
        { key: 'cidr', title: 'CIDR', track: '140px', cell: (row) => <Data mono>{row.cidr}</Data> },
        {
          key: 'note',
          title: '',
          track: 'minmax(140px, 1fr)',
          cell: (row) => <span className={row.warn ? 'tone-warn' : 'dim'}>{row.note}</span>,
        },
      ]}
    />
  );
}
