import { visible } from '../../core/visible.ts';
import type { Presenters } from './presenter.ts';

export const presenters = {
  template: {
    status: (view) => (view.refused === undefined ? 0 : 1),
    text(view, io) {
      // Scripts get every byte; a terminal is not driven by what a chart prints.
      io.out.write(io.tty ? visible(view.printed) : view.printed);
      if (view.refused !== undefined) io.err.write(`${io.color.red(visible(view.refused))}\n`);
    },
  },
} satisfies Presenters;
