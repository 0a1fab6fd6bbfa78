import { bytes, platformName, shortDigest } from '../../draw/format.ts';
import { blank, bold, dim, span } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, columnOf, errorBlocks, facts, skeleton, tableBlock } from '../../parts/basics.ts';
import { jsonLines } from '../../parts/json.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

/** An image by platform: its layers with sizes and what made them, its configuration. */
export function imageBlocks(scene: Scene, reference: string, width: number): readonly Block[] {
  const { words } = scene;
  const { t } = words;
  const column = columnOf(words);
  const { data, error } = answerOf(scene.answers, 'registry.show', { reference });
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data) return skeleton(words);
  return [
    facts(
      [
        [t('registry.pull'), span(data.pull, 'accent')],
        [t('registry.digest'), data.digest],
        [t('registry.mediaType'), data.mediaType],
        [t('common.size'), bytes(data.bytes)],
      ],
      width,
    ),
    ...data.manifests.flatMap((manifest): readonly Block[] => [
      block([
        blank,
        [
          bold(manifest.platform ? platformName(manifest.platform) : t('registry.manifest')),
          dim(`  ${shortDigest(manifest.digest)}  ${bytes(manifest.bytes)}`),
        ],
      ]),
      tableBlock(
        [
          column('registry.layers'),
          column('common.size', { right: true }),
          column('registry.command', { grow: true }),
        ],
        manifest.layers.map((layer) => [
          shortDigest(layer.digest),
          bytes(layer.bytes),
          span(layer.command ?? '', 'dim'),
        ]),
        width,
      ),
      ...(manifest.config
        ? [block([[dim(t('registry.config'))], ...jsonLines(manifest.config, width, 2)])]
        : [block(paragraph('', width))]),
    ]),
  ];
}
