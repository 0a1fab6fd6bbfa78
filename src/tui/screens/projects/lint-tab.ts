import type { Diagnostic, LintView } from '../../contract.ts';
import { mark, stateWord } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../../draw/span.ts';
import { clip, shortenStart, widthOf } from '../../draw/width.ts';
import { paragraph } from '../../draw/wrap.ts';
import { empty, errorBlocks, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block, DetailView, Size } from '../screen.ts';

type Part = Pick<DetailView, 'head' | 'blocks'>;

/** Findings about the package's files, each with its place and its source line. */
export function lintBlocks(scene: Scene, dir: string, { width }: Size): Part {
  const { words } = scene;
  const { dialect } = scene.ui;
  const { data, error } = answerOf(scene.answers, 'lint', { dir, dialect, format: 'json' });
  const way: Line = [dim(words.t(`lint.dialect.${dialect}`))];
  if (error !== undefined) return { head: [way, blank], blocks: errorBlocks(error, words, width) };
  if (!data) return { head: [way, blank], blocks: skeleton(words) };
  if (data.diagnostics.length === 0)
    return {
      head: [way, blank],
      blocks: empty(`✓ ${words.t('lint.clean')}`, words.t('lint.clean.help'), width),
    };
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => [
    mark(severity),
    span(
      ` ${stateWord(severity, words.t)} ${data.counts[severity]}   `,
      data.counts[severity] === 0 ? 'dim' : 'plain',
    ),
  ]);
  return {
    head: [counts, way, blank],
    blocks: data.diagnostics.map((each, at) => findingBlock(scene, data, each, at, width)),
  };
}

function findingBlock(scene: Scene, lint: LintView, finding: Diagnostic, at: number, width: number): Block {
  const { words } = scene;
  const start = finding.range?.start;
  const place = start ? `${finding.file}:${start.line}:${start.column}` : finding.file;
  const head: Line = [
    mark(finding.severity),
    span(' '),
    bold(finding.code),
    dim(`  ${shortenStart(place, Math.max(8, width - widthOf(finding.code) - 4))}`),
  ];
  const fix = finding.fix
    ? paragraph(`${words.t('lint.fix')}: ${words.say(finding.fix.title)}`, width - 2, 'good')
    : [];
  return {
    pick: String(at),
    lines: [
      head,
      ...paragraph(words.say(finding.message), width - 2).map(inset),
      ...excerpt(lint, finding, width),
      ...fix.map(inset),
      blank,
    ],
  };
}

const inset = (line: Line): Line => [span('  '), ...line];

/** The source line with the range marked below it. */
function excerpt(lint: LintView, { file, range }: Diagnostic, width: number): readonly Line[] {
  const source = range && lint.excerpts[file]?.[range.start.line];
  if (!range || source === undefined) return [];
  const number = `${range.start.line} │ `;
  const room = Math.max(10, width - 2 - widthOf(number));
  const flat = source.replaceAll('\t', ' ');
  const lead = flat.length - flat.trimStart().length;
  const begin = range.start.column - 1;
  // A long line is shown from a little before the place.
  const cut = begin > room - 8 ? Math.max(0, begin - Math.floor(room / 3)) : Math.min(lead, begin);
  const shown = clip(span(flat.slice(cut)).text, room).text;
  const before = widthOf(flat.slice(cut, begin));
  const end = range.end.line === range.start.line ? range.end.column - 1 : flat.length;
  const length = Math.max(1, Math.min(widthOf(flat.slice(begin, end)), widthOf(shown) - before));
  return [
    [dim(`  ${number}`), span(shown)],
    [
      dim(`  ${' '.repeat(widthOf(number) - 2)}│ `),
      span(' '.repeat(Math.max(0, before))),
      span('^'.repeat(length), 'warn'),
    ],
  ];
}
