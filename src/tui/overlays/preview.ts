import type { CureView, GcView, RemovalView } from '../contract.ts';
import { bytes, shortDigest } from '../draw/format.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { table } from '../draw/table.ts';
import { columnOf } from '../parts/basics.ts';
import { keptLines, reasonTable, reasonWord } from '../parts/collection.ts';
import { cureLines } from '../parts/cure.ts';
import type { Scene } from '../state/app.ts';

/** Things that are named. */
const SHOWN = 200;

/** What an action would remove, line by line with reasons and bytes. */
export function previewLines(
  result: unknown,
  { words }: Pick<Scene, 'words'>,
  width: number,
): readonly Line[] {
  const { t } = words;
  const column = columnOf(words);
  if (isCure(result)) return cureLines(result, words, width);
  if (isRemoval(result)) {
    return [
      ...result.removed.map((each): Line => [span(`- ${each}`)]),
      [dim(t('preview.summary', { count: result.removed.length, bytes: bytes(result.reclaimable) }))],
      ...keptLines(result, words, width),
    ];
  }
  const { items, count, bytes: total, spared, reasons } = result as GcView;
  if (count === 0) return [[span(t('preview.nothing'))]];
  const drawn = table(
    [column('preview.what'), column('preview.why', { grow: true }), column('common.size', { right: true })],
    items
      .slice(0, SHOWN)
      .map((each) => [
        `${each.kind} ${shortDigest(each.digest)}`,
        reasonWord(each.reason, words),
        bytes(each.bytes),
      ]),
    width,
  );
  return [
    [
      bold(t('preview.summary', { count, bytes: bytes(total) })),
      dim(spared > 0 ? `  ${t('preview.spared', { count: spared })}` : ''),
    ],
    ...reasonTable(reasons, words, width),
    blank,
    drawn.head,
    ...drawn.rows,
    ...(count > SHOWN ? [[dim(`+${count - SHOWN}`)]] : []),
  ];
}

const isRemoval = (result: unknown): result is RemovalView =>
  typeof result === 'object' && result !== null && 'removed' in result;

const isCure = (result: unknown): result is CureView =>
  typeof result === 'object' && result !== null && 'steps' in result;
