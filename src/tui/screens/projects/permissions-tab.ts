import type { PermissionAnswerView } from '../../contract.ts';
import { placeText } from '../../draw/format.ts';
import { mark } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, empty, errorBlocks, heading, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import { answersInput } from '../../state/forms.ts';
import type { Block, DetailView, Size } from '../screen.ts';

type Part = Pick<DetailView, 'head' | 'blocks'>;

const marks = { allowed: 'valid', limited: 'unknown', denied: 'invalid', undeclared: 'invalid' } as const;
const inset = (line: Line): Line => [span('  '), ...line];

/** What the running application may call, on what, and where that is declared. */
export function permissionBlocks(scene: Scene, dir: string, { width }: Size): Part {
  const { words } = scene;
  const { t } = words;
  const input = { dir, answers: answersInput(scene.forms, dir) };
  const { data, error } = answerOf(scene.answers, 'permissions', input as never);
  const head = [[dim(t('permissions.hint'))], blank];
  if (error !== undefined) return { head, blocks: errorBlocks(error, words, width) };
  if (!data) return { head, blocks: skeleton(words) };
  return {
    head,
    blocks: [
      ...(data.statements.length === 0 ? empty(t('permissions.none'), '', width) : []),
      ...data.statements.map((each): Block => {
        const place = each.place ? `  ${placeText(each.place)}` : `  ${t(`permissions.${each.origin}`)}`;
        const on = `${t('permissions.resource')}: ${each.resources.map((one) => one.text).join(', ')}`;
        return block([
          [bold(t(`permissions.${each.effect}`)), dim(place)],
          ...each.actions.flatMap((action) => paragraph(action.text, width - 2).map(inset)),
          ...paragraph(on, width - 2, 'dim').map(inset),
          ...each.conditions.flatMap((test) =>
            paragraph(
              `${t('permissions.when')} ${test.operator} ${test.key}: ${test.values.join(', ')}`,
              width - 2,
              'dim',
            ).map(inset),
          ),
        ]);
      }),
      heading(t('permissions.license')),
      answerBlock(scene, data.verifyLicense, width),
      ...(data.machines.length === 0 ? [] : [heading(t('permissions.machines'), data.machines.length)]),
      ...data.machines.map((each) =>
        block([
          [
            mark(each.bound ? 'valid' : 'invalid'),
            span(` ${each.address}`),
            dim(`  ${t(each.bound ? 'permissions.bound' : 'permissions.unbound')}  ${placeText(each.place)}`),
          ],
        ]),
      ),
      ...data.findings.map((each) =>
        block(
          paragraph(
            `${each.code}  ${words.say(each.message)}`,
            width,
            each.severity === 'error' ? 'bad' : 'warn',
          ),
        ),
      ),
    ],
  };
}

function answerBlock({ words }: Scene, answer: PermissionAnswerView, width: number): Block {
  const { t } = words;
  const by = answer.decidedBy;
  const place = by?.place ? `${placeText(by.place)}: ` : '';
  return block([
    [mark(marks[answer.verdict]), span(` ${answer.action} `), bold(t(`permissions.${answer.verdict}`))],
    ...paragraph(words.say(answer.reason), width - 2, 'dim').map(inset),
    ...(by
      ? paragraph(
          `${t('permissions.by')} ${place}${by.effect} ${by.action} ${by.resource ?? '*'}`,
          width - 2,
        ).map(inset)
      : []),
  ]);
}
