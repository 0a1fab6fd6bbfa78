import type { SourceRange } from '../../diagnostics/index.ts';
import type { Constant } from '../eval/index.ts';
import type { Dialect } from '../plan/types.ts';
import { type Block, type Body, type HclDiagnostic, hclDiagnostic, LIMITS } from '../syntax/index.ts';
import { unexpectedIn } from './argument-check.ts';
import { readDependsOn, readEnabled, rulesOf } from './blocks.ts';
import { passedProviders, readOutput, readProvider, readResource, readVariable } from './declarations.ts';
import { LifecycleCheck } from './lifecycle-check.ts';
import { addressText, attributeOf, staticFalse, staticText } from './static.ts';
import type {
  CheckDecl,
  ImportDecl,
  LocalDecl,
  ModuleCallDecl,
  MovedDecl,
  OutputDecl,
  ProviderDecl,
  RemovedDecl,
  ResourceDecl,
  TerraformModule,
  VariableDecl,
} from './types.ts';

/** How many labels each kind of top-level block has, and what they are called. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  variable: ['name'],
  output: ['name'],
  locals: [],
  resource: ['type', 'name'],
  data: ['type', 'name'],
  provider: ['name'],
  module: ['name'],
  terraform: [],
  moved: [],
  removed: [],
  import: [],
  check: ['name'],
  ephemeral: ['type', 'name'],
  action: ['type', 'name'],
};

const MODULE_META = new Set(['source', 'version', 'count', 'for_each', 'depends_on', 'providers']);

/** Gathers the declarations of one module from its files. */
export class ModuleBuilder {
  readonly variables = new Map<string, VariableDecl>();
  readonly locals = new Map<string, LocalDecl>();
  readonly outputs = new Map<string, OutputDecl>();
  readonly resources = new Map<string, ResourceDecl>();
  readonly data = new Map<string, ResourceDecl>();
  readonly providers: ProviderDecl[] = [];
  readonly modules = new Map<string, ModuleCallDecl>();
  readonly moved: MovedDecl[] = [];
  readonly imports: ImportDecl[] = [];
  readonly removed: RemovedDecl[] = [];
  readonly checks = new Map<string, CheckDecl>();
  readonly ephemerals = new Set<string>();
  readonly settings: Block[] = [];
  readonly files = new Map<string, Body>();
  readonly diagnostics: HclDiagnostic[] = [];
  readonly #constant: Constant;
  readonly #dialect: Dialect;
  readonly #lifecycle: LifecycleCheck;
  readonly #loadChild: (source: string, block: Block) => TerraformModule | undefined;

  constructor(
    constant: Constant,
    dialect: Dialect,
    loadChild: (source: string, block: Block) => TerraformModule | undefined,
  ) {
    this.#constant = constant;
    this.#dialect = dialect;
    this.#lifecycle = new LifecycleCheck(dialect, this.diagnostics);
    this.#loadChild = loadChild;
  }

  build(dir: string): TerraformModule {
    return {
      dir,
      files: this.files,
      variables: this.variables,
      locals: this.locals,
      outputs: this.outputs,
      resources: this.resources,
      data: this.data,
      providers: this.providers,
      modules: this.modules,
      moved: this.moved,
      imports: this.imports,
      removed: this.removed,
      checks: this.checks,
      ephemerals: this.ephemerals,
      settings: this.settings,
    };
  }

  add(body: Body): void {
    this.files.set(body.file, body);
    for (const attribute of body.attributes.values()) {
      this.#error(
        'TF_ARGUMENT_UNEXPECTED',
        'Unsupported argument',
        `An argument named "${attribute.name}" is not expected here.`,
        body.file,
        attribute.nameRange,
      );
    }
    for (const block of body.blocks) this.#block(block);
  }

  #error(code: string, summary: string, detail: string, file: string, range: SourceRange): void {
    if (this.diagnostics.length >= LIMITS.errors) return;
    this.diagnostics.push(hclDiagnostic(code, 'error', summary, detail, file, range));
  }

  #labelsAreRight(block: Block): boolean {
    const wanted = LABELS[block.type];
    const { file } = block.body;
    if (wanted === undefined) {
      this.#error(
        'TF_BLOCK_UNEXPECTED',
        'Unsupported block type',
        `Blocks of type "${block.type}" are not expected here.`,
        file,
        block.typeRange,
      );
      return false;
    }
    if (block.labels.length < wanted.length) {
      this.#error(
        'TF_LABELS_WRONG',
        `Missing ${wanted[block.labels.length] ?? 'label'} for ${block.type}`,
        `All ${block.type} blocks must have ${wanted.length} labels (${wanted.join(', ')}).`,
        file,
        block.headerRange,
      );
      return false;
    }
    if (block.labels.length > wanted.length) {
      const extra = block.labelRanges[wanted.length] ?? block.headerRange;
      const detail =
        wanted.length === 0
          ? `No labels are expected for ${block.type} blocks.`
          : `Only ${wanted.length} labels (${wanted.join(', ')}) are expected for ${block.type} blocks.`;
      this.#error('TF_LABELS_WRONG', `Extraneous label for ${block.type}`, detail, file, extra);
    }
    return true;
  }

  #block(block: Block): void {
    if (!this.#labelsAreRight(block)) return;
    unexpectedIn(block, this.#dialect, this.diagnostics);
    const [first = '', second = ''] = block.labels;
    for (const [i, label] of block.labels.entries()) {
      if (!NAME.test(label)) this.#badName(block, i);
    }
    switch (block.type) {
      case 'variable':
        this.#declare(
          this.variables,
          first,
          'variable',
          readVariable(block, first, this.#constant, this.diagnostics),
        );
        return;
      case 'output':
        this.#declare(this.outputs, first, 'output', readOutput(block, first));
        return;
      case 'locals':
        this.#locals(block);
        return;
      case 'resource': {
        const resource = readResource(block, 'managed', first, second);
        this.#lifecycle.ofResource(block);
        this.#declare(this.resources, resource.address, 'resource', resource);
        return;
      }
      case 'data': {
        const data = readResource(block, 'data', first, second);
        this.#lifecycle.ofResource(block);
        this.#declare(this.data, data.address, 'data', data);
        return;
      }
      case 'provider':
        this.providers.push(readProvider(block, first));
        return;
      case 'module':
        this.#lifecycle.ofModule(block);
        this.#declare(this.modules, first, 'module', this.#moduleCall(block, first));
        return;
      case 'check':
        for (const nested of block.body.blocks) {
          const [type = '', name = ''] = nested.labels;
          if (nested.type !== 'data' || nested.labels.length !== 2) continue;
          const data = readResource(nested, 'data', type, name);
          this.#declare(this.data, data.address, 'data', data);
        }
        this.#declare(this.checks, first, 'check', {
          file: block.body.file,
          range: block.range,
          nameRange: block.headerRange,
          name: first,
          asserts: rulesOf(block.body.blocks, 'assert'),
          block,
        });
        return;
      case 'moved':
      case 'import':
      case 'removed':
        this.#statement(block);
        return;
      case 'ephemeral':
        this.ephemerals.add(`ephemeral.${first}.${second}`);
        return;
      case 'action':
        this.#lifecycle.actions(block, block.headerRange);
        return;
      case 'terraform':
        this.settings.push(block);
        return;
      default:
    }
  }

  #badName(block: Block, label: number): void {
    this.#error(
      'TF_NAME_INVALID',
      `Invalid ${LABELS[block.type]?.[label] ?? 'name'}`,
      'A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.',
      block.body.file,
      block.labelRanges[label] ?? block.headerRange,
    );
  }

  #declare<T extends { readonly file: string; readonly nameRange: SourceRange }>(
    map: Map<string, T>,
    name: string,
    kind: string,
    decl: T,
  ): void {
    const existing = map.get(name);
    if (existing === undefined) {
      map.set(name, decl);
      return;
    }
    const { start } = existing.nameRange;
    this.#error(
      'TF_DUPLICATE',
      `Duplicate ${kind} declaration`,
      `A ${kind} named "${name}" was already declared at ${existing.file}:${start.line},${start.column}. Names must be unique within a module.`,
      decl.file,
      decl.nameRange,
    );
  }

  #locals(block: Block): void {
    for (const a of block.body.attributes.values()) {
      this.#declare(this.locals, a.name, 'local value', {
        name: a.name,
        expr: a.expr,
        file: a.file ?? block.body.file,
        range: a.range,
        nameRange: a.nameRange,
      });
    }
  }

  #moduleCall(block: Block, name: string): ModuleCallDecl {
    const { attributes } = block.body;
    const source = staticText(attributes.get('source')?.expr);
    if (source === undefined) {
      this.#error(
        'TF_MODULE_SOURCE',
        'Missing module source',
        'A module block needs a "source" argument that is a plain string.',
        block.body.file,
        attributes.get('source')?.expr.range ?? block.headerRange,
      );
    }
    return {
      file: block.body.file,
      range: block.range,
      nameRange: block.headerRange,
      name,
      source,
      count: attributes.get('count'),
      forEach: attributes.get('for_each'),
      enabled: readEnabled(block.body.blocks),
      dependsOn: readDependsOn(attributes.get('depends_on')),
      attributes: new Map([...attributes].filter(([key]) => !MODULE_META.has(key))),
      providers: passedProviders(attributes.get('providers')?.expr),
      block,
      module: source === undefined ? undefined : this.#loadChild(source, block),
    };
  }

  #statement(block: Block): void {
    const base = { file: block.body.file, range: block.range, nameRange: block.headerRange };
    const to = addressText(attributeOf(block.body, 'to')?.expr) ?? '';
    if (block.type === 'moved') {
      this.moved.push({ ...base, from: addressText(attributeOf(block.body, 'from')?.expr) ?? '', to });
    } else if (block.type === 'removed') {
      const lifecycle = block.body.blocks.find((b) => b.type === 'lifecycle');
      const destroy = lifecycle && attributeOf(lifecycle.body, 'destroy')?.expr;
      const from = addressText(attributeOf(block.body, 'from')?.expr) ?? '';
      this.removed.push({ ...base, from, destroy: !staticFalse(destroy) });
    } else {
      const toExpr = attributeOf(block.body, 'to')?.expr;
      const forEach = attributeOf(block.body, 'for_each');
      const identity = attributeOf(block.body, 'identity');
      this.imports.push({ ...base, to, toExpr, id: attributeOf(block.body, 'id'), identity, forEach });
    }
  }
}

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;
