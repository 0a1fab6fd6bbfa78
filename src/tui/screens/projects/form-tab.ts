import type { FieldOption, FormField, Json } from '../../contract.ts';
import { oneLine } from '../../draw/format.ts';
import { mark } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, type Span, span } from '../../draw/span.ts';
import { shorten, widthOf } from '../../draw/width.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, empty, errorBlocks, skeleton } from '../../parts/basics.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import { answersInput } from '../../state/forms.ts';
import type { Block, DetailView, Size } from '../screen.ts';

type Part = Pick<DetailView, 'head' | 'blocks'>;

/** The install form as a customer is asked it; Enter changes an answer. */
export function formBlocks(scene: Scene, dir: string, { width }: Size): Part {
  const { words } = scene;
  const { t } = words;
  const { data, error } = answerOf(scene.answers, 'form', {
    dir,
    answers: answersInput(scene.forms, dir),
  } as never);
  const given = scene.forms[dir];
  const whose: Line = [dim(given === undefined ? t('plan.auto') : t('plan.given'))];
  if (error !== undefined) return { head: [whose, blank], blocks: errorBlocks(error, words, width) };
  if (!data) return { head: [whose, blank], blocks: skeleton(words) };
  const fields = data.fields.filter((field) => field.visible);
  if (data.fields.length === 0)
    return { head: [], blocks: empty(t('form.none'), t('form.none.help'), width) };
  const open = fields.filter((field) => field.error !== undefined).length;
  const verdict: Line = data.complete
    ? [mark('valid'), span(` ${t('form.complete')}`)]
    : [mark('warning'), span(` ${t('form.open', { count: open })}`)];
  return {
    head: [verdict, whose, blank],
    blocks: [
      ...fields.map((field) => fieldBlock(scene, field, width)),
      ...data.diagnostics.map((each) =>
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

function fieldBlock({ words }: Scene, field: FormField, width: number): Block {
  const notes = [
    field.optional ? words.t('form.optional') : '',
    field.evidenced ? '' : words.t('form.unverified'),
  ].filter(Boolean);
  const label = shorten(field.label || field.name, Math.max(8, width - widthOf(field.name) - 6));
  const state = field.error
    ? mark('failed')
    : field.incomplete
      ? mark('waiting')
      : answered(field)
        ? mark('valid')
        : mark('waiting');
  return {
    pick: field.name,
    lines: [
      [state, span(' '), bold(label), dim(`  ${field.name}`)],
      [
        span('  '),
        ...valueSpans(field, words.t('form.choose')),
        ...(notes.length > 0 ? [dim(`  ${notes.join(', ')}`)] : []),
      ],
      ...(field.incomplete ? paragraph(words.say(field.incomplete), width - 2, 'dim').map(inset) : []),
      ...(field.error ? paragraph(words.say(field.error.message), width - 2, 'bad').map(inset) : []),
    ],
  };
}

const inset = (line: Line): Line => [span('  '), ...line];
const answered = (field: FormField): boolean =>
  field.value !== undefined && field.value !== null && field.value !== '';
const same = (a: Json | undefined, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A disk is its type, whatever its size. */
const matches = (field: FormField, value: Json | undefined, option: FieldOption): boolean =>
  same(value, option.value) ||
  (field.input === 'disk' &&
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    value.disk_type === option.key);

/** A value as its option reads; secrets as dots. */
function valueSpans(field: FormField, choose: string): readonly Span[] {
  if (!answered(field)) return [dim(choose)];
  if (field.input === 'password') return [span('••••••••')];
  const values = field.input === 'multi-choice' && Array.isArray(field.value) ? field.value : [field.value];
  const shown = values.map(
    (value) => field.options.find((option) => matches(field, value, option))?.label ?? oneLine(value),
  );
  const size = field.input === 'disk' ? sizeOf(field.value) : '';
  return [span(shown.join(', ') + size, 'accent')];
}

/** The size of a disk, which its option does not say. */
function sizeOf(value: Json | undefined): string {
  const size =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value.disk_size : undefined;
  return typeof size === 'number' ? `  ${size} GiB` : '';
}
