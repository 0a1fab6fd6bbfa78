import { DrydockError } from '../errors/index.ts';
import { FAULT_KINDS, type FaultKind, type FaultSpec } from './input.ts';

const MOST_FAULTS = 100;
/** Kinds that mean nothing without saying what they strike. */
const NEEDS_TARGET: ReadonlySet<FaultKind> = new Set(['argument-null']);

/** The faults of a rehearsal, and which of them struck something. */
export class Faults {
  readonly #specs: readonly FaultSpec[];
  readonly #struck = new Set<FaultSpec>();

  /** Errors: SIM_FAULT_UNKNOWN, INPUT_INVALID (a target is missing, or there are too many). */
  constructor(specs: readonly FaultSpec[]) {
    if (specs.length > MOST_FAULTS) {
      throw new DrydockError('INPUT_INVALID', { field: 'faults', detail: `at most ${MOST_FAULTS}` });
    }
    for (const { kind, target } of specs) {
      if (!FAULT_KINDS.includes(kind)) {
        throw new DrydockError('SIM_FAULT_UNKNOWN', { fault: kind, known: FAULT_KINDS.join(', ') });
      }
      if (NEEDS_TARGET.has(kind) && !target) {
        throw new DrydockError('INPUT_INVALID', {
          field: 'faults',
          detail: `${kind} needs a target: ${kind}=…`,
        });
      }
    }
    this.#specs = specs;
  }

  /** True when a fault of the kind strikes something that goes by these names. */
  strikes(kind: FaultKind, ...names: readonly (string | undefined)[]): boolean {
    const spec = this.#specs.find(
      (each) => each.kind === kind && (each.target === undefined || names.includes(each.target)),
    );
    if (spec) this.#struck.add(spec);
    return spec !== undefined;
  }

  /** Faults that found nothing to strike. */
  idle(): readonly FaultSpec[] {
    return this.#specs.filter((spec) => !this.#struck.has(spec));
  }
}

/** `sold-out=S5.MEDIUM4` or `no-egress`, as the command line takes faults. Errors: SIM_FAULT_UNKNOWN. */
export function parseFault(words: string): FaultSpec {
  const equals = words.indexOf('=');
  const name = equals === -1 ? words : words.slice(0, equals);
  const kind = FAULT_KINDS.find((each) => each === name);
  if (kind === undefined) {
    throw new DrydockError('SIM_FAULT_UNKNOWN', { fault: name, known: FAULT_KINDS.join(', ') });
  }
  const target = equals === -1 ? '' : words.slice(equals + 1);
  return target === '' ? { kind } : { kind, target };
}
