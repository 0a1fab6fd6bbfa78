import type { SourceRange } from '../../diagnostics/index.ts';
import type { TypeDefaults } from '../eval/index.ts';
import type { Attribute, Block, Body, Expression, Reference } from '../syntax/index.ts';
import type { Type } from '../values/index.ts';

/** Where a declaration stands: `range` is the whole block or assignment, `nameRange` its name or header. */
interface Declared {
  readonly file: string;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/** `validation`, `precondition`, `postcondition` and `assert` blocks. */
export interface CheckRule {
  readonly condition: Expression | undefined;
  readonly errorMessage: Expression | undefined;
  readonly file: string;
  readonly range: SourceRange;
}

export interface VariableDecl extends Declared {
  readonly name: string;
  /** The constraint; `dynamic` when none is declared. */
  readonly type: Type;
  readonly typeDefaults: TypeDefaults | undefined;
  /** The `type` expression as written. */
  readonly typeExpr: Expression | undefined;
  readonly default: Attribute | undefined;
  readonly description: string | undefined;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly nullable: boolean;
  readonly validations: readonly CheckRule[];
  readonly block: Block;
}

export interface LocalDecl extends Declared {
  readonly name: string;
  readonly expr: Expression;
}

export interface OutputDecl extends Declared {
  readonly name: string;
  readonly value: Attribute | undefined;
  readonly description: string | undefined;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly dependsOn: readonly Reference[];
  readonly preconditions: readonly CheckRule[];
  readonly block: Block;
}

export interface LifecycleDecl {
  readonly createBeforeDestroy: boolean;
  readonly preventDestroy: boolean;
  /** `'all'`, or the argument paths that changes are ignored for. */
  readonly ignoreChanges: 'all' | readonly (readonly (string | number)[])[];
  readonly replaceTriggeredBy: readonly Expression[];
  readonly preconditions: readonly CheckRule[];
  readonly postconditions: readonly CheckRule[];
}

/** A `resource` or `data` block. `range` is the block, `nameRange` its header. */
export interface ResourceDecl extends Declared {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** `type.name` or `data.type.name`. */
  readonly address: string;
  readonly count: Attribute | undefined;
  readonly forEach: Attribute | undefined;
  /** OpenTofu's `lifecycle { enabled = … }`. */
  readonly enabled: Attribute | undefined;
  readonly dependsOn: readonly Reference[];
  /** `provider = aws.east`: the configuration's address. */
  readonly provider: string | undefined;
  readonly lifecycle: LifecycleDecl;
  /** Arguments without the meta-arguments. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Nested blocks, `dynamic` ones included, without lifecycle, provisioner and connection. */
  readonly blocks: readonly Block[];
  readonly block: Block;
}

export interface ProviderDecl extends Declared {
  readonly name: string;
  readonly alias: string | undefined;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly block: Block;
}

/** A provider configuration that a call passes on, and where it is written. */
export interface PassedProvider {
  readonly from: string;
  readonly range: SourceRange;
}

export interface ModuleCallDecl extends Declared {
  readonly name: string;
  readonly source: string | undefined;
  readonly count: Attribute | undefined;
  readonly forEach: Attribute | undefined;
  /** OpenTofu's `lifecycle { enabled = … }`. */
  readonly enabled: Attribute | undefined;
  readonly dependsOn: readonly Reference[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** `providers = {…}`: the caller's configuration by the name that it has in the module (`aws`, `aws.east`). */
  readonly providers: ReadonlyMap<string, PassedProvider>;
  readonly block: Block;
  /** Loaded when the source is a folder of the package. */
  readonly module: TerraformModule | undefined;
}

export interface MovedDecl extends Declared {
  readonly from: string;
  readonly to: string;
}

export interface ImportDecl extends Declared {
  readonly to: string;
  /** `to` as written, for keys that `for_each` gives. */
  readonly toExpr: Expression | undefined;
  readonly id: Attribute | undefined;
  /** `identity = {…}` in the place of an id (Terraform 1.12). */
  readonly identity: Attribute | undefined;
  readonly forEach: Attribute | undefined;
}

/** A `removed` block: what is declared no more, and whether it is destroyed or only forgotten. */
export interface RemovedDecl extends Declared {
  readonly from: string;
  readonly destroy: boolean;
}

export interface CheckDecl extends Declared {
  readonly name: string;
  readonly asserts: readonly CheckRule[];
  readonly block: Block;
}

/** One module: what all its files declare together. Maps are in source order of the sorted files. */
export interface TerraformModule {
  /** Folder of its files, `''` for the top. */
  readonly dir: string;
  readonly files: ReadonlyMap<string, Body>;
  readonly variables: ReadonlyMap<string, VariableDecl>;
  readonly locals: ReadonlyMap<string, LocalDecl>;
  readonly outputs: ReadonlyMap<string, OutputDecl>;
  /** By `type.name`. */
  readonly resources: ReadonlyMap<string, ResourceDecl>;
  /** By `data.type.name`. */
  readonly data: ReadonlyMap<string, ResourceDecl>;
  readonly providers: readonly ProviderDecl[];
  readonly modules: ReadonlyMap<string, ModuleCallDecl>;
  readonly moved: readonly MovedDecl[];
  readonly imports: readonly ImportDecl[];
  readonly removed: readonly RemovedDecl[];
  readonly checks: ReadonlyMap<string, CheckDecl>;
  /** Addresses of `ephemeral` blocks: `ephemeral.type.name`. */
  readonly ephemerals: ReadonlySet<string>;
  /** `terraform` blocks as written. */
  readonly settings: readonly Block[];
}
