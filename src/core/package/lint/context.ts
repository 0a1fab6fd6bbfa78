import type { PackageArg, PackageModel } from '../model.ts';
import type { PackageSource } from '../source.ts';
import type { Manifest } from './manifest.ts';
import type { TerraformFacts } from './terraform.ts';

/** All that a rule may look at. Built once per run; rules do not change it. */
export interface LintContext {
  readonly source: PackageSource;
  readonly model: PackageModel;
  readonly manifest: Manifest;
  readonly tf: TerraformFacts;
  /** Args by name; several stand under one name when their conditions exclude each other. */
  readonly argsByName: ReadonlyMap<string, readonly PackageArg[]>;
}
