import { isTerraformFile } from '../terraform/index.ts';
import type { PackageSource } from './source.ts';

/** A package's Terraform texts: those under `infrastructure/`, or all where nothing is there; sorted by path. */
export function terraformFiles(
  source: PackageSource,
): readonly { readonly path: string; readonly text: string }[] {
  const all = [...source.files.keys()].filter((path) => isTerraformFile(path));
  const usual = all.filter((path) => path.startsWith('infrastructure/'));
  const decoder = new TextDecoder();
  return (usual.length > 0 ? usual : all).map((path) => ({
    path,
    text: decoder.decode(source.files.get(path)),
  }));
}
