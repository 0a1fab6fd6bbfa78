import { cliLine } from '../../client/index.ts';
import { defaultWord, isFilled, type PromptField, promptInput, stepsOf, wordsOf } from '../actions/prompt.ts';
import { proceed } from '../actions/run.ts';
import type { FieldView, JsonObject } from '../contract.ts';
import { blank, bold, dim, type Line, span } from '../draw/span.ts';
import { fitLine, widthOf } from '../draw/width.ts';
import { paragraph } from '../draw/wrap.ts';
import { edited, editOf, insert } from '../input/edit.ts';
import type { Press } from '../input/press.ts';
import type { Size } from '../screens/screen.ts';
import type { App, Scene } from '../state/app.ts';
import type { Viewport } from '../view/viewport.ts';
import { editLine } from './edit-line.ts';
import type { PromptOverlay } from './overlay.ts';
import { innerWidth, keysLine, type Panel, panelOf } from './panel.ts';

/** Asks for the input of any action, made from its fields. */
export function promptPanel(scene: Scene, overlay: PromptOverlay, size: Size, viewport: Viewport): Panel {
  const { words, around } = scene;
  const { t } = words;
  const { view, fields, at, problem } = overlay;
  const width = Math.min(size.width, 84);
  const inner = innerWidth(width);
  const names = Math.min(18, Math.max(...fields.map((each) => widthOf(each.field.name)))) + 2;
  const rows = fields.map((each, row) => fieldLine(each, row === at, names, inner, around.complete));
  const now = fields[at];
  const subject = view.face.subject ? overlay.given[view.face.subject.field] : undefined;
  return panelOf(
    {
      title: words.say(view.title),
      head: [
        ...paragraph(words.say(view.help), inner, 'dim').slice(0, 2),
        ...(typeof subject === 'string'
          ? [[dim(`${t(`subject.${view.face.subject?.kind ?? 'project'}`)}  `), span(subject)]]
          : []),
        blank,
      ],
      lines: rows,
      foot: [
        blank,
        ...(problem
          ? paragraph(`✗ ${problem}`, inner, 'bad')
          : now
            ? paragraph(words.say(now.field.help), inner, 'dim').slice(0, 2)
            : []),
        ...atMost(paragraph(`$ ${cliLine(view, typedInput(overlay))}`, inner, 'dim', '  '), size.height / 8),
        keysLine(
          ['↑↓', t('keys.short.field')],
          ...(now && stepsOf(now.field) ? [['←→', t('keys.short.change')] as const] : []),
          ['Enter', t('keys.short.run')],
          ['Esc', t('common.cancel')],
        ),
      ],
      at,
    },
    width,
    size,
    viewport,
  );
}

/** A long command line leaves the room to the fields that it is made from. */
function atMost(lines: readonly Line[], room: number): readonly Line[] {
  const most = Math.max(2, Math.floor(room));
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), [dim('  …')]];
}

function fieldLine(
  { field, edit, ready }: PromptField,
  here: boolean,
  names: number,
  width: number,
  complete: (text: string) => string,
): Line {
  const lead: Line = [
    span(here ? '▌' : ' ', 'accent'),
    ...fitLine(
      [here ? bold(field.name) : span(field.name), ...(field.required ? [span('*', 'warn')] : [])],
      names,
    ),
  ];
  const room = width - names - 1;
  const steps = stepsOf(field);
  if (steps) {
    const value: Line = [
      dim(here ? '‹ ' : '  '),
      here ? bold(edit.text || '—', 'accent') : span(edit.text || '—'),
      dim(here ? ' ›' : ''),
    ];
    return [...lead, ...value];
  }
  if (ready && edit.text === '')
    return [...lead, span(here ? ' ' : '', 'plain', { inverse: true }), span(ready.label, 'accent')];
  if (!here) return [...lead, edit.text === '' ? dim(emptyWord(field)) : span(edit.text)];
  const ghost = edit.text === '' ? ` ${emptyWord(field)}` : isPath(field.kind) ? complete(edit.text) : '';
  return [...lead, ...editLine(edit, room, { ghost })];
}

/** Stands where nothing is typed: what holds then, else what could be typed. */
const emptyWord = (field: FieldView): string => defaultWord(field) || (field.placeholder ?? '');

const isPath = (kind: string): boolean => kind === 'dir' || kind === 'path' || kind === 'content';

/** What was typed so far, for the command line that is shown; files by name. */
const typedInput = ({ given, fields }: PromptOverlay): JsonObject => ({
  ...given,
  ...Object.fromEntries(
    fields.flatMap(({ field, edit, ready }): readonly (readonly [string, JsonObject[string]])[] => {
      const typed = edit.text.trim();
      if (typed === '') return ready ? [[field.name, ready.value]] : [];
      if (field.kind === 'boolean') return [[field.name, typed === 'true']];
      if (field.kind === 'list') return [[field.name, [...wordsOf(typed)]]];
      return typed === String(field.default) ? [] : [[field.name, typed]];
    }),
  ),
});

export function promptKey(app: App, overlay: PromptOverlay, press: Press) {
  const { fields, at } = overlay;
  const now = fields[at];
  if (!now) return;
  const show = (part: Partial<PromptOverlay>): void => app.ui.setState({ overlay: { ...overlay, ...part } });
  const put = (text: PromptField['edit']): void => {
    const { problem: _problem, ...rest } = overlay;
    app.ui.setState({
      overlay: { ...rest, fields: fields.map((each, row) => (row === at ? { ...each, edit: text } : each)) },
    });
  };
  const steps = stepsOf(now.field);
  switch (press.name) {
    case 'up':
    case 'shift-tab':
      return show({ at: (at - 1 + fields.length) % fields.length });
    case 'down':
    case 'tab':
      return show({ at: (at + 1) % fields.length });
    case 'enter':
      return submit(app, overlay);
    case 'left':
    case 'right':
    case 'space':
      if (steps) {
        const step = press.name === 'left' ? steps.length - 1 : 1;
        return put(editOf(steps[(Math.max(0, steps.indexOf(now.edit.text)) + step) % steps.length] ?? ''));
      }
  }
  if (steps) return;
  const completion = isPath(now.field.kind) && now.edit.text !== '' ? app.around.complete(now.edit.text) : '';
  if (press.name === 'right' && completion !== '' && now.edit.caret >= now.edit.text.length)
    return put(insert(now.edit, completion));
  const next = edited(now.edit, press);
  if (next) put(next);
}

/** Runs when every required field is filled, else goes to the first that is not. */
function submit(app: App, overlay: PromptOverlay): void {
  const missing = overlay.fields.findIndex((each) => !isFilled(each));
  if (missing !== -1) {
    const name = overlay.fields[missing]?.field.name ?? '';
    app.ui.setState({
      overlay: { ...overlay, at: missing, problem: app.words.t('prompt.missing', { name }) },
    });
    return;
  }
  promptInput(overlay.given, overlay.fields, app.around).then(
    (input) => proceed(app, overlay.view, input),
    (error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error);
      app.ui.setState({ overlay: { ...overlay, problem } });
    },
  );
}
