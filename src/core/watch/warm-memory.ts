import type { FormState } from '../form/types.ts';
import { blockersAmong, type Engines, type RehearsalInput } from '../install/index.ts';
import { Linter, type LintRound, type PackageSource } from '../package/index.ts';
import type { Schemas } from '../terraform/index.ts';
import { ChartShelf } from './chart-shelf.ts';
import { PlanMemory } from './plan-memory.ts';
import type { Again } from './verdict.ts';

const MOST_FORMS = 64;

/** What was evaluated in earlier rounds; put before the engines of a rehearsal, only what changed is evaluated again. */
export class WarmMemory {
  readonly #linter: Linter;
  readonly #plans = new PlanMemory();
  readonly #shelf = new ChartShelf();
  readonly #forms = new Map<string, FormState>();
  #formOf: Pick<RehearsalInput, 'model' | 'world'> | undefined;
  #round: { readonly source: PackageSource; readonly lint: LintRound } | undefined;
  #answered = false;
  #plansBefore = 0;

  constructor(schemas: Schemas) {
    this.#linter = new Linter({ dialect: 'cloudapp', schemas });
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

  /** The engines of one rehearsal with this memory before them. What is not remembered goes through as it is. */
  over(cold: Engines): Engines {
    return {
      ...cold,
      form: (input) => this.#form(cold, input),
      manifest: (source) => this.#linter.parse(source).diagnostics,
      blockers: (source) => {
        const { parsed, diagnostics } = this.lint(source);
        if (parsed.root?.kind !== 'map')
          return parsed.diagnostics.filter((each) => each.severity === 'error');
        return blockersAmong(diagnostics);
      },
      plan: (request) => this.#plans.plan((asked) => cold.plan(asked), request),
      charts: (source, environment) =>
        this.#shelf.charts((files, around) => cold.charts(files, around), source, environment),
    };
  }

  #form(cold: Engines, input: RehearsalInput): FormState {
    const { model, world, answers, fill, closed, answersSource } = input;
    if (this.#formOf?.model !== model || this.#formOf.world !== world) this.#forms.clear();
    this.#formOf = { model, world };
    const key = JSON.stringify([answers, fill ?? false, closed ?? false, answersSource ?? null]);
    const known = this.#forms.get(key);
    if (known) return known;
    const state = cold.form(input);
    this.#answered = true;
    if (this.#forms.size >= MOST_FORMS) this.#forms.clear();
    this.#forms.set(key, state);
    return state;
  }
}
