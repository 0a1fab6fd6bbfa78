import { type Line, span } from './span.ts';

/** A progress bar of so many columns, from shapes that differ without colour. */
export function bar(done: number, total: number, columns: number): Line {
  const filled = total > 0 ? Math.min(columns, Math.floor((done / total) * columns)) : 0;
  return [span('█'.repeat(filled), 'accent'), span('░'.repeat(Math.max(0, columns - filled)), 'dim')];
}
