import type { PackageSource } from '../package/index.ts';
import { readYaml, toJson, YAML_LIMITS } from '../package/index.ts';

export interface ChartSummary {
  /** Folder of the chart, relative to the package. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

/** The charts of a package: every folder with a Chart.yaml that is not inside another chart. */
export function chartsOf(source: PackageSource): readonly ChartSummary[] {
  const folders = [...source.files.keys()]
    .filter((path) => path === 'Chart.yaml' || path.endsWith('/Chart.yaml'))
    .map((path) => path.slice(0, -'/Chart.yaml'.length));
  const outer = folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/charts/`)));
  return outer.map((path) => {
    const yaml = readYaml(source.files.get(`${path}/Chart.yaml`) ?? new Uint8Array(), YAML_LIMITS);
    const root = yaml.root ? toJson(yaml.root) : undefined;
    const text = (key: string): string => {
      const value = root && typeof root === 'object' && !Array.isArray(root) ? root[key] : undefined;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
    };
    return { path, name: text('name'), version: text('version') };
  });
}

/** Delivery mode (seed 000): container when a chart is installed, CVM when machines are, empty when neither. */
export function packageKind(resourceTypes: readonly string[]): 'container' | 'cvm' | 'empty' {
  if (resourceTypes.includes('cloudapp_helm_app')) return 'container';
  return resourceTypes.length > 0 ? 'cvm' : 'empty';
}
