import { text } from '../../core/text.ts';
import { visibleLine } from '../../core/visible.ts';
import { say, tr } from '../io.ts';
import type { Presenters } from './presenter.ts';

const words = {
  optional: text('optional', '可选'),
  hidden: text('hidden', '隐藏'),
  options: text('{count} options, for example {first}', '{count} 个选项,例如 {first}'),
  spec: text(
    'specification of the development licence; --spec KEY=VALUE',
    '开发许可证的规格;--spec KEY=VALUE',
  ),
  complete: text('The form is complete.', '表单填写完整。'),
  incomplete: text('The form is not complete.', '表单尚未填写完整。'),
};

export const presenters = {
  form: {
    status: (form) => (form.complete ? 0 : 1),
    text(form, io) {
      for (const field of form.fields) {
        const notes = [
          field.widget,
          field.optional ? tr(io, words.optional) : '',
          field.visible ? '' : tr(io, words.hidden),
        ].filter(Boolean);
        say(
          io,
          `${io.color.bold(visibleLine(field.name))}  ${visibleLine(field.label)}  ${io.color.dim(notes.join(', '))}`,
        );
        if (!field.visible) continue;
        if (field.options.length > 0) {
          const first = field.options
            .slice(0, 3)
            .map((option) => option.key)
            .join(', ');
          say(
            io,
            `    ${tr(io, words.options).replace('{count}', String(field.options.length)).replace('{first}', visibleLine(first))}`,
          );
        }
        if (field.value !== undefined) say(io, `    = ${visibleLine(JSON.stringify(field.value))}`);
        if (field.incomplete) say(io, `    … ${visibleLine(tr(io, field.incomplete))}`);
        if (field.error)
          say(
            io,
            `    ${io.color.red(`✗ ${field.error.code}`)}  ${visibleLine(tr(io, field.error.message))}`,
          );
      }
      for (const spec of form.specs) {
        const values = spec.values.map((each) => `${each.value} (${each.name})`).join(', ');
        say(
          io,
          `${io.color.bold(visibleLine(spec.key))}  ${visibleLine(spec.name)}  ${io.color.dim(tr(io, words.spec))}`,
        );
        say(io, `    ${visibleLine(values)}`);
      }
      for (const each of form.diagnostics) {
        say(
          io,
          `${each.severity}  ${each.code}  ${visibleLine(each.file)}  ${visibleLine(tr(io, each.message))}`,
        );
      }
      say(io);
      say(io, tr(io, form.complete ? words.complete : words.incomplete));
    },
  },
} satisfies Presenters;
