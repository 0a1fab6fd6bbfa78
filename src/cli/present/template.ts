import type { KubernetesFinding } from '../../core/kubernetes/index.ts';
import { text } from '../../core/text.ts';
import { visible } from '../../core/visible.ts';
import type { Io } from '../io.ts';
import type { Presenters } from './presenter.ts';

const NOTHING = text('Kubernetes would take every object.', 'Kubernetes 会接受全部对象。');

function findingLine({ code, severity, source, object, path, message }: KubernetesFinding, io: Io): string {
  const color = { error: io.color.red, warning: io.color.yellow, info: io.color.dim }[severity];
  const place = path === '' ? object : `${object} ${path}`;
  return `${source}: ${color(severity)} ${code}: ${visible(place)}: ${visible(message[io.lang])}`;
}

export const presenters = {
  template: {
    status: ({ refused, findings = [] }) =>
      refused === undefined && findings.every(({ severity }) => severity !== 'error') ? 0 : 1,
    text(view, io) {
      // Scripts get every byte; a terminal is not driven by what a chart prints.
      io.out.write(io.tty ? visible(view.printed) : view.printed);
      for (const finding of view.findings ?? []) io.err.write(`${findingLine(finding, io)}\n`);
      if (view.findings?.length === 0) io.err.write(`${io.color.green(NOTHING[io.lang])}\n`);
      if (view.refused !== undefined) io.err.write(`${io.color.red(visible(view.refused))}\n`);
    },
  },
} satisfies Presenters;
