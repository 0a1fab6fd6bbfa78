import type { ActionResult } from '../contract.ts';
import { mark } from '../draw/marks.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { paragraph } from '../draw/wrap.ts';
import type { Words } from '../i18n/index.ts';
import { diffLines } from './diff.ts';

/** What came of each scenario: those that did not pass first, with why. */
export function testLines(view: ActionResult<'test'>, words: Words, width: number): readonly Line[] {
  const sorted = [...view.results].sort(
    (a, b) => Number(a.status === 'passed') - Number(b.status === 'passed'),
  );
  return sorted.flatMap((each): readonly Line[] => {
    const cured = each.cure?.passes ? dim(`  ${words.t('scenarios.cured')}`) : span('');
    const why = [
      ...each.reasons.map((reason) => `${each.file}:${reason.line ?? 1}  ${words.say(reason.text)}`),
      ...(each.error ? [`${each.error.code}  ${words.say(each.error.message)}`] : []),
      ...(each.status === 'failed' ? each.failures.slice(0, 3) : []).map(
        (failure) => `${failure.code}  ${words.say(failure.message)}`,
      ),
    ];
    return [
      [mark(each.status), span(' '), bold(words.say(each.title)), cured],
      [span('  '), dim(each.file)],
      ...why.flatMap((line) => paragraph(line, width - 2, 'bad').map((part): Line => [span('  '), ...part])),
      ...(each.golden?.changes ?? []).flatMap(({ diff }) => diffLines(diff)),
    ];
  });
}
