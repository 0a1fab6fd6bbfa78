import { fromBytes } from '../go/bytes.ts';
import { GoError } from '../go/func.ts';
import { GoMap } from '../go/value.ts';
import { extension } from '../sprig/paths.ts';
import { readYamlMap } from '../yaml/index.ts';
import { ignoreRules } from './ignore.ts';
import { readMetadata, validateMetadata } from './metadata.ts';
import type { Chart, ChartFile, Metadata } from './model.ts';
import { type ArchiveLimits, DEFAULT_ARCHIVE_LIMITS, type UntarBudget, untar } from './untar.ts';

/** Subcharts inside subcharts; deeper is refused. */
const MAX_CHART_DEPTH = 20;

export interface LoadOptions {
  readonly limits?: Partial<ArchiveLimits>;
}

const wrap = (context: string, error: unknown): GoError => {
  if (!(error instanceof GoError)) throw error;
  return new GoError(`${context}: ${error.message}`);
};

/**
 * Loads a chart from the files of its folder, as `helm` loads a directory: `.helmignore` first, then the files.
 * Throws GoError in Helm's words.
 */
export function loadFolder(files: ReadonlyMap<string, Uint8Array>, options: LoadOptions = {}): Chart {
  const ignored = ignoreRules(files.get('.helmignore'));
  const kept: ChartFile[] = [];
  // Helm walks folders in order of names.
  for (const name of [...files.keys()].sort()) {
    const data = files.get(name);
    if (data !== undefined && !ignored(name)) kept.push({ name, data: withoutBom(data) });
  }
  const limits = { ...DEFAULT_ARCHIVE_LIMITS, ...options.limits };
  return loadFiles(kept, { limits, entries: 0, bytes: 0 }, 0);
}

/** A chart of files that are already chosen, with its subcharts. */
function loadFiles(files: readonly ChartFile[], budget: UntarBudget, depth: number): Chart {
  if (depth > MAX_CHART_DEPTH) throw new GoError(`charts nested deeper than ${MAX_CHART_DEPTH}`);
  const byName = (name: string): string | undefined => {
    const file = files.findLast((each) => each.name === name);
    return file === undefined ? undefined : fromBytes(file.data);
  };
  const chartYaml = byName('Chart.yaml');
  let metadata: Metadata | undefined;
  if (chartYaml !== undefined) {
    metadata = attempt('cannot load Chart.yaml', () => readMetadata(chartYaml));
    if (metadata.apiVersion === '') metadata.apiVersion = 'v1';
  }
  const templates: ChartFile[] = [];
  const others: ChartFile[] = [];
  const subcharts = new Map<string, ChartFile[]>();
  let values = new GoMap();
  let schema: string | undefined;
  for (const file of files) {
    const { name } = file;
    if (name === 'Chart.yaml') continue;
    if (name === 'Chart.lock') {
      attempt('cannot load Chart.lock', () => readYamlMap(fromBytes(file.data), 'chart.Lock'));
    } else if (name === 'values.yaml') {
      values = attempt('cannot load values.yaml', () => readYamlMap(fromBytes(file.data)));
    } else if (name === 'values.schema.json') schema = fromBytes(file.data);
    else if (name === 'requirements.yaml') {
      const extra = attempt('cannot load requirements.yaml', () => readMetadata(fromBytes(file.data)));
      metadata ??= extra;
      if (extra.dependencies !== undefined) metadata.dependencies = extra.dependencies;
      if (metadata.apiVersion === 'v1') others.push(file);
    } else if (name === 'requirements.lock') {
      attempt('cannot load requirements.lock', () => readYamlMap(fromBytes(file.data), 'chart.Lock'));
      if (metadata?.apiVersion === 'v1') others.push(file);
    } else if (name.startsWith('templates/')) templates.push(file);
    else if (name.startsWith('charts/') && extension(name) !== '.prov') {
      const below = name.slice('charts/'.length);
      const sub = below.split('/')[0] ?? '';
      subcharts.set(sub, [...(subcharts.get(sub) ?? []), { name: below, data: file.data }]);
    } else others.push(file);
  }
  if (metadata === undefined) throw new GoError('Chart.yaml file is missing');
  validateMetadata(metadata);
  const dependencies: Chart[] = [];
  for (const [name, below] of subcharts) {
    if (name.startsWith('_') || name.startsWith('.')) continue;
    dependencies.push(loadSubchart(name, below, metadata.name, budget, depth));
  }
  return { metadata, values, templates, files: others, schema, dependencies };
}

function attempt<T>(context: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw wrap(context, error);
  }
}

function loadSubchart(
  name: string,
  files: readonly ChartFile[],
  parent: string,
  budget: UntarBudget,
  depth: number,
): Chart {
  return attempt(`error unpacking ${name} in ${parent}`, () => {
    if (extension(name) === '.tgz') {
      const [archive] = files;
      if (archive === undefined || archive.name !== name) {
        throw new GoError(`expected ${name}, got ${archive?.name ?? ''}`);
      }
      return loadFiles(untar(archive.data, budget), budget, depth + 1);
    }
    const inside = files.flatMap((file) => {
      const slash = file.name.indexOf('/');
      return slash < 0 ? [] : [{ name: file.name.slice(slash + 1), data: file.data }];
    });
    return loadFiles(inside, budget, depth + 1);
  });
}

/** A chart of a packed archive. */
export function loadArchive(data: Uint8Array, options: LoadOptions = {}): Chart {
  const budget = { limits: { ...DEFAULT_ARCHIVE_LIMITS, ...options.limits }, entries: 0, bytes: 0 };
  return loadFiles(untar(data, budget), budget, 0);
}

const withoutBom = (data: Uint8Array): Uint8Array =>
  data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data;
