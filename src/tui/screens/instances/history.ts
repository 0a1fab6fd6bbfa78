import type { InstanceDetailView } from '../../contract.ts';
import { clock, time } from '../../draw/format.ts';
import { mark } from '../../draw/marks.ts';
import { bold, dim, type Line, span } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import type { Words } from '../../i18n/index.ts';
import { block } from '../../parts/basics.ts';
import type { Block } from '../screen.ts';

const inset = (line: Line): Line => [span('    '), ...line];

/** What was done to an instance, newest first. */
export function historyBlocks(data: InstanceDetailView, words: Words, width: number): readonly Block[] {
  const { t, say } = words;
  return data.revisions.map((each) =>
    block([
      [
        mark(each.status),
        bold(` ${each.revision} ${t(`lifecycle.op.${each.operation}`)}`),
        dim(`  ${time(each.storedAt)}  ${t('lifecycle.took')} ${clock(each.took)}`),
      ],
      ...paragraph(
        Object.entries(each.counts)
          .map(([action, count]) => `${t(`lifecycle.action.${action as 'create'}`)} ${String(count)}`)
          .join(' · '),
        width - 4,
        'dim',
      ).map(inset),
      ...(each.failure
        ? paragraph(`${each.failure.code} ${say(each.failure.message)}`, width - 4, 'bad').map(inset)
        : []),
      ...each.loses.flatMap((loss) =>
        paragraph(`${t('lifecycle.lost')}: ${loss.address}: ${say(loss.what)}`, width - 4, 'bad').map(inset),
      ),
      ...each.leftBehind.flatMap((left) =>
        paragraph(`${t('lifecycle.left')}: ${left.name}: ${say(left.why)}`, width - 4, 'warn').map(inset),
      ),
    ]),
  );
}
