import type { PackageSource } from '../package/source.ts';
import {
  type GatheredVariables,
  gatherVariables,
  ownVariableFiles,
  type TerraformModule,
  type VariableSources,
} from '../terraform/index.ts';
import type { Dialect } from '../terraform/plan/types.ts';

/**
 * Values of variables beside the platform's: those that were given, and in the `terraform` dialect those of
 * `terraform.tfvars` and `*.auto.tfvars` beside the root module, which the platform does not read.
 */
export function givenVariables(
  source: Pick<PackageSource, 'files'>,
  module: TerraformModule,
  dialect: Dialect,
  sources: VariableSources = {},
): GatheredVariables {
  const decoder = new TextDecoder();
  const names = dialect === 'terraform' ? ownVariableFiles(source.files.keys(), module.dir) : [];
  const own = names.map((name) => ({ name, text: decoder.decode(source.files.get(name)) }));
  return gatherVariables(module, { ...sources, files: [...own, ...(sources.files ?? [])] });
}
