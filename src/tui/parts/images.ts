import type { ActionResult } from '../contract.ts';
import { bytes, platformName, shortDigest } from '../draw/format.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { Words } from '../i18n/index.ts';

/** What was copied from or to another registry. */
export function transferLines(
  result: ActionResult<'image.pull'>,
  words: Words,
  width: number,
): readonly Line[] {
  const { t } = words;
  const { manifests, blobs } = result;
  const data = { transferred: bytes(result.transferred), skipped: bytes(result.skipped) };
  return [
    ...result.images.flatMap(({ reference, digest }): readonly Line[] => [
      ...paragraph(reference, width, 'accent'),
      [dim(`  ${shortDigest(digest)}`)],
    ]),
    ...paragraph(t('images.counts', { manifests, blobs, bytes: bytes(result.bytes) }), width),
    ...paragraph(t('images.copied', data), width),
    ...(result.resumed > 0 ? paragraph(t('images.resumed', { bytes: bytes(result.resumed) }), width) : []),
    ...(result.referrers > 0 ? paragraph(t('images.referrers', { count: result.referrers }), width) : []),
    ...result.findings.flatMap((finding): readonly Line[] => {
      const isForeign = finding.kind === 'foreign-layer';
      const what = t(isForeign ? 'images.foreign' : 'images.absent');
      return [
        ...paragraph(`! ${shortDigest(finding.digest)} ${what}`, width, 'warn'),
        ...(isForeign ? finding.urls.flatMap((url) => paragraph(`  ${url}`, width, 'dim')) : []),
      ];
    }),
  ];
}

export function loadedLines(
  { address, loaded, platform, digest }: ActionResult<'image.docker.load'>,
  words: Words,
  width: number,
): readonly Line[] {
  return [
    ...paragraph(words.t('images.loaded', { address }), width),
    ...loaded.flatMap((name) => paragraph(name, width, 'accent')),
    [dim(`${shortDigest(digest)}  ${platform}`)],
  ];
}

/** Where an image name leads. */
export function resolvedLines(
  result: ActionResult<'image.resolve'>,
  words: Words,
  width: number,
): readonly Line[] {
  const { t } = words;
  const { reference, digest = '', platforms = [], bytes: size = 0 } = result;
  return [
    ...paragraph(result.image, width, 'dim'),
    ...(reference === undefined
      ? paragraph(t('images.nowhere'), width, 'warn')
      : [
          ...paragraph(t('images.here', { reference }), width, 'accent'),
          [dim(`  ${shortDigest(digest)}  ${bytes(size)}  ${platforms.map(platformName).join(', ')}`)],
        ]),
    ...result.tried.map(
      ({ repository, there }): Line => [
        span(`  ${there === 'image' ? '●' : '○'} ${repository} `),
        dim(t(`images.there.${there}`)),
      ],
    ),
  ];
}

/** Hosts whose images have local copies. */
export const aliasLines = ({ aliases }: ActionResult<'image.alias.ls'>, words: Words): readonly Line[] =>
  aliases.flatMap(({ host, paths, builtIn }): readonly Line[] => [
    [bold(host), dim(`  ${words.t(builtIn ? 'images.builtIn' : 'images.own')}`)],
    [span(`  ${paths.join('  ')}`)],
  ]);
