import type { ProgressEvent } from '../../actions/index.ts';
import { visibleLine } from '../../core/visible.ts';
import type { Io } from '../io.ts';
import { bytes } from '../table.ts';
import type { EventView } from './presenter.ts';

/** Puts data into the places of a template. */
export const fill = (template: string, data: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ''));

/** Progress of a long job, drawn over on one line of a terminal. */
export function progress(io: Io): EventView<ProgressEvent> {
  const erase = (): void => void (io.tty && io.out.write('\r\x1b[2K'));
  return {
    show(event) {
      if (!io.tty) return;
      const count = (value: number): string => (event.unit === 'bytes' ? bytes(value) : String(value));
      erase();
      io.out.write(
        `${visibleLine(event.what)}  ${count(event.done)}${event.total === undefined ? '' : ` / ${count(event.total)}`}`.slice(
          0,
          io.width - 1,
        ),
      );
    },
    end: erase,
  };
}
