import type { InstanceKey } from './keys.ts';
import type { RuleOutcome } from './rules.ts';

export type CheckStatus = RuleOutcome['status'];

/** What has rules: a variable, an output, a resource or a check block of one module (not of its instances). */
export interface Checkable {
  readonly kind: 'var' | 'output_value' | 'resource' | 'check';
  /** `module.a.module.b`, without keys; empty for the root. */
  readonly module: string;
  /** `var.x`, `output.x`, `check.x`, or a resource's address in its module. */
  readonly local: string;
}

export interface CheckedInstance {
  /** `module.a["k"]`, empty for the root. */
  readonly module: string;
  readonly key: InstanceKey;
  readonly address: string;
  readonly status: CheckStatus;
  readonly problems: readonly string[];
}

export interface Checked extends Checkable {
  readonly address: string;
  readonly status: CheckStatus;
  readonly instances: readonly CheckedInstance[];
}

const ORDER: readonly CheckStatus[] = ['pass', 'unknown', 'fail', 'error'];

const worst = (all: readonly CheckStatus[]): CheckStatus =>
  all.reduce<CheckStatus>((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'pass');

/** Results of all rules of a plan, gathered while it is evaluated. A later result of the same rules takes the place of the earlier. */
export class CheckResults {
  readonly #objects = new Map<string, { readonly what: Checkable; readonly instances: Map<string, Entry> }>();

  /** `phase` tells preconditions and postconditions of one resource apart. */
  record(
    what: Checkable,
    instance: { readonly module: string; readonly key: InstanceKey; readonly address: string },
    outcomes: readonly RuleOutcome[],
    phase = '',
  ): void {
    const object = address(what);
    let found = this.#objects.get(object);
    if (found === undefined) {
      found = { what, instances: new Map() };
      this.#objects.set(object, found);
    }
    let entry = found.instances.get(instance.address);
    if (entry === undefined) {
      entry = { ...instance, phases: new Map() };
      found.instances.set(instance.address, entry);
    }
    entry.phases.set(phase, outcomes);
  }

  /** Sorted by address. */
  all(): Checked[] {
    return [...this.#objects]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([object, { what, instances }]) => {
        const checked = [...instances.values()].map(({ phases, ...place }): CheckedInstance => {
          const outcomes = [...phases.values()].flat();
          return {
            ...place,
            status: worst(outcomes.map(({ status }) => status)),
            problems: outcomes.flatMap(({ message }) => (message === undefined ? [] : [message])),
          };
        });
        return { ...what, address: object, status: worst(checked.map((c) => c.status)), instances: checked };
      });
  }
}

interface Entry {
  readonly module: string;
  readonly key: InstanceKey;
  readonly address: string;
  readonly phases: Map<string, readonly RuleOutcome[]>;
}

const address = ({ module, local }: Checkable): string => (module === '' ? local : `${module}.${local}`);

/** `module.a["k"].` as `module.a`: which of a module's instances is left out. */
export const staticModule = (prefix: string): string =>
  prefix.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '').replace(/\.$/, '');
