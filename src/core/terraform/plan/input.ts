import type { Json, JsonObject } from '../../json.ts';
import type { TerraformModule } from '../module/index.ts';
import type { Schemas } from '../schema/index.ts';
import type { Dialect } from './types.ts';

/** Everything that a plan depends on. */
export interface PlanInput {
  readonly module: TerraformModule;
  /** Values of root variables by name; those left out take their default. */
  readonly variables: Readonly<Record<string, Json>>;
  readonly dialect: Dialect;
  readonly schemas: Schemas;
  /** Files of the package by path, for file functions. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** `terraform.workspace`; `default` when absent. */
  readonly workspace?: string;
  readonly clock: () => Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Attributes of existing instances by address; they decide between create, update, replace and delete. */
  readonly prior?: Readonly<Record<string, JsonObject>>;
  /** Variables without value and default become unknown instead of null (cloudapp) or an error (Terraform). */
  readonly unset?: 'unknown';
}
