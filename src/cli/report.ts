import type { ErrorPlace, ErrorReport } from '../core/errors/index.ts';
import { text } from '../core/text.ts';
import { visible } from '../core/visible.ts';
import { type Io, tr } from './io.ts';

const FIX = text('What to do', '处理方法');

/** `infrastructure/a.tf:3:5`. */
export function placeText(place: ErrorPlace): string {
  const start = place.range?.start;
  return start ? `${place.file}:${start.line}:${start.column}` : place.file;
}

/** Prints an error: code, place, message, remedy; as JSON where asked. Never a stack trace. */
export function printError(io: Io, report: ErrorReport): void {
  if (io.json) {
    io.out.write(`${JSON.stringify({ type: 'error', error: report })}\n`);
    return;
  }
  const { color } = io;
  const place = report.place ? `${placeText(report.place)}: ` : '';
  io.err.write(`${color.red(report.code)}  ${visible(place + tr(io, report.message))}\n`);
  io.err.write(`${color.dim(`${tr(io, FIX)}:`)} ${visible(tr(io, report.remedy))}\n`);
}
