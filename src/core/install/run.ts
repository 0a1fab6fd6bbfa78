import { DrydockError } from '../errors/index.ts';
import type { Answers, FormField } from '../form/types.ts';
import type { LeftBehind, Loss, Release, StepAction } from '../lifecycle/types.ts';
import { type LocalText, sameText } from '../text.ts';
import type { Assumption, Failure, Phase, RehearsalEventBody, RehearsalFinding } from './events.ts';
import { Faults } from './faults.ts';
import type { RehearsalDeps, RehearsalInput } from './input.ts';
import { Scheduler, type Seeds } from './kernel/index.ts';
import type { InstanceOutput, InstanceResource, InstanceWorkload } from './record.ts';
import { WorldView } from './world-view.ts';

const MOST_EVENTS = 50_000;

type Level = 'info' | 'warning' | 'error';

/** The state of one rehearsal: its clock, its randomness, what it has said and what it has made. */
export class Run {
  readonly input: RehearsalInput;
  readonly deps: RehearsalDeps;
  readonly scheduler = new Scheduler();
  readonly seeds: Seeds;
  /** Of the install: what stays the same through all operations on the instance. */
  readonly origin: Seeds;
  readonly faults: Faults;
  readonly view: WorldView;
  readonly assumptions: Assumption[] = [];
  readonly failures: Failure[] = [];
  readonly findings: RehearsalFinding[] = [];
  /** The form as it was answered, and whether it would be fine with some answers changed; set when it is. */
  form: {
    readonly fields: readonly FormField[];
    readonly answers: Answers;
    fits(changes: Answers): boolean;
  } = { fields: [], answers: {}, fits: () => false };
  readonly resources: InstanceResource[] = [];
  readonly workloads = new Map<string, InstanceWorkload>();
  /** Helm releases by the address of their cloudapp_helm_app. */
  readonly releases = new Map<string, Release>();
  /** What an operation on an instance did, lost and left. */
  readonly steps: Partial<Record<StepAction, number>> = {};
  readonly loses: Loss[] = [];
  readonly leftBehind: LeftBehind[] = [];
  outputs: readonly InstanceOutput[] = [];
  /** Kinds of Kubernetes objects that charts made, with how much is known of each. */
  readonly kinds = new Map<string, 'full' | 'partial' | 'opaque'>();
  planned = 0;
  objects = 0;
  images = 0;
  #pending: { readonly at: number; readonly body: RehearsalEventBody }[] = [];
  #emitted = 0;
  readonly #phases = new Set<Phase>();
  #step: Phase | undefined;
  readonly #assumed = new Set<string>();

  constructor(input: RehearsalInput, deps: RehearsalDeps, seeds: Seeds, origin: Seeds = seeds) {
    this.input = input;
    this.deps = deps;
    this.seeds = seeds;
    this.origin = origin;
    this.faults = new Faults(input.faults ?? []);
    this.view = new WorldView(input.world, input.closed ?? false, this.faults);
  }

  /** Virtual time as ISO text. */
  get now(): string {
    return new Date(this.input.startedAt + this.scheduler.now).toISOString();
  }

  emit(body: RehearsalEventBody): void {
    if (++this.#emitted > MOST_EVENTS) throw new DrydockError('SIM_TOO_LONG', { limit: MOST_EVENTS });
    if (body.type === 'workload') {
      const { object, state, ready, wanted } = body;
      this.workloads.set(object, { object, state, ready, wanted });
    }
    this.#pending.push({ at: this.scheduler.now, body });
  }

  /** Takes what was emitted since the last call. */
  drain(): readonly { readonly at: number; readonly body: RehearsalEventBody }[] {
    const pending = this.#pending;
    this.#pending = [];
    return pending;
  }

  /** Says that a phase began; a phase begins once. */
  phase(phase: Phase): void {
    if (this.#phases.has(phase)) return;
    this.#phases.add(phase);
    this.#step = phase;
    this.emit({ type: 'phase', phase });
  }

  log(address: string | undefined, words: string | LocalText, level: Level = 'info'): void {
    const text = typeof words === 'string' ? sameText(words) : words;
    this.emit({ type: 'log', level, text, ...(address === undefined ? {} : { address }) });
  }

  /** Says an assumption once, however often it is relied on. */
  assume(assumption: Assumption): void {
    const key = `${assumption.code}\u0000${assumption.text.en}`;
    if (this.#assumed.has(key)) return;
    this.#assumed.add(key);
    this.assumptions.push(assumption);
    this.emit({ type: 'assumed', assumption });
  }

  /** Says a failure; one that says the same of another resource is not repeated. Answers whether it was said. */
  fail(failure: Failure): boolean {
    if (this.failures.some((each) => each.code === failure.code && each.message.en === failure.message.en))
      return false;
    const step = failure.step ?? this.#step;
    const said = step === undefined ? failure : { ...failure, step };
    this.failures.push(said);
    this.emit({ type: 'failed', failure: said });
    return true;
  }

  /** Says something about the rehearsal's own conditions, once. */
  find(finding: RehearsalFinding): void {
    if (this.findings.some((each) => each.message.en === finding.message.en)) return;
    this.findings.push(finding);
    this.emit({ type: 'finding', finding });
  }
}
