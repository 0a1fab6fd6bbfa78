import type { Diagnostic } from '../diagnostics/index.ts';
import { toDrydockError } from '../errors/index.ts';
import { type RehearsalDeps, type RehearsalInput, type RehearsalRecord, rehearse } from '../install/index.ts';
import type { LintRound, PackageModel, PackageSource } from '../package/index.ts';
import type { Schemas } from '../terraform/index.ts';
import { failureKey, findingKey, newIn, type Verdict } from './verdict.ts';
import { WarmMemory } from './warm-memory.ts';

const MOST_PATHS = 100;
const MOST_NEWS = 50;

export interface SessionDeps extends Pick<RehearsalDeps, 'lookupImage' | 'signal'> {
  readonly schemas: Schemas;
}

/** Under what the package is rehearsed. May throw: what is wrong with a scenario, say. */
export type Conditions = (source: PackageSource, model: PackageModel) => Promise<RehearsalInput>;

type Files = PackageSource['files'];

/** One package under watch: gives verdict after verdict, each evaluating only what changed. */
export class WatchSession {
  readonly #memory: WarmMemory;
  readonly #deps: SessionDeps;
  readonly #conditions: Conditions;
  #seq = 0;
  #files: Files = new Map();
  #last: { readonly verdict: Verdict; readonly diagnostics: readonly Diagnostic[] } | undefined;

  constructor(deps: SessionDeps, conditions: Conditions) {
    this.#deps = deps;
    this.#conditions = conditions;
    this.#memory = new WarmMemory(deps.schemas);
  }

  /** How many files the package has. */
  get files(): number {
    return this.#files.size;
  }

  /** Paths whose content is other than at the last verdict. */
  changedIn(files: Files): readonly string[] {
    const gone = [...this.#files.keys()].filter((path) => !files.has(path));
    return [...files.keys()].filter((path) => files.get(path) !== this.#files.get(path)).concat(gone);
  }

  /** The verdict on what was read. Throws only when the signal aborts. `took` is measured from `since` by `now`. */
  async judge(source: PackageSource, since: number, now: () => number): Promise<Verdict> {
    const changed = this.changedIn(source.files);
    this.#files = source.files;
    try {
      const lint = this.#memory.lint(source);
      const { model } = lint.parsed;
      const input = await this.#conditions(source, model);
      const record = await this.#rehearse(input);
      return this.#say(changed, since, now, lint, record);
    } catch (error) {
      this.#deps.signal.throwIfAborted();
      return this.unreadable(error, since, now, changed);
    }
  }

  /** The verdict on a package that cannot be read, or not under these conditions. */
  unreadable(error: unknown, since: number, now: () => number, changed: readonly string[] = []): Verdict {
    const report = toDrydockError(error, { what: 'watch' }).report();
    return this.#say(changed, since, now, { diagnostics: [], rules: 0, of: 0 }, report);
  }

  async #rehearse(input: RehearsalInput): Promise<RehearsalRecord> {
    const { signal } = this.#deps;
    const run = rehearse(input, {
      ...this.#deps,
      sleep: async () => undefined,
      wrap: (engines) => this.#memory.over(engines),
    });
    for (;;) {
      const next = await run.next();
      if (!next.done) continue;
      signal.throwIfAborted();
      return next.value;
    }
  }

  #say(
    changed: readonly string[],
    since: number,
    now: () => number,
    { diagnostics, rules, of }: Pick<LintRound, 'diagnostics' | 'rules' | 'of'>,
    outcome: RehearsalRecord | NonNullable<Verdict['error']>,
  ): Verdict {
    const record = 'failures' in outcome ? outcome : undefined;
    const failures = record?.failures ?? [];
    const count = (severity: Diagnostic['severity']): number =>
      diagnostics.filter((each) => each.severity === severity).length;
    const last = this.#last;
    const isNews = last !== undefined && record !== undefined;
    const some = <T>(items: readonly T[]): readonly T[] => items.slice(0, MOST_NEWS);
    this.#seq += 1;
    const verdict: Verdict = {
      seq: this.#seq,
      status: record ? (record.status === 'succeeded' ? 'succeeded' : 'failed') : 'unreadable',
      ...('failures' in outcome ? {} : { error: outcome }),
      changed: last ? changed.slice(0, MOST_PATHS) : [],
      took: now() - since,
      lint: { error: count('error'), warning: count('warning'), info: count('info') },
      failures,
      findings: record?.findings ?? [],
      counts: record?.counts ?? null,
      again: {
        files: changed.length,
        rules,
        ofRules: of,
        ...this.#memory.takeTally(),
      },
      news: isNews
        ? {
            failed: some(newIn(failures, last.verdict.failures, failureKey)),
            cured: some(newIn(last.verdict.failures, failures, failureKey)),
            found: some(newIn(diagnostics, last.diagnostics, findingKey)),
            mended: some(newIn(last.diagnostics, diagnostics, findingKey)),
          }
        : { failed: [], cured: [], found: [], mended: [] },
    };
    // News are told against the last state that could be read: a file that is broken for a moment is none.
    if (record || !last) this.#last = { verdict, diagnostics };
    return verdict;
  }
}
