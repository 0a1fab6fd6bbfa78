import type { ImageView } from '../../contract.ts';
import { bytes, platformName, shortDigest } from '../../draw/format.ts';
import { blank, bold, dim, type Line, span } from '../../draw/span.ts';
import type { Cell } from '../../draw/table.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, errorBlocks, facts, heading, prose, skeleton } from '../../parts/basics.ts';
import { jsonLines } from '../../parts/json.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';
import { layerBlocks } from './layers.ts';

/** An image by platform: its layers with sizes, what made them and who shares them; its configuration; what is about it. */
export function imageBlocks(scene: Scene, reference: string, width: number): readonly Block[] {
  const { words } = scene;
  const { t } = words;
  const { data, error } = answerOf(scene.answers, 'registry.show', { reference });
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data) return skeleton(words);
  return [
    facts(factsOf(data, t), width),
    ...chartBlocks(scene, data, width),
    ...data.manifests.flatMap((manifest): readonly Block[] => [
      block([
        blank,
        [
          bold(manifest.platform ? platformName(manifest.platform) : t('registry.manifest')),
          dim(`  ${shortDigest(manifest.digest)}  ${bytes(manifest.bytes)}`),
        ],
      ]),
      ...layerBlocks(scene, manifest.layers, width),
    ]),
    ...(data.missing.length > 0
      ? [prose(t('registry.missing', { count: data.missing.length }), width, 'warn')]
      : []),
    ...aboutBlocks(scene, data, width),
    ...data.manifests.flatMap((manifest): readonly Block[] => [
      ...stepBlocks(scene, manifest),
      ...(manifest.config
        ? [
            heading(`${t('registry.config')}  ${platformOf(manifest)}`),
            block(jsonLines(manifest.config, width, 2)),
          ]
        : []),
    ]),
  ];
}

const platformOf = ({ platform }: ImageView['manifests'][number]): string =>
  platform ? platformName(platform) : '';

function factsOf(data: ImageView, t: Scene['words']['t']): readonly (readonly [string, Cell])[] {
  const others = data.tags.filter((each) => each !== data.tag);
  return [
    ...data.commands.map(({ line }, at): readonly [string, Cell] => [
      at === 0 ? t('registry.pull') : '',
      span(line, 'accent'),
    ]),
    [t('registry.digest'), data.digest],
    [t('registry.mediaType'), data.mediaType],
    ...(data.artifactType === undefined ? [] : [[t('registry.artifactType'), data.artifactType] as const]),
    ...(data.subject === undefined ? [] : [[t('registry.subject'), data.subject] as const]),
    [
      t('common.size'),
      [span(bytes(data.bytes)), dim(`  ${t('registry.onlyHere', { bytes: bytes(data.uniqueBytes) })}`)],
    ],
    ...(others.length === 0 ? [] : [[t('registry.alsoTagged'), others.slice(0, 8).join(' ')] as const]),
  ];
}

function chartBlocks({ words }: Scene, { chart }: ImageView, width: number): readonly Block[] {
  if (!chart) return [];
  const { t } = words;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('registry.chart'), `${chart.name} ${chart.version}`],
    [t('registry.chart.app'), chart.appVersion],
    [t('registry.chart.needs'), chart.dependencies.map((each) => `${each.name} ${each.version}`).join(', ')],
  ];
  return [
    facts(
      rows.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const])),
      width,
    ),
    ...(chart.description === undefined ? [] : [block(paragraph(chart.description, width, 'dim'))]),
  ];
}

/** All steps of the build, where they say more than the layers do. */
function stepBlocks({ words }: Scene, manifest: ImageView['manifests'][number]): readonly Block[] {
  const { history, layers } = manifest;
  if (history.length <= layers.length) return [];
  const lines = history.slice(0, 60).map((step, at): Line => {
    const layer = step.layer === undefined ? undefined : layers[step.layer];
    return [
      dim(`${String(at + 1).padStart(3)} `),
      span((layer ? bytes(layer.bytes) : '—').padStart(9)),
      dim(`  ${step.command}`),
    ];
  });
  return [heading(`${words.t('registry.steps')}  ${platformOf(manifest)}`), block(lines)];
}

function aboutBlocks({ words }: Scene, data: ImageView, width: number): readonly Block[] {
  const { t } = words;
  const notes = Object.entries(data.annotations);
  return [
    ...(notes.length === 0 ? [] : [heading(t('registry.annotations'), notes.length), facts(notes, width)]),
    ...(data.referrers.length === 0
      ? []
      : [
          heading(t('registry.referrers'), data.referrers.length),
          block(
            data.referrers.map(
              (each): Line => [span(shortDigest(each.digest)), dim(`  ${each.artifactType ?? ''}`)],
            ),
          ),
        ]),
  ];
}
