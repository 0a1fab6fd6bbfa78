import { useText } from '../../i18n/index.ts';
import { Section } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import type { WorldProps } from './regions.tsx';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

/** Everything else in the account: images, groups, certificates, buckets, key pairs, domains, private zones, policies. */
export function Things({ world }: WorldProps) {
  const { t } = useText();
  const plain = (ids: readonly string[]): readonly Thing[] => ids.map((id) => ({ id, name: '', note: '' }));
  const parts: readonly (readonly [string, readonly Thing[]])[] = [
    [
      t('world.images'),
      world.images.map((each) => ({ id: each.id, name: each.name, note: `${each.platform} · ${each.arch}` })),
    ],
    [
      t('world.groups'),
      world.securityGroups.map((each) => ({ id: each.id, name: each.name, note: each.region })),
    ],
    [
      t('world.certificates'),
      world.certificates.map((each) => ({
        id: each.id,
        name: each.domains.join(', '),
        note: t(each.expires < world.date ? 'world.expired' : 'world.expires', { date: each.expires }),
      })),
    ],
    [
      t('world.buckets'),
      world.buckets.map((each) => ({ id: `${each.name}-${each.appId}`, name: each.name, note: each.region })),
    ],
    [t('world.keyPairs'), world.keyPairs.map((each) => ({ id: each.id, name: each.name, note: '' }))],
    [t('world.domains'), plain(world.domains)],
    [
      t('world.privateZones'),
      world.privateZones.map((each) => ({ id: each.id, name: each.domain, note: each.vpcs.join(', ') })),
    ],
    [t('world.policies'), plain(world.policies)],
  ];
  return (
    <div className="stack">
      {parts
        .filter(([, things]) => things.length > 0)
        .map(([title, things]) => (
          <Section key={title} title={title} count={things.length}>
            <Grid
              label={title}
              rows={things}
              rowKey={(thing) => thing.id}
              columns={[
                {
                  key: 'id',
                  title: t('common.id'),
                  track: 'minmax(180px, 1fr)',
                  cell: (thing) => (
                    <Data mono clip>
                      {thing.id}
                    </Data>
                  ),
                },
                {
                  key: 'name',
                  title: t('common.name'),
                  track: 'minmax(160px, 1.5fr)',
                  cell: (thing) => <Data clip>{thing.name}</Data>,
                },
                {
                  key: 'note',
                  title: '',
                  track: 'minmax(160px, 1fr)',
                  cell: (thing) => (
                    <Data dim clip>
                      {thing.note}
                    </Data>
                  ),
                },
              ]}
            />
          </Section>
        ))}
    </div>
  );
}
