import type { FunctionEnv, FunctionTable } from '../functions/spec.ts';
import type { HclDiagnostic, ScopeTraversalExpr } from '../syntax/index.ts';
import type { Value } from '../values/index.ts';

/** Where a scope puts what it has to say about a traversal. */
export interface Reporter {
  readonly file: string;
  report(diagnostic: HclDiagnostic): void;
}

/** What a traversal's beginning stands for, with the number of its steps that were used for that. */
export interface Resolved {
  readonly value: Value;
  readonly steps: number;
}

/** Options that set the platform's engine apart from Terraform. */
export interface Leniency {
  /** The chosen branch of a conditional stands even when the two types do not fit; reported as a warning. */
  readonly looseConditionals: boolean;
  /** A null in a text is an empty text; reported as a warning. */
  readonly nullTexts: boolean;
}

export const STRICT: Leniency = { looseConditionals: false, nullTexts: false };

/** Names that an expression can read. */
export interface Scope {
  /** The value of a whole name. */
  lookup(name: string): Value | undefined;
  /** All names, innermost first; for "did you mean". */
  names(): Iterable<string>;
  /**
   * Lets the owner of the scope answer a traversal itself (`var.x`, `tencentcloud_vpc.main[0]`), at the price of reporting its own errors.
   * Undefined leaves it to `lookup`.
   */
  resolve?(expr: ScopeTraversalExpr, reporter: Reporter): Resolved | undefined;
  readonly functions: FunctionTable;
  readonly env: FunctionEnv;
  readonly leniency: Leniency;
}

/** A scope over another one with a few more names (loop variables), or other leniency. */
export class ChildScope implements Scope {
  readonly #parent: Scope;
  readonly #own: ReadonlyMap<string, Value>;
  readonly #leniency: Leniency | undefined;

  constructor(parent: Scope, own: ReadonlyMap<string, Value>, leniency?: Leniency) {
    this.#parent = parent;
    this.#own = own;
    this.#leniency = leniency;
  }

  lookup(name: string): Value | undefined {
    return this.#own.get(name) ?? this.#parent.lookup(name);
  }

  *names(): Iterable<string> {
    yield* this.#own.keys();
    yield* this.#parent.names();
  }

  resolve(expr: ScopeTraversalExpr, reporter: Reporter): Resolved | undefined {
    return this.#own.has(expr.root) ? undefined : this.#parent.resolve?.(expr, reporter);
  }

  get functions(): FunctionTable {
    return this.#parent.functions;
  }

  get env(): FunctionEnv {
    return this.#parent.env;
  }

  get leniency(): Leniency {
    return this.#leniency ?? this.#parent.leniency;
  }
}

/** A scope of fixed names, as the console and template files have. */
export class MapScope implements Scope {
  readonly functions: FunctionTable;
  readonly env: FunctionEnv;
  readonly leniency: Leniency;
  readonly #variables: ReadonlyMap<string, Value>;

  constructor(
    variables: ReadonlyMap<string, Value>,
    functions: FunctionTable,
    env: FunctionEnv,
    leniency: Leniency = STRICT,
  ) {
    this.#variables = variables;
    this.functions = functions;
    this.env = env;
    this.leniency = leniency;
  }

  lookup(name: string): Value | undefined {
    return this.#variables.get(name);
  }

  names(): Iterable<string> {
    return this.#variables.keys();
  }
}
