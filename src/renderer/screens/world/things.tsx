import { useText } from '../../i18n/index.ts';
import { Lists, type Thing } from './lists.tsx';
import type { WorldProps } from './regions.tsx';

/** Everything else in the account: images, groups, certificates, buckets, key pairs, domains, private zones. */
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
  ];
  return <Lists parts={parts} />;
}
