import type { FieldOption, FormField, FormState, Json, JsonObject } from '../../contract.ts';
import { oneLine } from '../../draw/format.ts';
import { editOf } from '../../input/edit.ts';
import type { App } from '../../state/app.ts';
import { setAnswer } from '../../state/forms.ts';

const same = (a: Json | undefined, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Asks for one answer of the install form as its widget asks, and puts it on top of those that stand. */
export function editField(app: App, dir: string, form: FormState, field: FormField) {
  const set = (value: Json | undefined): void =>
    setAnswer(app.forms, dir, { ...form.answers }, field.name, value);
  if (field.incomplete) {
    app.ui.setState({ notice: { tone: 'warn', text: app.words.say(field.incomplete) } });
    return;
  }
  switch (field.input) {
    case 'boolean':
      return set(field.value !== true);
    case 'choice':
      return choose(app, field, [field.value], ([option]) => set(option?.value));
    case 'multi-choice':
      return choose(app, field, Array.isArray(field.value) ? field.value : [], (options) =>
        set(options.map((option) => option.value)),
      );
    case 'disk':
      return choose(app, field, [], ([option]) => askSize(app, field, option, set));
    default:
      return askText(app, field, set);
  }
}

function choose(
  app: App,
  field: FormField,
  values: readonly (Json | undefined)[],
  done: (options: readonly FieldOption[]) => void,
): void {
  const chosen = field.options.filter((option) => values.some((value) => same(value, option.value)));
  const first = field.options.findIndex((option) => option.key === chosen[0]?.key);
  app.ui.setState({
    overlay: {
      kind: 'choose',
      title: field.label || field.name,
      options: field.options,
      query: editOf(),
      at: Math.max(0, first),
      many: field.input === 'multi-choice',
      chosen: chosen.map((option) => option.key),
      done,
    },
  });
}

/** A disk has a type and a size in GiB; the variable holds both. */
function askSize(
  app: App,
  field: FormField,
  option: FieldOption | undefined,
  set: (value: Json) => void,
): void {
  if (!option) return;
  const before = isObject(field.value) ? field.value['disk_size'] : undefined;
  const least = field.limits['min'] ?? field.limits['minDiskSize'] ?? 10;
  app.ui.setState({
    overlay: {
      kind: 'text',
      title: `${field.label || field.name} · ${option.label}`,
      help: app.words.t('form.diskSize'),
      edit: editOf(oneLine(typeof before === 'number' ? before : least)),
      secret: false,
      done(typed) {
        const size = Number(typed);
        if (typed.trim() === '' || !Number.isFinite(size)) return app.words.t('form.notNumber');
        set({ ...(isObject(option.value) ? option.value : {}), disk_type: option.key, disk_size: size });
        return undefined;
      },
    },
  });
}

function askText(app: App, field: FormField, set: (value: Json | undefined) => void): void {
  const { t } = app.words;
  const json = field.input === 'json';
  const start = field.value === undefined ? '' : json ? JSON.stringify(field.value) : oneLine(field.value);
  app.ui.setState({
    overlay: {
      kind: 'text',
      title: field.label || field.name,
      help: field.description ?? '',
      edit: editOf(field.input === 'password' ? '' : start),
      secret: field.input === 'password',
      done(typed) {
        if (typed === '') {
          set(undefined);
          return undefined;
        }
        if (field.input === 'number') {
          if (!Number.isFinite(Number(typed))) return t('form.notNumber');
          set(Number(typed));
          return undefined;
        }
        if (!json) {
          set(typed);
          return undefined;
        }
        try {
          set(JSON.parse(typed) as Json);
          return undefined;
        } catch {
          return t('form.notJson');
        }
      },
    },
  });
}
