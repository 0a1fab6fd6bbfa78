import type { ActionId, ActionInput, ActionView, JsonObject, ProgressEvent } from '../contract.ts';
import { editOf } from '../input/edit.ts';
import type { Subjects } from '../screens/screen.ts';
import type { App } from '../state/app.ts';
import { addJob, changeJob } from '../state/jobs.ts';
import { go, type Notice } from '../state/ui.ts';
import { reportOf } from './errors.ts';
import { outcomes, readable } from './outcomes.ts';
import { askedFields, promptFields, type Ready } from './prompt.ts';
import { readyFor } from './ready.ts';

/** Actions whose input and answer have a tab of their own: their key opens it. */
const tabs: Readonly<Partial<Record<ActionId, string>>> = {
  lint: 'lint',
  form: 'form',
  plan: 'plan',
  permissions: 'permissions',
  cost: 'cost',
  matrix: 'matrix',
};

/** Actions whose answer is a tab that is there whatever is selected. */
const places: Readonly<Partial<Record<ActionId, string>>> = {
  'registry.watch': 'live',
  'registry.usage': 'space',
  'registry.receipts': 'collect',
  'image.alias.ls': 'copies',
  'access.show': 'access',
};

/** Actions that run at once with what is selected, though their row could ask for more. */
const direct: ReadonlySet<string> = new Set<ActionId>(['test', 'registry.pull']);

/** What a key or the palette does: opens the action's own place, asks for what is missing, asks before a loss, runs. */
export function invoke(app: App, view: ActionView, subjects: Subjects) {
  const { subject, screen, ambient } = view.face;
  const id = subject && subjects[subject.kind];
  const tab = tabs[view.id as ActionId];
  const place = places[view.id as ActionId];
  if (place !== undefined) return go(app.ui, screen, undefined, place);
  if (ambient && !view.fields.some((field) => field.kind === 'content')) return go(app.ui, screen);
  if (tab !== undefined) {
    if (id === undefined) return say(app, { tone: 'warn', text: app.words.t('disabled.project') });
    return go(app.ui, screen, id, tab);
  }
  if (view.id === 'project.watch' && id !== undefined) {
    const on = app.heat.toggleWatch(id);
    return say(app, { tone: on ? 'good' : 'warn', text: app.words.t(on ? 'watch.on' : 'watch.off') });
  }
  const given: JsonObject = subject && id !== undefined ? { [subject.field]: id } : {};
  const isDirect = direct.has(view.id) && id !== undefined;
  if (askedFields(view, given).length > 0 && !isDirect) ask(app, view, given, readyFor(app, view, subjects));
  else proceed(app, view, given);
}

/** Opens the prompt for an action, with words that are typed already where something is changed. */
export function ask(
  app: App,
  view: ActionView,
  given: JsonObject,
  ready: Ready,
  typed: Readonly<Record<string, string>> = {},
): void {
  const fields = promptFields(view, given, ready).map((each) => {
    const word = typed[each.field.name];
    return word === undefined ? each : { ...each, edit: editOf(word) };
  });
  const at = fields.findIndex(
    (each) => each.field.required && each.ready === undefined && each.edit.text === '',
  );
  app.ui.setState({ overlay: { kind: 'prompt', view, given, fields, at: Math.max(0, at) } });
}

/** Goes on with a complete input: confirms first where the row says so, with a preview where the action has one. */
export function proceed(app: App, view: ActionView, input: JsonObject) {
  if (!view.face.confirm) return run(app, view, input);
  const overlay = { kind: 'confirm' as const, view, input, scroll: 0 };
  app.ui.setState({ overlay });
  if (!view.fields.some((field) => field.name === 'dryRun')) return;
  const show = (preview: { result?: unknown; error?: unknown }): void => {
    const now = app.ui.getState().overlay;
    if (now?.kind === 'confirm' && now.view === view && now.input === input)
      app.ui.setState({ overlay: { ...now, preview } });
  };
  const control = new AbortController();
  // Who closes the question does not wait for its preview.
  const stop = app.ui.subscribe(({ overlay: now }) => {
    if (now?.kind === 'confirm' && now.view === view && now.input === input) return;
    stop();
    control.abort();
  });
  const dry = { ...input, dryRun: true } as unknown as ActionInput<ActionId>;
  app.client.call(view.id as ActionId, dry, { signal: control.signal } as never).then(
    (result) => show({ result }),
    (error: unknown) => show({ error }),
  );
}

let lastJob = 0;

/** Runs an action with a complete input; it goes on while the person looks elsewhere. */
export function run(app: App, view: ActionView, input: JsonObject): void {
  lastJob += 1;
  const id = lastJob;
  const control = new AbortController();
  const { ui, jobs, around } = app;
  ui.setState({ overlay: undefined, notice: undefined });
  if (view.id === 'world.show') {
    ui.setState({ world: input.world ?? undefined, screen: 'world' });
    return;
  }
  addJob(jobs, { id, view, input, state: 'running', startedAt: around.now(), cancel: () => control.abort() });
  const onEvent = (event: unknown): void => follow(app, id, event);
  app.client
    .call(
      view.id as ActionId,
      input as unknown as ActionInput<ActionId>,
      { signal: control.signal, onEvent } as never,
    )
    .then(
      (result) => ended(app, id, view, input, result),
      (error: unknown) => failed(app, id, control.signal.aborted, error),
    );
}

function follow(app: App, id: number, event: unknown): void {
  const { type } = event as { type: string };
  if (type === 'progress') changeJob(app.jobs, id, { progress: event as ProgressEvent });
  // A rehearsal that this console holds is shown where every rehearsal is shown.
  if (type === 'started') go(app.ui, 'rehearsals', (event as { id: string }).id);
}

function ended(app: App, id: number, view: ActionView, input: JsonObject, result: unknown): void {
  changeJob(app.jobs, id, { state: 'done' });
  const outcome = outcomes[view.id as ActionId] as
    | ((app: App, result: unknown, input: JsonObject) => Notice | undefined)
    | undefined;
  const notice = outcome?.(app, result, input) ?? { tone: 'good', text: `${app.words.say(view.title)} ✓` };
  app.ui.setState({ notice });
  const { overlay, screen } = app.ui.getState();
  // Whoever looks elsewhere by now is told, not interrupted.
  if (readable.has(view.id) && overlay === undefined && screen === view.face.screen)
    app.ui.setState({ overlay: { kind: 'result', view, result, scroll: 0 } });
}

function failed(app: App, id: number, cancelled: boolean, error: unknown) {
  changeJob(app.jobs, id, { state: cancelled ? 'cancelled' : 'failed' });
  if (cancelled) return say(app, { tone: 'warn', text: app.words.t('outcome.stoppedHere') });
  app.ui.setState({ overlay: { kind: 'error', report: reportOf(error), scroll: 0 } });
}

const say = (app: App, notice: Notice): void => app.ui.setState({ notice });

/** Opens the palette. */
export const openPalette = (app: App): void =>
  app.ui.setState({ overlay: { kind: 'palette', edit: editOf(), at: 0 } });
