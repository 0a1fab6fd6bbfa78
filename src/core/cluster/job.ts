import { type LocalText, text } from '../text.ts';
import { numberAt, textsAt } from './json.ts';
import type { Container, Workload } from './pods.ts';

/** Commands that never end by themselves. */
const ENDLESS = /\bsleep\s+(infinity|inf)\b|\btail\s+-[a-zA-Z]*[fF]\b|\bwhile\s+(true|:)\s*;/;
const LEAVES = /\b(exit|break|return)\b/;
const SLEEP = /\bsleep\s+(\d{1,7})([smh]?)\b/g;
const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };
const FAILS = /^(?:(?:\/bin\/)?(?:ba|a)?sh -e?c )?\s*exit\s+([1-9]\d{0,2})\s*;?\s*$|^(?:\/bin\/)?false$/;
const LONGEST = 20_000;

/** How a job's pod ends, as far as its commands tell. */
export type Ending =
  | { readonly kind: 'ends'; readonly after: number }
  | { readonly kind: 'endless'; readonly why: LocalText }
  | { readonly kind: 'fails'; readonly code: number };

/** Milliseconds that a command spends in plain sleeps; undefined when a loop or a condition may change them. */
function slept(command: string): number {
  if (/\b(for|while|until|if)\b|\|\||&&\s*exit/.test(command)) return 0;
  return [...command.matchAll(SLEEP)].reduce(
    (sum, match) => sum + Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1) * 1000,
    0,
  );
}

/** What a container's command tells of its end. */
export function containerEnding({ spec }: Pick<Container, 'spec'>): Ending {
  const command = [...textsAt(spec, 'command'), ...textsAt(spec, 'args')].join(' ').slice(0, LONGEST);
  const failed = FAILS.exec(command);
  if (failed) return { kind: 'fails', code: Number(failed[1] ?? 1) };
  const never = ENDLESS.exec(command);
  // A loop with a way out of it may well end.
  if (never && !(never[0].startsWith('while') && LEAVES.test(command.slice(never.index)))) {
    return {
      kind: 'endless',
      why: text(`Its command runs "${never[0]}", which does not end.`, `其命令执行“${never[0]}”,不会结束。`),
    };
  }
  return { kind: 'ends', after: slept(command) };
}

/** Reads the commands of a job's containers: endless ones, ones that only fail, plain sleeps. */
export function endingOf({ containers }: Workload): Ending {
  let after = 0;
  for (const container of containers) {
    if (container.sidecar) continue;
    const ending = containerEnding(container);
    if (ending.kind !== 'ends') return ending;
    after += ending.after;
  }
  return { kind: 'ends', after };
}

/** Seconds after which the job is ended by its own deadline; undefined when it has none. */
export const deadlineOf = ({ object }: Workload): number | undefined =>
  numberAt(object.object, 'spec', 'activeDeadlineSeconds');

/** Tries that a job has after the first (Kubernetes: 6 unless told otherwise). */
export const backoffLimit = ({ object }: Workload): number =>
  numberAt(object.object, 'spec', 'backoffLimit') ?? 6;

/** Milliseconds until a job whose pod fails at once is given up: 10 s, 20 s, 40 s, … up to 6 min between tries. */
export function givenUpAfter(limit: number): number {
  let total = 0;
  for (let i = 0; i < Math.min(limit, 50); i++) total += Math.min(360, 10 * 2 ** i) * 1000;
  return total;
}

export const completionsOf = ({ object }: Workload): number =>
  numberAt(object.object, 'spec', 'completions') ?? 1;
