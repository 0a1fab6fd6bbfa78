import type { Json, JsonObject } from '../../json.ts';
import type { TerraformModule } from '../module/index.ts';
import type { Schemas } from '../schema/index.ts';
import type { Value } from '../values/index.ts';
import type { ElementCounts } from './inspect.ts';
import type { Dialect } from './types.ts';

/** What a data source asks when its arguments are known. */
export interface DataRead {
  readonly type: string;
  readonly args: JsonObject;
  /** Arguments of its provider configuration as far as they are known. */
  readonly provider: JsonObject;
}

/** What is known of a data source whose result has to be made up. */
export interface DataAssumption extends DataRead {
  /** `data.type.name`, without module and key. */
  readonly address: string;
  /** How many elements the root module expects in its lists. */
  readonly elements: ElementCounts;
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
  /**
   * Makes an answer up for a data source that `readData` cannot answer, where nothing could be planned without: the number
   * of instances of something depends on it. Absent: that is an error.
   */
  readonly assumeData?: (question: DataAssumption) => JsonObject;
  /** Labels of the data sources that are taken to find what `assumeData` makes up; found while planning. */
  readonly assumed?: ReadonlySet<string>;
  /** Attributes of existing instances by address; they decide between create, update, replace and delete. */
  readonly prior?: Readonly<Record<string, JsonObject>>;
  /** Variables without value and default become unknown instead of null (cloudapp) or an error (Terraform). */
  readonly unset?: 'unknown';
}
