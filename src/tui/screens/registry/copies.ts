import { keyedActions } from '../../actions/keymap.ts';
import { bytes, shortDigest } from '../../draw/format.ts';
import { bold, dim, type Line, span } from '../../draw/span.ts';
import { justify, shorten } from '../../draw/width.ts';
import { block, columnOf, errorBlocks, heading, prose, skeleton, tableBlock } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

/** What is done here, in the order in which it is looked for. */
const WAYS = [
  'image.resolve',
  'image.pull',
  'image.push',
  'image.import',
  'image.export',
  'image.docker.ls',
  'image.docker.import',
  'image.docker.load',
  'image.alias.add',
  'image.alias.rm',
];

/** Copies of other registries' images: the ways in and out with their keys, and which hosts have copies here. */
export function copiesBlocks(scene: Scene, width: number): readonly Block[] {
  const { words, answers, console } = scene;
  const { t } = words;
  const column = columnOf(words);
  const keyed = keyedActions(console.actions ?? [], 'registry');
  const ways = WAYS.flatMap((id): readonly Line[] => {
    const view = keyed.find((each) => each.id === id);
    return view
      ? [[bold(`${view.face.key ?? ' '}  `, 'accent'), span(words.say(view.title)), dim(`  ${view.cli}`)]]
      : [];
  });
  const { data, error } = answerOf(answers, 'image.alias.ls', {});
  return [
    prose(t('copies.help'), width, 'dim'),
    heading(t('copies.ways')),
    block(ways),
    heading(t('copies.aliases'), data?.aliases.length ?? 0),
    ...(error !== undefined
      ? errorBlocks(error, words, width)
      : !data
        ? skeleton(words)
        : [
            tableBlock(
              [
                column('copies.host', { most: 40 }),
                column('copies.paths', { grow: true }),
                column('common.kind'),
              ],
              data.aliases.map(({ host, paths, builtIn }) => [
                host,
                paths.join('  '),
                dim(t(builtIn ? 'images.builtIn' : 'images.own')),
              ]),
              width,
            ),
          ]),
    ...dockerBlocks(scene, width),
  ];
}

/** What the Docker engine has, once it was asked: Enter takes the image under the cursor. */
function dockerBlocks({ words, answers, ui }: Scene, width: number): readonly Block[] {
  const { t } = words;
  if (!ui.docker) return [];
  const { data, error } = answerOf(answers, 'image.docker.ls', ui.docker as never);
  if (error !== undefined) return [heading(t('copies.docker')), ...errorBlocks(error, words, width)];
  if (!data) return [heading(t('copies.docker')), ...skeleton(words)];
  const images = data.images.flatMap(({ names, ...each }) => names.map((name) => ({ name, ...each })));
  return [
    heading(t('copies.docker'), images.length),
    prose(
      images.length === 0 ? t('images.none', { address: data.address }) : t('copies.docker.take'),
      width,
      'dim',
    ),
    ...images.map(
      ({ name, id, bytes: size, createdAt }): Block => ({
        pick: name,
        lines: [
          justify([bold(shorten(name, Math.max(12, width - 14)))], [dim(bytes(size))], width),
          [dim(`  ${shortDigest(id)}  ${createdAt.slice(0, 16).replace('T', ' ')}`)],
        ],
      }),
    ),
  ];
}
