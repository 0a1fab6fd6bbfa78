/** A value that held from a moment on. */
export interface Step {
  /** ISO time. */
  readonly at: string;
  readonly value: number;
}

/**
 * Values at `columns` moments evenly spread from the first step's time, or `from` where that is later, to the last
 * step's. Between two steps the earlier one holds.
 */
export function resample(steps: readonly Step[], columns: number, from = 0): readonly number[] {
  const times = steps.map(({ at }) => Date.parse(at));
  const start = Math.max(times[0] ?? 0, from);
  const end = Math.max(times.at(-1) ?? 0, start);
  let next = 0;
  return Array.from({ length: columns }, (_, column) => {
    const moment = columns === 1 ? end : start + ((end - start) * column) / (columns - 1);
    while (next + 1 < steps.length && (times[next + 1] ?? 0) <= moment) next += 1;
    return steps[next]?.value ?? 0;
  });
}

const BLOCKS = ' ▁▂▃▄▅▆▇█';

/** Rows of block characters, the top first: a column per value, 0 empty, `most` (default: the largest) full. */
export function blockChart(
  values: readonly number[],
  rows: number,
  most = Math.max(0, ...values),
): readonly string[] {
  const steps = rows * 8;
  const heights = values.map((value) =>
    // Something is never drawn as nothing.
    most <= 0 || value <= 0 ? 0 : Math.max(1, Math.round((Math.min(value, most) / most) * steps)),
  );
  return Array.from({ length: rows }, (_, row) => {
    const below = (rows - 1 - row) * 8;
    return heights.map((height) => BLOCKS[Math.min(8, Math.max(0, height - below))]).join('');
  });
}
