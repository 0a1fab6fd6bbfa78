import { createHash } from 'node:crypto';
import { DrydockError } from '../errors/index.ts';
import {
  type Chart,
  crdsOf,
  imagesOf,
  loadChart,
  loadChartArchive,
  type RenderedObject,
  renderChart,
  type SpecialFunctions,
  standIns,
} from '../helm/index.ts';
import type { PackageSource } from '../package/source.ts';
import type { ChartRequest, Charts } from './package-facts.ts';

/** What rendering takes from the rehearsal: its clock, its randomness, its end. */
export interface ChartEnvironment {
  readonly now: () => Date;
  bytes(count: number): Uint8Array;
  readonly signal: AbortSignal;
}

/** Milliseconds; the engine serves others meanwhile only between renderings. */
const LONGEST_RENDER = 10_000;

/** Functions of keys: slow and never the same twice, and nothing that a rehearsal shows depends on their answers. */
const KEY_FUNCTIONS = [
  'htpasswd',
  'bcrypt',
  'encryptAES',
  'genPrivateKey',
  'genCA',
  'genCAWithKey',
  'genSelfSignedCert',
  'genSelfSignedCertWithKey',
  'genSignedCert',
  'genSignedCertWithKey',
];
const special: SpecialFunctions = Object.fromEntries(
  Object.entries(standIns).filter(([name]) => KEY_FUNCTIONS.includes(name)),
);

/** `mychart/templates/x.yaml` (Helm's name) as a path in the package. */
const inPackage = (path: string, file: string): string => {
  const rest = file.slice(file.indexOf('/') + 1);
  return path.endsWith('.tgz') ? `${path}:${rest}` : `${path}/${rest}`;
};

/** Gives the chart of a path. Errors: those of the helm part. */
export type ChartLoader = (path: string) => Chart;

/** Loads each chart of a package once. */
export function chartLoader(source: PackageSource): ChartLoader {
  const loaded = new Map<string, Chart>();
  return (path) => {
    const known = loaded.get(path);
    if (known) return known;
    const archive = path.endsWith('.tgz') ? source.files.get(path) : undefined;
    const chart = archive ? loadChartArchive(archive) : loadChart(filesBelow(source, path));
    loaded.set(path, chart);
    return chart;
  };
}

/** The charts of a package, through the helm part of the core. */
export function packageCharts(
  source: PackageSource,
  environment: ChartEnvironment,
  load: ChartLoader = chartLoader(source),
): Charts {
  return {
    has: (path) =>
      source.files.has(`${path}/Chart.yaml`) || (path.endsWith('.tgz') && source.files.has(path)),
    crdsOf: (path) =>
      crdsOf(load(path)).map((object) => ({ ...object, source: inPackage(path, object.source) })),
    imagesOf: (object) => imagesOf([object]),
    digest: (path) => digestOf(source, path),
    render: (request) => render(load(request.path), request, environment),
  };
}

function render(chart: Chart, request: ChartRequest, { now, bytes, signal }: ChartEnvironment) {
  const { path, values, release, namespace, kubeVersion, apiVersions, lookup, branches } = request;
  const { upgrade = false, revision = 1 } = request;
  try {
    const rendered = renderChart(chart, {
      values,
      release: { name: release, namespace, revision, isInstall: !upgrade, isUpgrade: upgrade },
      capabilities: { kubeVersion, ...(apiVersions ? { apiVersions } : {}) },
      ...(lookup ? { lookup } : {}),
      ...(branches ? { branches } : {}),
      clock: now,
      random: { bytes },
      special,
      signal,
      limits: { time: LONGEST_RENDER },
    });
    const placed = (object: RenderedObject): RenderedObject => ({
      ...object,
      source: inPackage(path, object.source),
    });
    return { ...rendered, objects: rendered.objects.map(placed), hooks: rendered.hooks.map(placed) };
  } catch (error) {
    if (!(error instanceof DrydockError) || !error.place) throw error;
    const place = { ...error.place, file: inPackage(path, error.place.file) };
    throw new DrydockError(error.code, error.data, { place, cause: error });
  }
}

function digestOf(source: PackageSource, path: string): string {
  const hash = createHash('sha256');
  const archive = source.files.get(path);
  const files = archive ? new Map([['', archive]]) : filesBelow(source, path);
  for (const [name, data] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\0${data.length}\0`).update(data);
  return hash.digest('hex');
}

function filesBelow(source: PackageSource, path: string): ReadonlyMap<string, Uint8Array> {
  const prefix = path === '' || path === '.' ? '' : `${path}/`;
  const files = new Map<string, Uint8Array>();
  for (const name of source.files.keys()) {
    const data = name.startsWith(prefix) ? source.files.get(name) : undefined;
    if (data) files.set(name.slice(prefix.length), data);
  }
  return files;
}
