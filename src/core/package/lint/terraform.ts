import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Json } from '../../json.ts';
import type { Schemas } from '../../terraform/index.ts';
import {
  type Attribute,
  type Block,
  type Body,
  type Dialect,
  type Expression,
  isTerraformFile,
  loadModule,
  type Reference,
  type ResourceDecl,
  referencesOf,
  type TerraformModule,
} from '../../terraform/index.ts';
import type { PackageSource } from '../source.ts';
import { staticJson } from './static-json.ts';

export const INFRASTRUCTURE = 'infrastructure';

/** What an expression belongs to. */
export type Owner =
  | { readonly kind: 'resource'; readonly resource: ResourceDecl }
  | { readonly kind: 'output' | 'provider' | 'local' | 'variable' | 'other'; readonly name: string };

/** An argument anywhere in the configuration. `blocks` are the nested blocks around it, outermost first. */
export interface Site {
  readonly file: string;
  readonly owner: Owner;
  readonly blocks: readonly string[];
  readonly attribute: Attribute;
  /** The module that it is in. */
  readonly module: TerraformModule;
  /** Names that the `dynamic` blocks around it bind. */
  readonly iterators: ReadonlySet<string>;
}

export interface ReferenceSite {
  readonly site: Site;
  readonly reference: Reference;
}

/** A resource's body or one of its nested blocks (for `dynamic`, its content). */
export interface ResourcePart {
  readonly resource: ResourceDecl;
  readonly blocks: readonly string[];
  readonly body: Body;
}

/** The package's Terraform files as rules look at them. */
export class TerraformFacts {
  readonly files: ReadonlyMap<string, string>;
  /** Files that are not read because those before them fill the bound. */
  readonly leftOut: readonly string[];
  readonly schemas: Schemas;
  readonly module: TerraformModule;
  readonly diagnostics: readonly Diagnostic[];
  readonly sites: readonly Site[];
  readonly references: readonly ReferenceSite[];
  readonly resourceParts: readonly ResourcePart[];
  /** References to `var.<name>` by name, child modules included. */
  readonly variableUses: ReadonlyMap<string, readonly ReferenceSite[]>;

  constructor(source: PackageSource, dialect: Dialect, schemas: Schemas) {
    this.schemas = schemas;
    const { files: texts, left } = terraformFiles(source);
    this.files = texts;
    this.leftOut = left;
    const files = [...this.files].map(([path, text]) => ({ path, text }));
    const inUsualFolder = files.some((file) => file.path.startsWith(`${INFRASTRUCTURE}/`));
    const loaded = loadModule(files, { dialect, ...(inUsualFolder ? { dir: INFRASTRUCTURE } : {}) });
    this.module = loaded.module;
    this.diagnostics = loaded.diagnostics;
    this.resourceParts = [...this.module.resources.values(), ...this.module.data.values()].flatMap(partsOf);
    this.sites = [...sitesOf(this.module)];
    this.references = this.sites.flatMap((site) =>
      referencesOf(site.attribute.expr).map((reference) => ({ site, reference })),
    );
    const uses = new Map<string, ReferenceSite[]>();
    for (const each of this.references) {
      const [name] = each.reference.path;
      if (each.reference.root !== 'var' || typeof name !== 'string') continue;
      const known = uses.get(name);
      if (known) known.push(each);
      else uses.set(name, [each]);
    }
    this.variableUses = uses;
  }

  /** True when the module that a site is in declares the variable. */
  declares(site: Site, variable: string): boolean {
    return site.module.variables.has(variable);
  }

  /** True for arguments of the package's own module, not of a local module that it calls. */
  isRoot(site: Site): boolean {
    return site.module === this.module;
  }

  /** True when an argument reads a variable. */
  reads(attribute: Attribute, variable: string): boolean {
    return referencesOf(attribute.expr).some(({ root, path }) => root === 'var' && path[0] === variable);
  }

  /** The default of a variable where it is written out; undefined when there is none or it is computed. */
  defaultOf(variable: string): Json | undefined {
    const attribute = this.module.variables.get(variable)?.default;
    return attribute && staticJson(attribute.expr);
  }

  /** Resource that a reference names, with the path that follows `type.name`. */
  resourceOf(
    reference: Reference,
  ):
    | { readonly resource: ResourceDecl; readonly rest: readonly (string | number)[]; readonly at: number }
    | undefined {
    const isData = reference.root === 'data';
    const [first, second] = reference.path;
    const address = isData ? `data.${first}.${second}` : `${reference.root}.${first}`;
    const resource = isData ? this.module.data.get(address) : this.module.resources.get(address);
    if (resource === undefined) return undefined;
    const at = isData ? 2 : 1;
    return { resource, rest: reference.path.slice(at), at };
  }
}

/** Bytes of Terraform that are read; real packages have a thousandth of it. */
export const MAX_TERRAFORM_BYTES = 8 * 1024 * 1024;

/** Terraform texts of the package: those under `infrastructure/`, or all where nothing is there. */
function terraformFiles(source: PackageSource): { files: Map<string, string>; left: string[] } {
  const all = [...source.files.keys()].filter((path) => isTerraformFile(path));
  const usual = all.filter((path) => path.startsWith(`${INFRASTRUCTURE}/`));
  const decoder = new TextDecoder();
  const files = new Map<string, string>();
  const left: string[] = [];
  let total = 0;
  for (const path of usual.length > 0 ? usual : all) {
    const bytes = source.files.get(path) ?? new Uint8Array();
    if (total + bytes.length > MAX_TERRAFORM_BYTES) left.push(path);
    else {
      total += bytes.length;
      files.set(path, decoder.decode(bytes));
    }
  }
  return { files, left };
}

function partsOf(resource: ResourceDecl): ResourcePart[] {
  const parts: ResourcePart[] = [];
  const stack: { body: Body; blocks: readonly string[] }[] = [{ body: resource.block.body, blocks: [] }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    parts.push({ resource, blocks: item.blocks, body: item.body });
    for (const block of item.body.blocks) {
      if (item.blocks.length === 0 && META_BLOCKS.has(block.type)) continue;
      if (block.type !== 'dynamic') stack.push({ body: block.body, blocks: [...item.blocks, block.type] });
      else {
        const content = block.body.blocks.find((each) => each.type === 'content');
        const [name] = block.labels;
        if (content && name !== undefined) stack.push({ body: content.body, blocks: [...item.blocks, name] });
      }
    }
  }
  return parts;
}

const META_BLOCKS = new Set(['lifecycle', 'provisioner', 'connection']);

/** Blocks of the language within a resource, which no provider knows. */
export const isMetaBlock = (type: string): boolean => META_BLOCKS.has(type);

/** Every argument of a module and of the local modules that it calls. */
function* sitesOf(module: TerraformModule, seen = new Set<string>()): Generator<Site> {
  if (seen.has(module.dir)) return;
  seen.add(module.dir);
  for (const [file, body] of module.files) {
    for (const block of body.blocks) {
      if (ADDRESS_BLOCKS.has(block.type)) continue;
      const owner = ownerOf(block.type, block.labels, module);
      yield* bodySites(block.body, { file, owner, module, blocks: [], iterators: NONE });
    }
  }
  for (const call of module.modules.values()) if (call.module) yield* sitesOf(call.module, seen);
}

function ownerOf(type: string, labels: readonly string[], module: TerraformModule): Owner {
  const [first = '', second = ''] = labels;
  const resource =
    type === 'resource'
      ? module.resources.get(`${first}.${second}`)
      : type === 'data'
        ? module.data.get(`data.${first}.${second}`)
        : undefined;
  if (resource) return { kind: 'resource', resource };
  if (type === 'output' || type === 'provider' || type === 'variable') return { kind: type, name: first };
  return { kind: type === 'locals' ? 'local' : 'other', name: first };
}

/** Blocks whose arguments are addresses and settings, not values. */
const ADDRESS_BLOCKS = new Set(['moved', 'removed', 'import', 'terraform']);
const NONE: ReadonlySet<string> = new Set();

function* bodySites(body: Body, around: Omit<Site, 'attribute'>): Generator<Site> {
  for (const attribute of body.attributes.values()) {
    // A type constraint is written like an expression but is none.
    if (around.owner.kind === 'variable' && around.blocks.length === 0 && attribute.name === 'type') continue;
    yield { ...around, attribute };
  }
  for (const block of body.blocks) {
    const iterators = block.type === 'dynamic' ? withIterator(block, around.iterators) : around.iterators;
    yield* bodySites(block.body, { ...around, iterators, blocks: [...around.blocks, block.type] });
  }
}

/** A `dynamic` block binds its label, or the name that `iterator` gives (and the word `iterator` itself is not a reference). */
function withIterator(block: Block, outer: ReadonlySet<string>): ReadonlySet<string> {
  const expr = block.body.attributes.get('iterator')?.expr;
  const named = expr?.kind === 'traversal' ? expr.root : block.labels[0];
  return named === undefined ? outer : new Set([...outer, named]);
}

/** The parts of a list that is written out; a single value is a list of one. */
export const itemsOf = (expr: Expression): readonly Expression[] =>
  expr.kind === 'tuple' ? expr.items : [expr];
