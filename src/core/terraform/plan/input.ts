import type { Json, JsonObject } from '../../json.ts';
import type { TerraformModule } from '../module/index.ts';
import type { Schemas } from '../schema/index.ts';
import type { Value } from '../values/index.ts';
import type { Dialect } from './types.ts';

/** What a data source asks when its arguments are known. */
export interface DataRead {
  readonly type: string;
  readonly args: JsonObject;
  /** Arguments of its provider configuration as far as they are known. */
  readonly provider: JsonObject;
}

/** What a data source finds: its attributes (those left out are empty), or why the provider refuses. */
export type DataFound = { readonly attributes: JsonObject } | { readonly error: string };

/** Everything that a plan depends on. */
export interface PlanInput {
  readonly module: TerraformModule;
  /** Values of root variables by name; those left out take their default. */
  readonly variables: Readonly<Record<string, Json | Value>>;
  readonly dialect: Dialect;
  readonly schemas: Schemas;
  /** Files of the package by path, for file functions. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** `terraform.workspace`; `default` when absent. */
  readonly workspace?: string;
  readonly clock: () => Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /**
   * Reads data sources while planning, as Terraform does when all their arguments are known. Undefined: nobody can
   * tell, and its attributes stay unknown until apply.
   */
  readonly readData?: (question: DataRead) => DataFound | undefined;
  /** Attributes of existing instances by address; they decide between create, update, replace and delete. */
  readonly prior?: Readonly<Record<string, JsonObject>>;
  /** Variables without value and default become unknown instead of null (cloudapp) or an error (Terraform). */
  readonly unset?: 'unknown';
}
