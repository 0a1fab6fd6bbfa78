import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { bytes, count, platformName, shortDigest, time } from '../../text/format.ts';
import { Matched } from './matched.tsx';
import { type TagQuery, useTagPages } from './tag-pages.ts';

type Order = 'name' | 'newest' | 'size';
const ORDERS: readonly Order[] = ['name', 'newest', 'size'];

/** The tags of a repository: searched as one types, sorted, read page by page. */
export function TagTable({ repository }: { readonly repository: string }) {
  const { t, lang } = useText();
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>();
  const words = filter.trim();
  const sort: TagQuery['sort'] = order ?? (words === '' ? 'name' : 'match');
  useCliLine('registry.tags', {
    repository,
    ...(words === '' ? {} : { filter: words }),
    ...(order === undefined ? {} : { sort: order }),
  });
  const version = useConsole((state) => state.repositories);
  const own = version?.find((each) => each.name === repository);
  const isEmpty = own !== undefined && own.manifests === 0;
  const { tags, more, error, next, again } = useTagPages(
    { repository, filter, sort, reverse: false },
    version,
  );
  const shown =
    tags === undefined
      ? ''
      : words === '' && own
        ? t('registry.tagCount', { count: own.tags, shown: count(own.tags, lang) })
        : t(more ? 'registry.found.more' : 'registry.found', { shown: count(tags.length, lang) });
  return (
    <>
      <DetailHead
        title={<Data mono>{repository}</Data>}
        {...(own
          ? {
              under: (
                <>
                  <span className="dim">
                    {t('registry.manifestCount', { shown: count(own.manifests, lang) })}
                  </span>
                  <span className="dim">{bytes(own.bytes)}</span>
                </>
              ),
            }
          : {})}
        actions={<ActionBar screen="registry" which="selected" subjects={{ repository, tag: repository }} />}
      />
      <div className="fill-stack">
        <div className="tools tag-tools">
          <search className="filter">
            <Icon name="search" size={13} />
            <input
              type="search"
              data-filter="tags"
              value={filter}
              maxLength={200}
              placeholder={t('registry.search')}
              aria-label={t('registry.search')}
              onChange={(event) => setFilter(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setFilter('');
                if (event.key !== 'ArrowDown') return;
                event.preventDefault();
                document.querySelector<HTMLElement>('.tag-grid .grid-row.selectable')?.focus();
              }}
            />
          </search>
          <SegmentedControl
            size="xs"
            aria-label={t('registry.sort')}
            value={order ?? (words === '' ? 'name' : 'match')}
            onChange={(value) => setOrder(ORDERS.find((each) => each === value))}
            data={[
              ...(words === '' ? [] : [{ value: 'match', label: t('registry.sort.match') }]),
              ...ORDERS.map((value) => ({ value, label: t(`registry.sort.${value}`) })),
            ]}
          />
          <span className="dim small number" role="status">
            {shown}
          </span>
        </div>
        {error ? (
          <ErrorPanel error={error} again={again} />
        ) : tags === undefined ? (
          <Lines />
        ) : tags.length === 0 ? (
          words === '' ? (
            <Empty title={t(isEmpty ? 'registry.emptied' : 'registry.noTags')}>
              {t(isEmpty ? 'registry.emptied.help' : 'registry.noTags.help')}
            </Empty>
          ) : (
            <Empty title={t('registry.noMatch')}>{t('registry.noMatch.help')}</Empty>
          )
        ) : (
          <div className="tag-grid fill-stack">
            <Grid
              label={t('registry.tags')}
              fill
              rows={tags}
              rowKey={(tag) => tag.tag}
              onSelect={(tag) => go('registry', [repository, tag.tag])}
              {...(more ? { onEnd: next } : {})}
              columns={[
                {
                  key: 'tag',
                  title: t('registry.tag'),
                  track: 'minmax(120px, 1.5fr)',
                  cell: (tag) => <Matched name={tag.tag} filter={filter} />,
                },
                {
                  key: 'digest',
                  title: t('registry.digest'),
                  track: '160px',
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
                  track: '88px',
                  right: true,
                  cell: (tag) => bytes(tag.bytes),
                },
                {
                  key: 'at',
                  title: t('common.changed'),
                  track: '150px',
                  right: true,
                  cell: (tag) => time(tag.updatedAt),
                },
              ]}
            />
          </div>
        )}
      </div>
    </>
  );
}
