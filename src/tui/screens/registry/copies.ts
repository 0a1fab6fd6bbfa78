import { keyedActions } from '../../actions/keymap.ts';
import { bold, dim, type Line, span } from '../../draw/span.ts';
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
export function copiesBlocks({ words, answers, console }: Scene, width: number): readonly Block[] {
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
  ];
}
