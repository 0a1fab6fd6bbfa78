import type { GcReasonView, GcView } from '../../contract.ts';
import { type TextKey, useText } from '../../i18n/index.ts';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import { bytes, count, shortDigest } from '../../text/format.ts';

const reasonWords: Readonly<Record<string, TextKey>> = {
  untagged: 'registry.reason.untagged',
  'dangling-referrer': 'registry.reason.dangling',
  'unreferenced-in-repository': 'registry.reason.link',
  unreferenced: 'registry.reason.unreferenced',
  'upload-expired': 'registry.reason.upload',
};

const kindWords: Readonly<Record<string, TextKey>> = {
  manifest: 'registry.kind.manifest',
  link: 'registry.kind.link',
  blob: 'registry.kind.blob',
  upload: 'registry.kind.upload',
};

/** Reasons and kinds in the reader's words; what a newer engine says is shown as it is. */
export function useGcWords() {
  const { t } = useText();
  const word = (table: Readonly<Record<string, TextKey>>, key: string): string => {
    const known = table[key];
    return known === undefined ? key : t(known);
  };
  return { reason: (key: string) => word(reasonWords, key), kind: (key: string) => word(kindWords, key) };
}

/** What is taken, by reason and kind, with the share of the bytes. */
export function GcReasons({ reasons }: { readonly reasons: readonly GcReasonView[] }) {
  const { t, lang } = useText();
  const { reason, kind } = useGcWords();
  const most = Math.max(1, ...reasons.map((each) => each.bytes));
  return (
    <Grid
      label={t('registry.collect.why')}
      rows={reasons}
      rowKey={(each) => `${each.kind} ${each.reason}`}
      columns={[
        { key: 'kind', title: t('common.kind'), track: '110px', cell: (each) => kind(each.kind) },
        {
          key: 'reason',
          title: t('preview.why'),
          track: 'minmax(160px, 2fr)',
          cell: (each) => reason(each.reason),
        },
        {
          key: 'share',
          title: '',
          track: 'minmax(80px, 1fr)',
          cell: (each) => (
            <span className="bar-track" aria-hidden="true">
              {each.bytes > 0 && (
                <span className="bar" style={{ left: 0, width: `${(100 * each.bytes) / most}%` }} />
              )}
            </span>
          ),
        },
        {
          key: 'count',
          title: t('registry.collect.items'),
          track: '80px',
          right: true,
          cell: (each) => count(each.count, lang),
        },
        {
          key: 'bytes',
          title: t('common.size'),
          track: '96px',
          right: true,
          cell: (each) => (each.bytes === 0 ? '—' : bytes(each.bytes)),
        },
      ]}
    />
  );
}

/** Every single thing that is taken. */
export function GcItems({ items }: { readonly items: GcView['items'] }) {
  const { t } = useText();
  const { reason, kind } = useGcWords();
  return (
    <Grid
      label={t('registry.collect.what')}
      rows={items.map((item, index) => ({ ...item, index }))}
      rowKey={(item) => String(item.index)}
      columns={[
        { key: 'kind', title: t('common.kind'), track: '110px', cell: (item) => kind(item.kind) },
        {
          key: 'digest',
          title: t('registry.digest'),
          track: 'minmax(150px, 1fr)',
          cell: (item) => (
            <Data mono clip>
              {shortDigest(item.digest)}
            </Data>
          ),
        },
        {
          key: 'reason',
          title: t('preview.why'),
          track: 'minmax(160px, 2fr)',
          cell: (item) => reason(item.reason),
        },
        {
          key: 'bytes',
          title: t('common.size'),
          track: '96px',
          right: true,
          cell: (item) => (item.bytes === 0 ? '—' : bytes(item.bytes)),
        },
      ]}
    />
  );
}
