import type { ScenarioView } from '../../contract.ts';
import { mark } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../../draw/span.ts';
import { shorten, widthOf } from '../../draw/width.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, empty, errorBlocks, heading, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block, DetailView, Size } from '../screen.ts';

type Part = Pick<DetailView, 'head' | 'blocks'>;

/** The project's scenarios, which Enter plays live, and below them the faults that one may use. */
export function scenarioBlocks(scene: Scene, dir: string, { width }: Size): Part {
  const { words } = scene;
  const { t } = words;
  const { data, error } = answerOf(scene.answers, 'scenario.list', { dir });
  const head = [[dim(t('scenarios.hint'))], blank];
  if (error !== undefined) return { head, blocks: errorBlocks(error, words, width) };
  if (!data) return { head, blocks: skeleton(words) };
  return {
    head,
    blocks: [
      ...(data.scenarios.length === 0
        ? empty(t('scenarios.none'), t('scenarios.none.help'), width)
        : data.scenarios.map((each) => scenarioBlock(scene, each, width))),
      ...faultBlocks(scene, width),
    ],
  };
}

const inset = (line: Line): Line => [span('  '), ...line];

function scenarioBlock({ words }: Scene, scenario: ScenarioView, width: number): Block {
  const broken = scenario.problems.length > 0;
  const expects = scenario.code ?? words.t(`scenarios.${scenario.expected}`);
  const name = shorten(words.say(scenario.name), Math.max(10, width - widthOf(expects) - 6));
  const under = [scenario.file, ...scenario.faults].join('  ');
  return {
    pick: scenario.path,
    lines: [
      [mark(broken ? 'error' : 'waiting'), span(' '), bold(name), dim(`  ${expects}`)],
      [span('  '), dim(shorten(under, width - 2))],
      ...scenario.problems.flatMap((each) =>
        paragraph(
          `${each.file}:${each.range?.start.line ?? 1}  ${words.say(each.message)}`,
          width - 2,
          'bad',
        ).map(inset),
      ),
    ],
  };
}

function faultBlocks(scene: Scene, width: number): readonly Block[] {
  const { words } = scene;
  const { data } = answerOf(scene.answers, 'fault.list', {});
  if (!data) return [];
  return [
    heading(words.t('scenarios.faults'), data.length),
    ...data.map((each) =>
      block([
        [
          bold(each.kind),
          dim(`  ${shorten(`=${words.say(each.target)}`, Math.max(8, width - widthOf(each.kind) - 2))}`),
        ],
        ...paragraph(words.say(each.does), width - 2, 'dim').map(inset),
      ]),
    ),
  ];
}
