import { RE2JS } from 're2js';
import type { Failure, RehearsalEvent } from '../install/events.ts';
import type { RehearsalRecord } from '../install/index.ts';
import type { Json } from '../json.ts';
import { type LocalText, text } from '../text.ts';
import type { Scenario } from './model.ts';

/** Why a scenario failed: what was expected at a place of its file, and what came. */
export interface Reason {
  /** Path in the scenario file: `expect.failure.code`. */
  readonly path: string;
  readonly text: LocalText;
}

const LONGEST = 300;
const cut = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);

/** True when a text fits what is expected: a part of it, or a regular expression in slashes. */
export function fits(expected: string, actual: string, whole = false): boolean {
  const pattern = /^\/(.*)\/$/s.exec(expected)?.[1];
  if (pattern === undefined) return whole ? actual === expected : actual.includes(expected);
  try {
    return RE2JS.compile(pattern).matcher(actual).find();
  } catch {
    return false;
  }
}

const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Holds what came of a rehearsal against what a scenario expects. Empty: the scenario passes, its cure apart. */
export function judge(
  { expect }: Scenario,
  record: RehearsalRecord,
  log: readonly RehearsalEvent[],
): readonly Reason[] {
  const reasons: Reason[] = [];
  const miss = (path: string, wanted: string, came: string): void => {
    reasons.push({
      path,
      text: text(
        `${path}: expected ${cut(wanted)}, came ${cut(came)}`,
        `${path}:期望 ${cut(wanted)},实际 ${cut(came)}`,
      ),
    });
  };
  const outcome = record.status === 'succeeded' ? 'success' : record.status;
  const first = record.failures[0];
  if (outcome !== expect.outcome) {
    miss(
      'expect.outcome',
      expect.outcome,
      first ? `${outcome}: ${first.code}: ${first.message.en}` : outcome,
    );
    return reasons;
  }
  if (expect.failure) {
    const scores = record.failures.map((each) => mismatches(expect.failure ?? {}, each));
    const best = scores.toSorted((a, b) => a.length - b.length)[0];
    for (const [key, wanted, came] of best ?? []) miss(`expect.failure.${key}`, wanted, came);
  }
  for (const [name, wanted] of Object.entries(expect.outputs)) {
    const output = record.outputs.find((each) => each.name === name);
    if (!output) miss(`expect.outputs.${name}`, wanted, 'no such output');
    else if (!fits(wanted, shown(output.value), true))
      miss(`expect.outputs.${name}`, wanted, output.sensitive ? '"******"' : shown(output.value));
  }
  const codes = (path: string, wanted: readonly string[], came: readonly string[]): void => {
    wanted.forEach((code, i) => {
      if (!came.includes(code)) miss(`${path}.${i}`, code, came.join(', ') || 'none');
    });
  };
  codes(
    'expect.findings',
    expect.findings,
    record.findings.map((each) => each.code),
  );
  codes(
    'expect.assumptions',
    expect.assumptions,
    record.assumptions.map((each) => each.code),
  );
  expect.log.forEach((wanted, i) => {
    const found = log.some(
      (event) => event.type === 'log' && (fits(wanted, event.text.en) || fits(wanted, event.text['zh-CN'])),
    );
    if (!found) miss(`expect.log.${i}`, wanted, 'no such line');
  });
  return reasons;
}

type Mismatch = readonly [key: string, wanted: string, came: string];

function mismatches(
  expected: NonNullable<Scenario['expect']['failure']>,
  failure: Failure,
): readonly Mismatch[] {
  const both = (local: LocalText): string => `${local.en}\n${local['zh-CN']}`;
  const places = failure.causes.flatMap(({ place }) =>
    place ? [place.range ? `${place.file}:${place.range.start.line}` : place.file] : [],
  );
  const tests: readonly (readonly [keyof typeof expected, (wanted: string) => boolean, string])[] = [
    ['code', (wanted) => failure.code === wanted, failure.code],
    ['step', (wanted) => failure.step === wanted, failure.step ?? 'no step'],
    ['resource', (wanted) => failure.address === wanted, failure.address ?? 'no resource'],
    ['message', (wanted) => fits(wanted, both(failure.message)), failure.message.en],
    [
      'cause',
      (wanted) => failure.causes.some((each) => fits(wanted, both(each.text))),
      failure.causes.map((each) => each.text.en).join(' / '),
    ],
    ['at', (wanted) => places.includes(wanted), places.join(', ') || 'no place'],
  ];
  return tests.flatMap(([key, holds, came]): Mismatch[] => {
    const wanted = expected[key];
    return wanted === undefined || holds(wanted) ? [] : [[key, wanted, came]];
  });
}
