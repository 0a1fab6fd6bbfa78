import { bytes, count, platformName, shortDigest, shortTime } from '../../draw/format.ts';
import { span } from '../../draw/span.ts';
import { columnOf, empty, errorBlocks, facts, skeleton, tableSection } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';
import { tagsInput } from './tags-input.ts';

/** A repository's tags, and what the whole registry holds. */
export function repositoryBlocks(scene: Scene, repository: string, width: number): readonly Block[] {
  const { words, console } = scene;
  const { t } = words;
  const column = columnOf(words);
  const { data, error } = answerOf(scene.answers, 'registry.tags', tagsInput(scene, repository));
  const own = console.repositories?.find((each) => each.name === repository);
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data) return skeleton(words);
  const usage = console.usage;
  return [
    facts(
      [
        [t('registry.manifests'), String(own?.manifests ?? 0)],
        [t('common.size'), bytes(own?.bytes ?? 0)],
        ...(scene.ui.tagOrder === 'name' ? [] : [['', t(`registry.sorted.${scene.ui.tagOrder}`)] as const]),
      ],
      width,
    ),
    ...(data.length > 0
      ? []
      : (own?.manifests ?? 0) === 0
        ? empty(t('registry.emptied'), t('registry.emptied.help'), width)
        : empty(t('registry.noTags'), t('registry.noTags.help'), width)),
    ...tableSection(
      t('registry.tags'),
      [
        column('registry.tag', { most: 30 }),
        column('registry.platforms', { grow: true }),
        column('registry.digest', { from: 76 }),
        column('common.size', { right: true }),
        column('common.changed', { right: true, from: 60 }),
      ],
      data.map((tag) => [
        tag.tag,
        tag.platforms.map(platformName).join(', '),
        span(shortDigest(tag.digest), 'dim'),
        bytes(tag.bytes),
        shortTime(tag.updatedAt, scene.around.now()),
      ]),
      width,
    ),
    ...(usage
      ? tableSection(
          t('registry.all'),
          [
            column('registry.repositories', { right: true }),
            column('registry.tags', { right: true }),
            column('registry.manifests', { right: true }),
            column('registry.blobs', { right: true }),
            column('registry.bytes', { right: true }),
          ],
          [
            [
              ...[usage.repositories, usage.tags, usage.manifests, usage.blobs].map((each) =>
                count(each, words.lang),
              ),
              bytes(usage.bytes),
            ],
          ],
          width,
        )
      : []),
  ];
}
