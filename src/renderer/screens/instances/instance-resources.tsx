import { useState } from 'react';
import type { InstanceDetailView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { JsonBlock, Section } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';
import { pretty } from '../../text/json.ts';
import { visibleBlock } from '../../text/visible.ts';

/** The resources of an instance, with the attributes of the one that is selected below. */
export function InstanceResources({ resources }: { readonly resources: InstanceDetailView['resourceList'] }) {
  const { t } = useText();
  const [selected, setSelected] = useState<string>();
  const chosen = resources.find((each) => each.address === selected);
  return (
    <div className="split">
      <Grid
        label={t('rehearsal.resources')}
        fill
        rows={resources}
        rowKey={(row) => row.address}
        selected={selected}
        onSelect={(row) => setSelected(row.address)}
        columns={[
          {
            key: 'state',
            title: t('common.state'),
            track: '110px',
            cell: (row) => <StateMark state={row.state} />,
          },
          {
            key: 'address',
            title: t('common.address'),
            track: 'minmax(200px, 2fr)',
            cell: (row) => (
              <Data mono clip>
                {row.address}
              </Data>
            ),
          },
          {
            key: 'id',
            title: t('common.id'),
            track: 'minmax(120px, 1fr)',
            cell: (row) => (
              <Data mono clip>
                {row.id ?? '–'}
              </Data>
            ),
          },
          {
            key: 'region',
            title: t('world.region'),
            track: '130px',
            cell: (row) => (
              <Data mono dim clip>
                {row.region ?? ''}
              </Data>
            ),
          },
        ]}
      />
      {chosen && (
        <Section title={t('instances.attributes')}>
          <JsonBlock>{visibleBlock(pretty(chosen.attributes))}</JsonBlock>
        </Section>
      )}
    </div>
  );
}
