import type { ReceiptView } from '../../contract.ts';
import { bytes, count, shortTime, time } from '../../draw/format.ts';
import { mark, stateWord } from '../../draw/marks.ts';
import { bold, dim, type Line, span } from '../../draw/span.ts';
import { justify } from '../../draw/width.ts';
import { block, errorBlocks, heading, prose, skeleton } from '../../parts/basics.ts';
import { reasonTable } from '../../parts/collection.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block } from '../screen.ts';

/** What was opened of the receipts is remembered under this and the number. */
export const RECEIPT = 'receipt ';

/** What a collection would take now, and what earlier ones took; Enter shows what one took. */
export function collectionBlocks(scene: Scene, width: number): readonly Block[] {
  const { words, answers } = scene;
  const { t } = words;
  const plan = answerOf(answers, 'registry.gc', { dryRun: true });
  const past = answerOf(answers, 'registry.receipts', {});
  return [
    heading(t('collect.next')),
    ...planBlocks(scene, plan, width),
    heading(t('collect.past'), past.data?.length ?? 0),
    ...(past.error !== undefined
      ? errorBlocks(past.error, words, width)
      : !past.data
        ? skeleton(words)
        : past.data.length === 0
          ? [prose(t('collect.past.none'), width, 'dim')]
          : past.data.map((each) => receiptBlock(scene, each, width))),
  ];
}

function planBlocks(
  { words }: Scene,
  { data, error }: ReturnType<typeof answerOf<'registry.gc'>>,
  width: number,
): readonly Block[] {
  const { t } = words;
  if (error !== undefined) return errorBlocks(error, words, width);
  if (!data) return skeleton(words);
  if (data.count === 0)
    return [
      prose(t('preview.nothing'), width),
      ...(data.spared > 0 ? [prose(t('preview.spared', { count: data.spared }), width, 'dim')] : []),
    ];
  return [
    block([
      [
        bold(t('preview.summary', { count: count(data.count, words.lang), bytes: bytes(data.bytes) })),
        dim(data.spared > 0 ? `  ${t('preview.spared', { count: data.spared })}` : ''),
      ],
      ...reasonTable(data.reasons, words, width),
      [dim(t('collect.run'))],
    ]),
  ];
}

function receiptBlock(scene: Scene, receipt: ReceiptView, width: number): Block {
  const { words, around } = scene;
  const { t } = words;
  const state = receipt.state === 'complete' ? 'completed' : receipt.state;
  const undo: Line =
    receipt.undoneAt !== undefined
      ? [dim(t('collect.undone'))]
      : receipt.undoable && receipt.undoUntil !== undefined
        ? [span(t('collect.undoUntil', { time: time(receipt.undoUntil).slice(11, 16) }), 'accent')]
        : [dim(t('collect.final'))];
  return {
    pick: receipt.receipt,
    lines: [
      justify(
        [
          bold(`#${receipt.receipt}`.padEnd(5)),
          span(`${shortTime(receipt.finishedAt, around.now()).padStart(11)}  `),
          mark(state),
          span(` ${stateWord(state, t)}  `),
          span(`${count(receipt.removed, words.lang)}  ${bytes(receipt.bytes)}`),
        ],
        [span('  '), ...undo],
        width,
      ),
      ...receiptLines(scene, receipt.receipt, width),
    ],
  };
}

function receiptLines({ words, ui, answers }: Scene, receipt: string, width: number): readonly Line[] {
  if (!ui.expanded.has(`${RECEIPT}${receipt}`)) return [];
  const { data } = answerOf(answers, 'registry.receipt', { receipt });
  const lines = data ? reasonTable(data.reasons, words, width - 6) : [[dim(words.t('common.reading'))]];
  return lines.map((line): Line => [span('      '), ...line]);
}
