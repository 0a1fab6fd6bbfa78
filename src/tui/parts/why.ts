import type { WhyView } from '../contract.ts';
import { shortDigest } from '../draw/format.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { TextKey, Words } from '../i18n/index.ts';

const roots: Readonly<Record<WhyView['paths'][number]['root'], TextKey>> = {
  tag: 'why.tag',
  young: 'why.young',
  pending: 'why.pending',
  'in-use': 'why.inUse',
};

/** The ways from what keeps a blob down to it, each as a branch. */
export function whyLines({ kind, paths, more }: WhyView, words: Words, width: number): readonly Line[] {
  const { t } = words;
  if (kind === 'unknown') return paragraph(t('why.unknown'), width);
  if (paths.length === 0) return paragraph(t('why.free'), width);
  return [
    ...paths.flatMap(({ root, steps }): readonly Line[] => [
      [bold(t(roots[root]))],
      ...steps.map(
        (step, depth): Line => [
          dim(depth === 0 ? '  ' : `  ${'   '.repeat(depth - 1)}└─ `),
          dim(`${t(`why.step.${step.kind}`)} `),
          span(shortName(step.name), depth === steps.length - 1 ? 'accent' : 'plain'),
        ],
      ),
      [],
    ]),
    ...(more > 0 ? [[dim(t('why.more', { count: more }))]] : []),
  ];
}

function shortName(name: string): string {
  const at = name.indexOf('@');
  if (at !== -1) return `${name.slice(0, at)}@${shortDigest(name.slice(at + 1))}`;
  return /^sha(256|512):[0-9a-f]{64,}$/.test(name) ? shortDigest(name) : name;
}
