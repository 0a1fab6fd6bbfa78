import { spawnSync } from 'node:child_process';

/** Median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Milliseconds that a command takes, its output thrown away. */
export function timeCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): number {
  const start = performance.now();
  spawnSync(command, args, { stdio: 'ignore', env });
  return performance.now() - start;
}

/** Runs the commands in turns, so that a noisy moment of the machine hits them alike; medians in milliseconds. */
export function inTurns(rounds: number, runs: readonly (() => number)[]): readonly number[] {
  const taken = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, run] of runs.entries()) taken[at]?.push(run());
  }
  return taken.map(median);
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
