import { posix } from 'node:path';
import type { SourceRange } from '../../diagnostics/index.ts';
import type { Leniency, Reporter, Resolved, Scope } from '../eval/index.ts';
import type { FunctionEnv, FunctionTable } from '../functions/index.ts';
import { hclDiagnostic, type ScopeTraversalExpr, type Step } from '../syntax/index.ts';
import {
  DYNAMIC_VALUE,
  EPHEMERAL,
  NULL_VALUE,
  nearest,
  nearestWithin,
  objectValue,
  stringValue,
  type Type,
  type Value,
} from '../values/index.ts';
import type { ModuleInstance, ResourceState } from './module-instance.ts';
import type { Dialect } from './types.ts';

/** What a module's expressions share. */
export interface ScopeContext {
  readonly dialect: Dialect;
  readonly workspace: string;
  readonly functions: FunctionTable;
  readonly env: FunctionEnv;
}

/** The names of one module instance, with the platform's leniences in the cloudapp dialect. */
export class ModuleScope implements Scope {
  readonly functions: FunctionTable;
  readonly env: FunctionEnv;
  readonly leniency: Leniency;
  readonly #module: ModuleInstance;
  readonly #context: ScopeContext;
  readonly #hints: { hints?: number };

  constructor(module: ModuleInstance, context: ScopeContext) {
    this.#module = module;
    this.#context = context;
    this.functions = context.functions;
    this.env = context.env;
    this.#hints = context.env.spent ?? {};
    this.leniency = { looseConditionals: context.dialect === 'cloudapp', nullTexts: false };
  }

  get #lenient(): boolean {
    return this.#context.dialect === 'cloudapp';
  }

  lookup(name: string): Value | undefined {
    const m = this.#module;
    switch (name) {
      case 'var':
        return objectValue(m.variables);
      case 'local':
        return objectValue(m.locals);
      case 'module':
        return objectValue([...m.decl.modules.keys()].map((n) => [n, m.childValue(n)] as const));
      case 'path':
        return objectValue([
          ['module', stringValue(posix.relative(this.env.dir, m.decl.dir) || '.')],
          ['root', stringValue('.')],
          ['cwd', stringValue('.')],
        ]);
      case 'terraform':
        return objectValue([
          ['workspace', stringValue(this.#context.workspace)],
          ['applying', DYNAMIC_VALUE],
        ]);
      default:
        return undefined;
    }
  }

  *names(): Iterable<string> {
    yield* ['var', 'local', 'module', 'data', 'path', 'terraform'];
    for (const r of this.#module.decl.resources.values()) yield r.type;
  }

  resolve(expr: ScopeTraversalExpr, reporter: Reporter): Resolved | undefined {
    switch (expr.root) {
      case 'var':
        return this.#variable(expr, reporter);
      case 'local':
        return this.#named(expr, reporter, this.#module.decl.locals, this.#module.locals, 'local value');
      case 'module':
        return this.#moduleCall(expr, reporter);
      case 'data':
        return this.#resource(expr, reporter, 1);
      case 'path':
      case 'terraform':
        return undefined;
      case 'ephemeral':
        return this.#ephemeral(expr, reporter);
      case 'each':
      case 'count':
      case 'self':
        return this.#misplaced(expr, reporter);
      default:
        return this.#resource(expr, reporter, 0);
    }
  }

  /** What an ephemeral resource gives is there only while an apply runs. */
  #ephemeral(expr: ScopeTraversalExpr, reporter: Reporter): Resolved {
    const [type, name] = expr.steps.map((s) => (s.kind === 'attr' ? s.name : ''));
    const address = `ephemeral.${type}.${name}`;
    if (!this.#module.decl.ephemerals.has(address)) {
      this.#error(
        reporter,
        'TF_REFERENCE_UNDECLARED',
        'Reference to undeclared resource',
        `An ephemeral resource "${type}" "${name}" has not been declared in the module.`,
        expr.range,
      );
    }
    return this.#stop(expr, DYNAMIC_VALUE.withMarks(EPHEMERAL));
  }

  #stop(expr: ScopeTraversalExpr, value: Value = DYNAMIC_VALUE): Resolved {
    return { value, steps: expr.steps.length };
  }

  #error(reporter: Reporter, code: string, summary: string, detail: string, range: SourceRange): void {
    reporter.report(hclDiagnostic(code, 'error', summary, detail, reporter.file, range));
  }

  /** A warning in the cloudapp dialect. */
  #warn(reporter: Reporter, code: string, summary: string, detail: string, range: SourceRange): void {
    reporter.report(hclDiagnostic(code, 'warning', summary, detail, reporter.file, range));
  }

  #misplaced(expr: ScopeTraversalExpr, reporter: Reporter): Resolved {
    const where = {
      each: 'The "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" argument is set.',
      count:
        'The "count" object can only be used in "module", "resource", and "data" blocks, and only when the "count" argument is set.',
      self: 'The "self" object is not available in this context. It is available only in postconditions, provisioners and connections.',
    }[expr.root as 'each' | 'count' | 'self'];
    this.#error(
      reporter,
      'TF_REFERENCE_INVALID',
      `Reference to "${expr.root}" in context without it`,
      where,
      expr.range,
    );
    return this.#stop(expr);
  }

  #name(expr: ScopeTraversalExpr, reporter: Reporter, at: number, what: string): string | undefined {
    const step = expr.steps[at];
    if (step?.kind === 'attr') return step.name;
    this.#error(
      reporter,
      'TF_REFERENCE_INVALID',
      'Invalid reference',
      `The "${expr.root}" object cannot be accessed directly. Instead, access one of its attributes: ${what}.`,
      expr.range,
    );
    return undefined;
  }

  #named(
    expr: ScopeTraversalExpr,
    reporter: Reporter,
    declared: ReadonlyMap<string, unknown>,
    values: ReadonlyMap<string, Value>,
    what: string,
  ): Resolved {
    const name = this.#name(expr, reporter, 0, `the name of a ${what}`);
    if (name === undefined) return this.#stop(expr);
    if (declared.has(name)) return { value: values.get(name) ?? DYNAMIC_VALUE, steps: 1 };
    const near = nearestWithin(this.#hints, name, declared.keys());
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
    const declaring =
      what === 'input variable' ? ` This variable can be declared with a variable "${name}" {} block.` : '';
    this.#error(
      reporter,
      'TF_REFERENCE_UNDECLARED',
      `Reference to undeclared ${what}`,
      `${what === 'input variable' ? 'An' : 'A'} ${what} with the name "${name}" has not been declared.${hint || declaring}`,
      expr.range,
    );
    return this.#stop(expr);
  }

  #variable(expr: ScopeTraversalExpr, reporter: Reporter): Resolved {
    const found = this.#named(
      expr,
      reporter,
      this.#module.decl.variables,
      this.#module.variables,
      'input variable',
    );
    if (!this.#lenient || found.steps !== 1) return found;
    const [first] = expr.steps;
    const decl = first?.kind === 'attr' ? this.#module.decl.variables.get(first.name) : undefined;
    return decl ? this.#looseVariable(expr, reporter, found.value, decl.name, decl.type) : found;
  }

  /** Widget values arrive whole: attributes outside the declared type stay readable, and null has attributes that are null. */
  #looseVariable(
    expr: ScopeTraversalExpr,
    reporter: Reporter,
    value: Value,
    name: string,
    type: Type,
  ): Resolved {
    let current = value;
    let declared: Type | undefined = type;
    for (const step of expr.steps.slice(1)) {
      if (current.isNull) {
        this.#warn(
          reporter,
          'TF_NULL_ATTRIBUTE',
          'Attribute of an unset variable',
          `The variable "${name}" has no value here, so this reads as null. Terraform refuses to read an attribute of null.`,
          expr.range,
        );
        return this.#stop(expr, NULL_VALUE.withMarks(current.marks));
      }
      if (step.kind !== 'attr' || current.type.kind !== 'object') break;
      const attribute = current.type.attributes.has(step.name);
      if (declared?.kind === 'object' && !declared.attributes.has(step.name) && attribute) {
        this.#warn(
          reporter,
          'TF_ATTRIBUTE_UNDECLARED',
          'Attribute outside the declared type',
          `The declared type of the variable "${name}" has no attribute "${step.name}". The platform passes the whole value on; Terraform drops the attribute and fails here.`,
          step.range,
        );
      }
      declared = declared?.kind === 'object' ? declared.attributes.get(step.name) : undefined;
      current = current.entries.get(step.name) ?? DYNAMIC_VALUE;
      if (!attribute) break;
    }
    return { value, steps: 1 };
  }

  #moduleCall(expr: ScopeTraversalExpr, reporter: Reporter): Resolved {
    const name = this.#name(expr, reporter, 0, 'the name of a module call');
    if (name === undefined) return this.#stop(expr);
    if (this.#module.decl.modules.has(name)) return { value: this.#module.childValue(name), steps: 1 };
    this.#error(
      reporter,
      'TF_REFERENCE_UNDECLARED',
      'Reference to undeclared module',
      `No module call named "${name}" is declared.`,
      expr.range,
    );
    return this.#stop(expr);
  }

  /** `first` is the number of steps before the type's name: 1 for data sources. */
  #resource(expr: ScopeTraversalExpr, reporter: Reporter, first: 0 | 1): Resolved | undefined {
    const typeStep = expr.steps[0];
    const type = first === 0 ? expr.root : typeStep?.kind === 'attr' ? typeStep.name : undefined;
    const nameStep = expr.steps[first];
    if (type === undefined || nameStep?.kind !== 'attr') {
      if (first === 0 && this.#context.dialect === 'cloudapp' && !expr.root.includes('_')) return undefined;
      this.#error(
        reporter,
        'TF_REFERENCE_INVALID',
        'Invalid reference',
        'A reference to a resource type must be followed by at least one attribute access, specifying the resource name.',
        expr.range,
      );
      return this.#stop(expr);
    }
    const address = `${first === 1 ? 'data.' : ''}${type}.${nameStep.name}`;
    const state = this.#module.resources.get(address);
    if (state) return new ResourceReference(state, this.#context.dialect, expr, reporter).resolve(first + 1);
    const { resources, data } = this.#module.decl;
    if (resources.has(address) || data.has(address)) return this.#stop(expr);
    this.#undeclared(expr, reporter, address, first === 1 ? data.keys() : resources.keys());
    return this.#stop(expr);
  }

  #undeclared(expr: ScopeTraversalExpr, reporter: Reporter, address: string, known: Iterable<string>): void {
    const what = address.startsWith('data.') ? 'data resource' : 'managed resource';
    const [, type = '', name = ''] = /^(?:data\.)?([^.]+)\.(.+)$/.exec(address) ?? [];
    const near = nearestWithin(this.#hints, address, known);
    const where = this.#module.prefix === '' ? 'the root module' : this.#module.prefix.slice(0, -1);
    this.#error(
      reporter,
      'TF_REFERENCE_UNDECLARED',
      'Reference to undeclared resource',
      `A ${what} "${type}" "${name}" has not been declared in ${where}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
      expr.range,
    );
  }
}

/** Reads an instance of a resource, with or without an index. */
class ResourceReference {
  readonly #state: ResourceState;
  readonly #lenient: boolean;
  readonly #expr: ScopeTraversalExpr;
  readonly #reporter: Reporter;

  constructor(state: ResourceState, dialect: Dialect, expr: ScopeTraversalExpr, reporter: Reporter) {
    this.#state = state;
    this.#lenient = dialect === 'cloudapp';
    this.#expr = expr;
    this.#reporter = reporter;
  }

  #report(code: string, summary: string, detail: string, range: SourceRange): void {
    const severity = this.#lenient ? 'warning' : 'error';
    this.#reporter.report(hclDiagnostic(code, severity, summary, detail, this.#reporter.file, range));
  }

  resolve(at: number): Resolved {
    const { expansion, decl } = this.#state;
    const step = this.#expr.steps[at];
    if (step === undefined) return { value: this.#state.whole, steps: at };
    if (expansion === 'single') return this.#single(at, step);
    if (step.kind === 'attr' && expansion === 'count') return this.#withoutIndex(at, step);
    const key = step.kind === 'index' ? this.#key(step) : undefined;
    const instance = key === undefined ? undefined : this.#state.instances.get(key);
    if (instance === undefined) {
      if (step.kind === 'attr' && expansion === 'each') {
        this.#reporter.report(
          hclDiagnostic(
            'TF_INSTANCE_KEY_MISSING',
            'error',
            'Missing resource instance key',
            `Because ${decl.address} has "for_each" set, its attributes must be accessed on specific instances, for example ${decl.address}[each.key].`,
            this.#reporter.file,
            this.#expr.range,
          ),
        );
        return { value: DYNAMIC_VALUE, steps: this.#expr.steps.length };
      }
      return { value: this.#state.whole, steps: at };
    }
    return this.#attribute(instance.value, at + 1);
  }

  #key(step: Extract<Step, { kind: 'index' }>): number | string | undefined {
    const { key } = step;
    if (!key.isKnown || key.isNull) return undefined;
    if (this.#state.expansion === 'count') {
      return key.type.kind === 'number'
        ? key.num.toNumber()
        : key.type.kind === 'string' && /^\d+$/.test(key.text)
          ? Number(key.text)
          : undefined;
    }
    return key.type.kind === 'string'
      ? key.text
      : key.type.kind === 'number'
        ? key.num.toString()
        : undefined;
  }

  #single(at: number, step: Step): Resolved {
    const { decl, whole } = this.#state;
    if (step.kind !== 'index') return this.#attribute(whole, at);
    this.#report(
      'TF_INDEX_ON_SINGLE',
      'Unexpected resource instance key',
      `Because ${decl.address} does not have "count" or "for_each" set, references to it must not include an index key. Remove the bracketed index to refer to the single instance of this resource.`,
      step.range,
    );
    const isFirst = step.key.type.kind === 'number' && step.key.num.isZero;
    if (this.#lenient && isFirst) return this.#attribute(whole, at + 1);
    return { value: DYNAMIC_VALUE, steps: this.#expr.steps.length };
  }

  #withoutIndex(at: number, step: Step): Resolved {
    const { decl, instances } = this.#state;
    this.#report(
      'TF_COUNT_WITHOUT_INDEX',
      'Missing resource instance key',
      `Because ${decl.address} has "count" set, its attributes must be accessed on specific instances, for example ${decl.address}[count.index].${this.#lenient ? ' The platform reads the first instance, or null when there is none.' : ''}`,
      step.range,
    );
    if (!this.#lenient) return { value: DYNAMIC_VALUE, steps: this.#expr.steps.length };
    const first = instances.get(0);
    if (first === undefined) return { value: NULL_VALUE, steps: this.#expr.steps.length };
    return this.#attribute(first.value, at);
  }

  /** Attributes that nothing is known of are unknown; a known schema says when there is no such attribute. */
  #attribute(value: Value, at: number): Resolved {
    const step = this.#expr.steps[at];
    const name = step?.kind === 'attr' ? step.name : undefined;
    if (
      step === undefined ||
      name === undefined ||
      value.type.kind !== 'object' ||
      value.type.attributes.has(name)
    ) {
      return { value, steps: at };
    }
    const { schema, decl } = this.#state;
    if (schema?.coverage === 'full' && !schema.attributes.has(name)) {
      const near = nearest(name, schema.attributes.keys());
      this.#report(
        'TF_ATTRIBUTE_UNKNOWN',
        'Unsupported attribute',
        `This object has no argument, nested block, or exported attribute named "${name}" (${decl.type}).${near === undefined ? '' : ` Did you mean "${near}"?`}`,
        step.range,
      );
    }
    return { value: DYNAMIC_VALUE, steps: this.#expr.steps.length };
  }
}
