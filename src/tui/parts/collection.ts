import type { GcReasonView, RemovalView } from '../contract.ts';
import { bytes, count, shortDigest } from '../draw/format.ts';
import { dim, type Line, span } from '../draw/span.ts';
import { table } from '../draw/table.ts';
import { paragraph } from '../draw/wrap.ts';
import type { TextKey, Words } from '../i18n/index.ts';
import { columnOf } from './basics.ts';

const reasons: Readonly<Record<string, TextKey>> = {
  untagged: 'reason.untagged',
  'dangling-referrer': 'reason.dangling',
  'unreferenced-in-repository': 'reason.link',
  unreferenced: 'reason.unreferenced',
  'upload-expired': 'reason.upload',
};

const kinds: Readonly<Record<string, TextKey>> = {
  manifest: 'registry.manifests',
  link: 'kind.links',
  blob: 'registry.blobs',
  upload: 'kind.uploads',
};

const said = (known: Readonly<Record<string, TextKey>>, word: string, { t }: Words): string => {
  const key = known[word];
  return key === undefined ? word : t(key);
};

/** Why something is collected, in words. */
export const reasonWord = (reason: string, words: Words): string => said(reasons, reason, words);

/** What a collection takes, by kind and reason. */
export function reasonTable(list: readonly GcReasonView[], words: Words, width: number): readonly Line[] {
  const column = columnOf(words);
  const drawn = table(
    [
      column('common.kind'),
      column('preview.why', { grow: true }),
      column('collect.count', { right: true }),
      column('common.size', { right: true }),
    ],
    list.map((each) => [
      said(kinds, each.kind, words),
      reasonWord(each.reason, words),
      count(each.count, words.lang),
      each.bytes === 0 ? '—' : bytes(each.bytes),
    ]),
    width,
  );
  return [drawn.head, ...drawn.rows];
}

const SHOWN = 12;

/** What stays when an image goes, and for whom. */
export function keptLines(
  { kept, keptBytes, holders }: RemovalView,
  words: Words,
  width: number,
): readonly Line[] {
  const { t } = words;
  return [
    ...(holders.length === 0
      ? []
      : paragraph(t('removal.holders', { what: holders.join(', ') }), width, 'warn')),
    ...(kept.length === 0 ? [] : paragraph(t('removal.keeps', { bytes: bytes(keptBytes) }), width)),
    ...kept.slice(0, SHOWN).map((each): Line => {
      const rest = each.images.length - 2 + each.more;
      return [
        dim(`  ${shortDigest(each.digest)}  `),
        span(`${bytes(each.bytes).padStart(9)}  `),
        span(each.images.slice(0, 2).join(' ') + (rest > 0 ? ` +${rest}` : '')),
      ];
    }),
    ...(kept.length > SHOWN ? [[dim(`  +${kept.length - SHOWN}`)]] : []),
  ];
}
