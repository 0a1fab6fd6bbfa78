import type { Diagnostic } from '../diagnostics/index.ts';
import type { FormState } from '../form/types.ts';
import type { JsonObject } from '../json.ts';
import type { PackageSource } from '../package/source.ts';
import type { PlanInput, VariableSources } from '../terraform/index.ts';
import type { ApplySession, Dialect, Plan } from '../terraform/plan/types.ts';
import type { World } from '../world/types.ts';
import type { ChartEnvironment } from './chart-engine.ts';
import type { RehearsalInput } from './input.ts';
import type { Charts } from './package-facts.ts';
import type { ComputedAttribute } from './resources/index.ts';

export interface PlanRequest {
  readonly source: PackageSource;
  readonly dialect: Dialect;
  /** Values by variable name: form answers and system variables. */
  readonly variables: JsonObject;
  readonly clock: () => Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Values of variables that come before all others. */
  readonly sources?: VariableSources;
  /** The account that data sources are read from; absent: they are unknown until apply. */
  readonly world?: World;
  /** Reads data sources instead of the world, for who knows more than it says. */
  readonly readData?: NonNullable<PlanInput['readData']>;
  /** Attributes of what exists, by address. */
  readonly prior?: Readonly<Record<string, JsonObject>>;
}

export interface Planned {
  /** Absent when errors make a plan impossible. */
  readonly plan?: Plan;
  readonly session?: ApplySession;
  /** What was planned with. */
  readonly input?: PlanInput;
  readonly diagnostics: readonly Diagnostic[];
}

/** The parts of the core that a rehearsal drives; tests of the kernel put small ones in their place. */
export interface Engines {
  form(input: RehearsalInput): FormState;
  plan(request: PlanRequest): Planned;
  computedOf(type: string, mode: 'managed' | 'data'): readonly ComputedAttribute[];
  charts(source: PackageSource, environment: ChartEnvironment): Charts;
  /** Findings of reading package.yaml itself. */
  manifest(source: PackageSource): readonly Diagnostic[];
  /** Mistakes of the package that make every install impossible. */
  blockers(source: PackageSource): readonly Diagnostic[];
}
