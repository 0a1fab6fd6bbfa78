import { type LocalText, text } from '../../text.ts';
import type { Cure, Failure } from '../events.ts';
import type { RehearsalInput } from '../input.ts';
import type { RehearsalRecord } from '../record.ts';
import { applyCure } from './apply.ts';

/** The most cures that are applied one after the other: a fault may have several effects. */
export const MOST_CURES = 8;

/** A cure that was applied, and what the rehearsal after it came to. */
export interface CureStep {
  readonly failure: Failure;
  readonly cure: Cure;
  /** The conditions before the cure and with it. */
  readonly before: RehearsalInput;
  readonly input: RehearsalInput;
  readonly record: RehearsalRecord;
}

export interface CureAttempt {
  readonly status: 'cured' | 'failed' | 'cancelled';
  readonly steps: readonly CureStep[];
  /** The failure that is left, and why nothing more was done about it. */
  readonly left?: Failure;
  readonly why?: LocalText;
}

/**
 * Applies the first failure's cure and rehearses again, until the install succeeds, a failure has no cure, or a cure did not
 * help. Nothing is written.
 */
export async function attemptCures(
  input: RehearsalInput,
  failed: RehearsalRecord,
  rehearseOnce: (input: RehearsalInput) => Promise<RehearsalRecord>,
  told: (step: CureStep) => void = () => undefined,
): Promise<CureAttempt> {
  const steps: CureStep[] = [];
  const tried = new Set<string>();
  let now = input;
  let record = failed;
  for (;;) {
    if (record.status === 'cancelled') return { status: 'cancelled', steps };
    const [failure] = record.failures;
    if (record.status === 'succeeded' || !failure) return { status: 'cured', steps };
    const stop = (why: LocalText): CureAttempt => ({ status: 'failed', steps, left: failure, why });
    const { cure } = failure;
    if (!cure)
      return stop(
        text(
          `${failure.code} has no cure that a machine can make`,
          `${failure.code} 没有可自动完成的处理方法`,
        ),
      );
    const key = JSON.stringify(cure);
    if (tried.has(key))
      return stop(
        text(
          `${failure.code} again after "${cure.title.en}"`,
          `执行“${cure.title['zh-CN']}”后仍为 ${failure.code}`,
        ),
      );
    if (steps.length === MOST_CURES)
      return stop(text(`${MOST_CURES} cures were not enough`, `${MOST_CURES} 次处理后仍未成功`));
    tried.add(key);
    const before = now;
    now = applyCure(now, cure, record);
    record = await rehearseOnce(now);
    const step = { failure, cure, before, input: now, record };
    steps.push(step);
    told(step);
  }
}
