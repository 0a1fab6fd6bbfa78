import type { FidelityView, ImagesView } from '../../contract.ts';
import { mark } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../../draw/span.ts';
import { shortenStart } from '../../draw/width.ts';
import { paragraph } from '../../draw/wrap.ts';
import { empty, errorBlocks, heading, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import type { Block, DetailView, Size } from '../screen.ts';

type Part = Pick<DetailView, 'head' | 'blocks'>;

const verdictMarks = { ready: 'passed', 'not-ready': 'failed', unknown: 'unknown' } as const;
const placeText = ({ file, range }: ImagesView['images'][number]['place']): string =>
  range ? `${file}:${range.start.line}` : file;

/** Ready to ship? Every image that the package can pull, what the registry lacks of it, and what the verdict rests on. */
export function imageBlocks(scene: Scene, dir: string, { width }: Size): Part {
  const { words } = scene;
  const { data, error } = answerOf(scene.answers, 'images', { dir });
  const known = answerOf(scene.answers, 'fidelity', { dir }).data;
  if (error !== undefined) return { head: [], blocks: errorBlocks(error, words, width) };
  if (!data) return { head: [], blocks: skeleton(words) };
  const { verdict, explored } = data;
  const head: Line[] = [
    [mark(verdictMarks[verdict]), span(' '), bold(words.t(`ship.${verdict}`))],
    ...paragraph(
      words.t('ship.explored', {
        plans: explored.plans,
        sets: explored.sets,
        method: words.t(`ship.${explored.method}`),
        answers: explored.answers,
        renderings: explored.renderings,
        branches: explored.branches,
      }),
      width,
      'dim',
    ),
    blank,
  ];
  const none = data.images.length === 0 && data.unbounded.length === 0;
  return {
    head,
    blocks: [
      ...(none ? empty(`✓ ${words.t('ship.none')}`, '', width) : images(scene, data, width)),
      ...(known ? fidelity(scene, known, width) : []),
    ],
  };
}

function images({ words }: Scene, view: ImagesView, width: number): readonly Block[] {
  const shown = view.images.map((each, at): Block => {
    const state = each.status === 'present' ? 'found' : each.reach === 'program' ? 'unknown' : each.status;
    return {
      pick: String(at),
      lines: [
        [
          mark(state),
          span(' '),
          bold(shortenStart(each.image, Math.max(10, width - 24))),
          dim(`  ${words.t(`ship.reach.${each.reach}`)}`),
        ],
        ...(each.when ? [[dim(`  ${each.when}`)]] : []),
        [dim(`  ${shortenStart(placeText(each.place), width - 4)}`)],
        [dim(`  ${each.objects.join(', ')}`)],
        ...view.findings
          .filter((finding) => finding.image === each.image)
          .flatMap((finding) =>
            paragraph(words.say(finding.message), width - 4).map(
              (line, i): Line => [
                span('  '),
                i === 0 ? mark(finding.severity) : span(' '),
                span(' '),
                ...line,
              ],
            ),
          ),
        blank,
      ],
    };
  });
  const open = view.unbounded.map(
    (each, at): Block => ({
      pick: `open-${at}`,
      lines: [
        [mark('unknown'), span(' '), dim(shortenStart(placeText(each.place), width - 4))],
        ...paragraph(words.say(each.message), width - 2).map((line): Line => [span('  '), ...line]),
        blank,
      ],
    }),
  );
  const declared = view.declared.map(
    (each, at): Block => ({
      pick: `declared-${at}`,
      lines: [
        [mark('info'), span(' '), dim(shortenStart(placeText(each.place), width - 4))],
        ...paragraph(words.say(each.message), width - 2, 'dim').map((line): Line => [span('  '), ...line]),
        ...paragraph(
          each.images.length === 0
            ? words.t('ship.declared.none')
            : words.t('ship.declared', { images: each.images.join(', ') }),
          width - 2,
        ).map((line): Line => [span('  '), ...line]),
        blank,
      ],
    }),
  );
  const hint: readonly Block[] =
    open.length === 0 ? [] : [{ lines: [...paragraph(words.t('ship.declare'), width, 'dim'), blank] }];
  return [...shown, ...open, ...hint, ...declared];
}

const ORDER = { opaque: 0, partial: 1, full: 2 };

function fidelity({ words }: Scene, view: FidelityView, width: number): readonly Block[] {
  if (view.rows.length === 0) return [];
  const rows = view.rows.toSorted((a, b) => ORDER[a.fidelity] - ORDER[b.fidelity]);
  return [
    heading(words.t('ship.fidelity')),
    ...rows.map(
      (row): Block => ({
        lines: [
          [bold(row.name), dim(`  ${words.t(`ship.${row.fidelity}`)}`)],
          ...paragraph(words.say(row.knows), width - 2).map((line): Line => [span('  '), ...line]),
          ...paragraph(
            words.say(row.lacks) === '' ? '' : `${words.t('ship.lacks')} ${words.say(row.lacks)}`,
            width - 2,
            'dim',
          ).map((line): Line => [span('  '), ...line]),
        ],
      }),
    ),
  ];
}
