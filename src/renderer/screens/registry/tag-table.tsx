import { ActionBar } from '../../actions/action-bar.tsx';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { bytes, platformName, shortDigest, time } from '../../text/format.ts';

/** The tags of a repository. */
export function TagTable({ repository }: { readonly repository: string }) {
  const { t } = useText();
  useCliLine('registry.tags', { repository });
  const version = useConsole((state) => state.repositories);
  const { data, error, ask } = useAnswer('registry.tags', { repository }, version);
  return (
    <>
      <DetailHead
        title={<Data mono>{repository}</Data>}
        actions={<ActionBar screen="registry" which="selected" subjects={{ repository, tag: repository }} />}
      />
      {error ? (
        <ErrorPanel error={error} again={ask} />
      ) : data === undefined ? (
        <Lines />
      ) : data.length === 0 ? (
        <Empty title={t('registry.noTags')}>{t('registry.noTags.help')}</Empty>
      ) : (
        <Grid
          label={t('registry.tags')}
          fill
          rows={data}
          rowKey={(tag) => tag.tag}
          onSelect={(tag) => go('registry', [repository, tag.tag])}
          columns={[
            {
              key: 'tag',
              title: t('registry.tag'),
              track: 'minmax(120px, 1.5fr)',
              cell: (tag) => (
                <Data mono clip>
                  {tag.tag}
                </Data>
              ),
            },
            {
              key: 'digest',
              title: t('registry.digest'),
              track: '172px',
              cell: (tag) => (
                <Data mono dim clip>
                  {shortDigest(tag.digest)}
                </Data>
              ),
            },
            {
              key: 'platforms',
              title: t('registry.platforms'),
              track: 'minmax(140px, 1.5fr)',
              cell: (tag) => (
                <Data mono clip>
                  {tag.platforms.map(platformName).join(' ')}
                </Data>
              ),
            },
            {
              key: 'bytes',
              title: t('common.size'),
              track: '100px',
              right: true,
              cell: (tag) => bytes(tag.bytes),
            },
            {
              key: 'at',
              title: t('common.changed'),
              track: '160px',
              right: true,
              cell: (tag) => time(tag.updatedAt),
            },
          ]}
        />
      )}
    </>
  );
}
