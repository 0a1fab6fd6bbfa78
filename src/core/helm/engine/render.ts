import { DrydockError } from '../../errors/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import { coalesceValues } from '../chart/coalesce.ts';
import {
  checkDependencies,
  enableDependencies,
  importValues,
  isCompatible,
  tableAt,
} from '../chart/dependencies.ts';
import { type Chart, chartObject } from '../chart/model.ts';
import { validateSchemas } from '../chart/schema.ts';
import { fullPath, type Node, nodeOf } from '../chart/tree.ts';
import { ValuesView } from '../chart/view.ts';
import { fromBytes, toWellFormed } from '../go/bytes.ts';
import { GoError } from '../go/func.ts';
import { GoTime } from '../go/time.ts';
import { compareStrings, GoMap, int, mapOf, VALUES_TYPE, type Value } from '../go/value.ts';
import type { RandomSource, SpecialFunctions } from '../sprig/index.ts';
import { basePath, cleanPath } from '../sprig/paths.ts';
import { Exec, type Writer } from '../template/exec.ts';
import { Namespace } from '../template/namespace.ts';
import { type ParseResult, parseTemplate } from '../template/parser.ts';
import type { RenderedObject, RenderResult } from '../types.ts';
import { UserValues } from '../values/user-values.ts';
import type { BranchWatch } from './branches.ts';
import {
  type CapabilityOptions,
  capabilitiesObject,
  DEFAULT_KUBE_VERSION,
  kubeVersionText,
} from './capabilities.ts';
import { helmError } from './errors.ts';
import { filesMap } from './files.ts';
import { type HelmProgram, hasFunction, helmFunctions, type Lookup, valuesMethod } from './functions.ts';
import { fromPlain, plainMap } from './json.ts';
import { DEFAULT_LIMITS, Fuel, type RenderLimits } from './limits.ts';
import { hooksByWeight, sortManifests } from './manifests.ts';

export interface ReleaseOptions {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly isInstall: boolean;
  readonly isUpgrade: boolean;
}

export interface RenderOptions {
  /** What the user gives; the chart's own values are below it. */
  readonly values: JsonObject | UserValues;
  readonly release: ReleaseOptions;
  readonly capabilities?: CapabilityOptions;
  /** Answers `lookup`: an object, a list, or nothing. Without it, lookups find nothing, as in `helm template`. */
  readonly lookup?: (
    apiVersion: string,
    kind: string,
    namespace: string,
    name: string,
  ) => JsonObject | undefined;
  readonly clock: () => Date;
  readonly random: RandomSource;
  /** Replaces functions of time, randomness and keys by name, for reproducible renderings. */
  readonly special?: SpecialFunctions;
  readonly limits?: Partial<RenderLimits>;
  readonly signal?: AbortSignal;
  /** Told of every branch that is taken or not, and may decide otherwise. */
  readonly branches?: BranchWatch;
  /** Hooks that `printed` has; absent: all. */
  readonly printsHook?: (hook: RenderedObject) => boolean;
  /** Only text per template; no objects are read from it. */
  readonly textOnly?: boolean;
}

interface Template {
  readonly name: string;
  readonly data: GoMap;
  readonly parsed: () => ParseResult;
  readonly basePath: string;
}

/** Parsed templates of chart files, by the file and the name it has (aliases give other names). */
const parsedFiles = new WeakMap<Uint8Array, Map<string, ParseResult>>();

function parseFile(name: string, data: Uint8Array): ParseResult {
  let byName = parsedFiles.get(data);
  if (byName === undefined) {
    byName = new Map();
    parsedFiles.set(data, byName);
  }
  let parsed = byName.get(name);
  if (parsed === undefined) {
    parsed = parseTemplate(name, fromBytes(data), hasFunction);
    byName.set(name, parsed);
  }
  return parsed;
}

const depthOf = (path: string): number => path.split('/').length;

/** Helm's order of templates: deepest first, then names backwards, so that parents' definitions win. */
const byPathLength = (a: Template, b: Template): number =>
  depthOf(b.name) - depthOf(a.name) || compareStrings(b.name, a.name);

function collect(chart: Node, outer: GoMap, out: Template[]): GoMap {
  const isRoot = chart.parent === undefined;
  const subcharts = new GoMap();
  const { name } = chart.metadata;
  const outerValues = outer.get('Values');
  const table = outerValues instanceof GoMap ? tableAt(outerValues, name) : undefined;
  const values = isRoot ? outerValues : mapOf(VALUES_TYPE, []);
  const data = mapOf(VALUES_TYPE, [
    ['Chart', chartObject(chart.metadata, isRoot)],
    ['Files', filesMap(chart.chart.files)],
    ['Release', outer.get('Release')],
    ['Capabilities', outer.get('Capabilities')],
    ['Values', isRoot || table === undefined ? values : new ValuesView(table)],
    ['Subcharts', subcharts],
  ]);
  for (const sub of chart.dependencies) subcharts.set(sub.metadata.name, collect(sub, data, out));
  const path = fullPath(chart);
  const isLibrary = chart.metadata.type.toLowerCase() === 'library';
  for (const file of chart.templates) {
    if (isLibrary && !basePath(file.name).startsWith('_')) continue;
    const full = cleanPath(`${path}/${file.name}`);
    out.push({ name: full, data, parsed: () => parseFile(full, file.data), basePath: `${path}/templates` });
  }
  return data;
}

function parseAll(templates: readonly Template[]): Namespace {
  const namespace = new Namespace();
  for (const template of templates) {
    try {
      namespace.add(template.parsed());
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      throw cleanParseError(template.name, error);
    }
  }
  return namespace;
}

/** Helm shortens parse errors to place and last words. */
function cleanParseError(name: string, error: GoError): GoError {
  const tokens = error.message.split(': ');
  if (tokens.length === 1) return new GoError(`parse error in (${name}): ${error.message}`);
  return new GoError(`parse error at (${tokens[1] ?? ''}): ${tokens.at(-1) ?? ''}`);
}

function executeAll(templates: readonly Template[], program: HelmProgram): Map<string, string> {
  const namespace = parseAll(templates);
  const out = new Map<string, string>();
  for (const template of templates) {
    if (basePath(template.name).startsWith('_')) continue;
    template.data.set(
      'Template',
      mapOf(VALUES_TYPE, [
        ['Name', template.name],
        ['BasePath', template.basePath],
      ]),
    );
    const tree = namespace.get(template.name);
    const writer: Writer = { text: '' };
    if (tree !== undefined) new Exec(program, namespace, tree, writer, template.data, 0).run();
    out.set(template.name, toWellFormed(writer.text.replaceAll('<no value>', '')));
  }
  return out;
}

/** The values that templates see: subcharts enabled, imports done, the user's values on top. */
export function prepareValues(chart: Node, given: GoMap): GoMap {
  checkDependencies(chart);
  enableDependencies(chart, given);
  importValues(chart);
  const values = coalesceValues(chart, given);
  validateSchemas(chart, values);
  values.goType = VALUES_TYPE;
  return values;
}

export function makeProgram(
  options: Omit<RenderOptions, 'values' | 'release' | 'capabilities'>,
): HelmProgram {
  const lookup: Lookup | undefined =
    options.lookup === undefined
      ? undefined
      : (apiVersion, kind, namespace, name) =>
          fromPlain(options.lookup?.(apiVersion, kind, namespace, name) ?? ({} as Record<string, Json>));
  return {
    funcs: helmFunctions(options.special),
    fuel: new Fuel({ ...DEFAULT_LIMITS, ...options.limits }, options.signal),
    mapMethod: valuesMethod,
    now: () => GoTime.fromDate(options.clock()),
    random: options.random,
    included: new Map(),
    recursion: { ended: undefined },
    lookup,
    ...(options.branches ? { branches: options.branches.hook } : {}),
  };
}

function render(chart: Chart, options: RenderOptions): RenderResult {
  const root = nodeOf(chart);
  const { metadata } = root;
  if (metadata.type !== '' && metadata.type !== 'application') {
    throw new GoError(`${metadata.type} charts are not installable`);
  }
  const given =
    options.values instanceof UserValues ? options.values.copy() : (fromPlain(options.values) as GoMap);
  const values = prepareValues(root, given);
  const kube = kubeVersionText(options.capabilities?.kubeVersion ?? DEFAULT_KUBE_VERSION);
  if (metadata.kubeVersion !== '' && !isCompatible(metadata.kubeVersion, kube)) {
    throw new GoError(
      `chart requires kubeVersion: ${metadata.kubeVersion} which is incompatible with Kubernetes ${kube}`,
    );
  }
  const plainValues = plainMap(values);
  const top = new GoMap([
    ['Values', values],
    ['Capabilities', capabilitiesObject(options.capabilities ?? {})],
    ['Release', releaseMap(options.release)],
  ]);
  const templates: Template[] = [];
  collect(root, top, templates);
  templates.sort(byPathLength);
  const rendered = executeAll(templates, makeProgram(options));
  const files: Record<string, string> = {};
  for (const name of [...rendered.keys()].sort(compareStrings)) files[name] = rendered.get(name) ?? '';
  const notes = rendered.get(`${metadata.name}/templates/NOTES.txt`) ?? '';
  for (const name of [...rendered.keys()]) if (name.endsWith('NOTES.txt')) rendered.delete(name);
  const { objects, hooks, printed } =
    options.textOnly === true
      ? { objects: [], hooks: [], printed: '' }
      : sortManifests(rendered, options.printsHook);
  return {
    files,
    notes,
    objects,
    hooks: hooksByWeight(hooks),
    printedHooks: hooks,
    printed,
    values: plainValues,
  };
}

export function releaseMap(release: ReleaseOptions): GoMap {
  const entries: readonly (readonly [string, Value])[] = [
    ['Name', release.name],
    ['Namespace', release.namespace],
    ['IsUpgrade', release.isUpgrade],
    ['IsInstall', release.isInstall],
    ['Revision', int(release.revision)],
    ['Service', 'Helm'],
  ];
  return new GoMap(entries);
}

/** A template's text by its full path; aliases are looked up by what stands behind them being the only one left. */
function templateText(chart: Chart, path: string): string | undefined {
  const prefix = `${chart.metadata.name}/`;
  const own = chart.templates.find((file) => prefix + file.name === path);
  if (own !== undefined) return fromBytes(own.data);
  for (const sub of chart.dependencies) {
    const below = `${prefix}charts/`;
    const found = path.startsWith(below) ? templateText(sub, path.slice(below.length)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Renders a chart as `helm template` does.
 * @throws DrydockError `HELM_…` with Helm's own message, and place where it has one
 */
export function renderChart(chart: Chart, options: RenderOptions): RenderResult {
  try {
    return render(chart, options);
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      throw new DrydockError('HELM_LIMIT_DEPTH', { limit: DEFAULT_LIMITS.depth }, { cause: error });
    }
    throw helmError(error, (path) => templateText(chart, path));
  }
}
