import type { SourceRange } from '../../diagnostics/index.ts';
import type { PackageSource } from '../source.ts';
import { exists, resolveInside } from './package-paths.ts';
import { staticString } from './static-json.ts';
import { INFRASTRUCTURE, type TerraformFacts } from './terraform.ts';

/** A chart folder that a `cloudapp_helm_app` names with a plain string. */
export interface ChartUse {
  readonly file: string;
  readonly range: SourceRange;
  readonly src: string;
  /** Folder in the package; undefined when the path leaves it. */
  readonly folder: string | undefined;
  readonly exists: boolean;
}

/** Every `chart_src` of the package; the path is relative to `infrastructure/` (facts section 6). */
export function chartUses(tf: TerraformFacts, source: PackageSource): ChartUse[] {
  return [...tf.module.resources.values()].flatMap((resource) => {
    if (resource.type !== 'cloudapp_helm_app') return [];
    const attribute = resource.attributes.get('chart_src');
    const src = attribute && staticString(attribute.expr);
    if (attribute === undefined || src === undefined) return [];
    const base = resource.file.startsWith(`${INFRASTRUCTURE}/`) ? INFRASTRUCTURE : '';
    const folder = resolveInside(base, src);
    return {
      file: resource.file,
      range: attribute.expr.range,
      src,
      folder,
      exists: folder !== undefined && exists(source, folder),
    };
  });
}

/** Folders of charts that are there, each once. */
export const chartFolders = (tf: TerraformFacts, source: PackageSource): string[] => [
  ...new Set(
    chartUses(tf, source).flatMap((use) => (use.exists && use.folder !== undefined ? [use.folder] : [])),
  ),
];
