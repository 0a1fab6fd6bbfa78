import { DrydockError } from '../errors/index.ts';
import { faultCatalogue } from './fault-catalogue.ts';
import { FAULT_KINDS, type FaultKind, type FaultSpec } from './input.ts';

const MOST_FAULTS = 100;
/** Names that a fault could have struck, kept for each kind. */
const MOST_NAMES = 200;

const needsTarget = (kind: FaultKind): boolean =>
  faultCatalogue.some((row) => row.kind === kind && row.needsTarget);

/** A fault that found nothing to strike, and the names that it could have struck. */
export interface IdleFault {
  readonly spec: FaultSpec;
  readonly names: readonly string[];
}

/** The faults of a rehearsal, and which of them struck something. */
export class Faults {
  readonly #specs: readonly FaultSpec[];
  readonly #struck = new Set<FaultSpec>();
  readonly #asked = new Map<FaultKind, Set<string>>();

  /** Errors: SIM_FAULT_UNKNOWN, INPUT_INVALID (a target is missing, or there are too many). */
  constructor(specs: readonly FaultSpec[]) {
    if (specs.length > MOST_FAULTS) {
      throw new DrydockError('INPUT_INVALID', { field: 'faults', detail: `at most ${MOST_FAULTS}` });
    }
    for (const { kind, target } of specs) {
      if (!FAULT_KINDS.includes(kind)) {
        throw new DrydockError('SIM_FAULT_UNKNOWN', { fault: kind, known: FAULT_KINDS.join(', ') });
      }
      if (needsTarget(kind) && !target) {
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
    this.#ask(kind, names);
    const spec = this.#find(kind, names);
    if (spec) this.#struck.add(spec);
    return spec !== undefined;
  }

  /** Whether a fault would strike, asked without striking. */
  would(kind: FaultKind, ...names: readonly (string | undefined)[]): boolean {
    return this.#find(kind, names) !== undefined;
  }

  /** Faults of a kind, whether or not they struck. */
  of(kind: FaultKind): readonly FaultSpec[] {
    return this.#specs.filter((spec) => spec.kind === kind);
  }

  /** Says that a fault struck that the caller found by `of`. */
  hit(spec: FaultSpec): void {
    this.#struck.add(spec);
  }

  /** Faults of these kinds that struck something. */
  struck(kinds: readonly FaultKind[]): readonly FaultSpec[] {
    return [...this.#struck].filter((spec) => kinds.includes(spec.kind));
  }

  /** Faults that found nothing to strike, with the names that they were held against. */
  idle(): readonly IdleFault[] {
    return this.#specs
      .filter((spec) => !this.#struck.has(spec))
      .map((spec) => ({ spec, names: [...(this.#asked.get(spec.kind) ?? [])] }));
  }

  #find(kind: FaultKind, names: readonly (string | undefined)[]): FaultSpec | undefined {
    return this.#specs.find(
      (each) => each.kind === kind && (each.target === undefined || names.includes(each.target)),
    );
  }

  #ask(kind: FaultKind, names: readonly (string | undefined)[]): void {
    if (!this.#specs.some((spec) => spec.kind === kind)) return;
    const asked = this.#asked.get(kind) ?? new Set<string>();
    this.#asked.set(kind, asked);
    for (const name of names) if (name !== undefined && asked.size < MOST_NAMES) asked.add(name);
  }
}

/** `sold-out=S5.MEDIUM4` or `no-egress`, as people write faults. */
export const faultText = ({ kind, target }: FaultSpec): string =>
  target === undefined ? kind : `${kind}=${target}`;

/** Reads a fault as people write it. Errors: SIM_FAULT_UNKNOWN. */
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
