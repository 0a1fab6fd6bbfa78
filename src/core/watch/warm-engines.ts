import type { Answers, FormState } from '../form/types.ts';
import { blockersAmong, type Engines, packageEngines, type RehearsalInput } from '../install/index.ts';
import { Linter, type LintRound, type PackageSource } from '../package/index.ts';
import type { Schemas } from '../terraform/index.ts';
import { ChartShelf } from './chart-shelf.ts';
import { PlanMemory } from './plan-memory.ts';
import type { Again } from './verdict.ts';

const MOST_FORMS = 64;

/** The parts of the core that a rehearsal drives, warm: what did not change since the last round is not evaluated again. */
export class WarmEngines implements Engines {
  readonly #cold: Engines;
  readonly #linter: Linter;
  readonly #plans: PlanMemory;
  readonly #shelf = new ChartShelf();
  readonly #forms = new Map<string, FormState>();
  #formOf: Pick<RehearsalInput, 'model' | 'world'> | undefined;
  #round: { readonly source: PackageSource; readonly lint: LintRound } | undefined;
  #answered = false;
  #plansBefore = 0;

  constructor(schemas: Schemas) {
    this.#cold = packageEngines(schemas);
    this.#linter = new Linter({ dialect: 'cloudapp', schemas });
    this.#plans = new PlanMemory(schemas);
  }

  /** The linter's findings of a package; asked twice in a round, answered once. */
  lint(source: PackageSource): LintRound {
    if (this.#round?.source.files === source.files) return this.#round.lint;
    const lint = this.#linter.check(source);
    this.#round = { source, lint };
    return lint;
  }

  /** What was evaluated since the last call. */
  takeTally(): Pick<Again, 'form' | 'plan' | 'charts' | 'kept'> {
    const { rendered, kept } = this.#shelf.takeTally();
    const tally = {
      form: this.#answered,
      plan: this.#plans.made > this.#plansBefore,
      charts: rendered,
      kept,
    };
    this.#answered = false;
    this.#plansBefore = this.#plans.made;
    return tally;
  }

  form(input: RehearsalInput): FormState {
    const { model, world, answers, fill, closed, answersSource } = input;
    if (this.#formOf?.model !== model || this.#formOf.world !== world) this.#forms.clear();
    this.#formOf = { model, world };
    const key = JSON.stringify([
      answers satisfies Answers | 'auto',
      fill ?? false,
      closed ?? false,
      answersSource ?? null,
    ]);
    const known = this.#forms.get(key);
    if (known) return known;
    const state = this.#cold.form(input);
    this.#answered = true;
    if (this.#forms.size >= MOST_FORMS) this.#forms.clear();
    this.#forms.set(key, state);
    return state;
  }

  manifest: Engines['manifest'] = (source) => this.#linter.parse(source).diagnostics;

  blockers: Engines['blockers'] = (source) => {
    const { parsed, diagnostics } = this.lint(source);
    if (parsed.root?.kind !== 'map') return parsed.diagnostics.filter((each) => each.severity === 'error');
    return blockersAmong(diagnostics);
  };

  plan: Engines['plan'] = (request) => this.#plans.plan(request);

  computedOf: Engines['computedOf'] = (type, mode) => this.#cold.computedOf(type, mode);

  charts: Engines['charts'] = (source, environment) => this.#shelf.charts(source, environment);
}
