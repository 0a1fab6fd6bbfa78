import { useText } from '../../../i18n/index.ts';
import { Lines, Section } from '../../../parts/basics.tsx';
import { ErrorPanel } from '../../../parts/error-panel.tsx';
import { Grid } from '../../../parts/grid.tsx';
import { useAnswer } from '../../../state/answer.ts';
import { useConsole } from '../../../state/engine.ts';
import { Data } from '../../../text/data.tsx';
import { ActionButtons } from './buttons.tsx';

/** Hosts whose images have copies here; the user's own come first. */
export function Aliases() {
  const { t } = useText();
  const version = useConsole((state) => state.repositories);
  const { data, error, ask } = useAnswer('image.alias.ls', {}, version);
  return (
    <Section
      title={t('copies.aliases')}
      aside={<ActionButtons ids={['image.alias.add', 'image.alias.rm']} />}
    >
      {error ? (
        <ErrorPanel error={error} again={ask} />
      ) : data ? (
        <Grid
          label={t('copies.aliases')}
          rows={data.aliases}
          rowKey={({ host, builtIn }) => `${host} ${builtIn}`}
          columns={[
            {
              key: 'host',
              title: t('copies.host'),
              track: 'minmax(180px, 2fr)',
              cell: ({ host }) => (
                <Data mono clip>
                  {host}
                </Data>
              ),
            },
            {
              key: 'paths',
              title: t('copies.paths'),
              track: 'minmax(160px, 3fr)',
              cell: ({ paths }) => (
                <Data mono clip>
                  {paths.join('  ')}
                </Data>
              ),
            },
            {
              key: 'kind',
              title: t('copies.kind'),
              track: '90px',
              cell: ({ builtIn }) => t(builtIn ? 'copies.builtIn' : 'copies.own'),
            },
          ]}
        />
      ) : (
        <Lines rows={4} />
      )}
    </Section>
  );
}
