import { useText } from '../../i18n/index.ts';
import { Section } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';

/** A line of a list: what it is called, and what is worth knowing at a glance. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

/** The title of a list and what is in it. */
export type NamedList = readonly [title: string, things: readonly Thing[]];

/** Lists one below the other; empty ones are left out. */
export function Lists({ parts }: { readonly parts: readonly NamedList[] }) {
  const { t } = useText();
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
